/**
 * Where this house differs from Backstage's lint, for every package; all else is as Backstage has it.
 *
 * A file begins with what it is for and goes on to the parts of that: functions stand below those that call them, which
 * is no mistake, since they are there as soon as the module is.
 */
module.exports = {
  rules: {
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, variables: false, classes: false, typedefs: false },
    ],
  },
  overrides: [
    {
      // `testing` folders hold what tests start; they are no part of what is published.
      files: ['src/testing/**'],
      rules: {
        '@backstage/no-undeclared-imports': 'off',
        '@backstage/no-mixed-plugin-imports': 'off',
        'no-restricted-syntax': 'off',
      },
    },
    {
      files: ['**/*.test.ts', '**/*.test.tsx'],
      rules: {
        // `until` fails a test when what it waits for does not come.
        'jest/expect-expect': ['error', { assertFunctionNames: ['expect', '**.until'] }],
        // What is sent before the first test is looked at where it is sent.
        'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['beforeAll', 'beforeEach'] }],
      },
    },
  ],
};
