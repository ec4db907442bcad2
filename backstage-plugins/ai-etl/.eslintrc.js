module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The generated client names its calls by HTTP methods.
    'new-cap': ['error', { capIsNewExceptions: ['GET', 'POST', 'PUT', 'DELETE'] }],
    // A file reads from what it offers down to what that is made of.
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, variables: false, classes: false },
    ],
    // A component that is kept between renders has its name twice: for us and for the tools.
    '@typescript-eslint/no-shadow': 'off',
  },
});
