/** One Jest for the whole repository; suites that need a tool outside Node say so through `needs()` (scripts/test.mjs). */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{shared-core,n8n-nodes,scripts}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  moduleNameMapper: { '^@ai-etl/core$': '<rootDir>/shared-core/src/index.ts' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  testTimeout: 60000,
};
