/** One Jest for the whole repository; suites that need more than Node look at AI_ETL_ALL (scripts/test.mjs sets it). */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{shared-core,n8n-nodes,scripts}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  moduleNameMapper: { '^@ai-etl/core$': '<rootDir>/shared-core/src/index.ts' },
  // commander is ESM only; Node requires it as it is, Jest has to translate it.
  transformIgnorePatterns: ['/node_modules/(?!commander/)'],
  transform: {
    '^.+\\.ts$|/commander/.+\\.js$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  maxWorkers: 2,
  testTimeout: 180000,
};
