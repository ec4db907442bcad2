/** The boundaries of the design, as rules (see README "How it is built"). */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'enter-a-room-by-its-door',
      comment: 'Another room is entered by its index.ts',
      severity: 'error',
      from: { path: '^shared-core/src/([^/]+)/' },
      to: {
        path: '^shared-core/src/[^/]+/',
        pathNot: ['^shared-core/src/$1/', '^shared-core/src/[^/]+/index\\.ts$', '/testing/'],
      },
    },
    {
      name: 'siblings-are-strangers',
      comment: 'One system, dialect or target never leans on another',
      severity: 'error',
      from: { path: '^shared-core/src/(connectors|compile)/([^/]+)/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '^shared-core/src/$1/[^/]+/', pathNot: ['^shared-core/src/$1/$2/', '/testing/'] },
    },
    {
      name: 'core-knows-no-door',
      severity: 'error',
      from: { path: '^shared-core/' },
      to: { path: '^(n8n-nodes|backstage-plugins)/|node_modules/(n8n-|@backstage/)' },
    },
    {
      name: 'doors-use-the-front-entrance',
      severity: 'error',
      from: { path: '^(n8n-nodes|backstage-plugins)/' },
      to: { path: '^shared-core/src/', pathNot: '^shared-core/src/index\\.ts$' },
    },
    {
      name: 'only-sql-knows-a-parser',
      severity: 'error',
      from: { path: '^shared-core/src/', pathNot: '^shared-core/src/sql/' },
      to: { path: 'node_modules/(libpg-query|pgsql-deparser|@pgsql|node-sql-parser)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'shared-core/tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default'] },
  },
};
