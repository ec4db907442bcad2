import { configWithoutCloudSupport } from '@n8n/node-cli/eslint';

/** n8n's community rules; every exception with its reason in ../README.md. */
export default [
  ...configWithoutCloudSupport,
  {
    files: ['package.json'],
    rules: {
      '@n8n/community-nodes/no-runtime-dependencies': 'off',
      '@n8n/community-nodes/require-homepage': 'off',
    },
  },
  {
    files: ['nodes/**/*.ts'],
    rules: {
      '@n8n/community-nodes/resource-operation-pattern': 'off',
      'n8n-nodes-base/node-param-fixed-collection-type-unsorted-items': 'off',
    },
  },
];
