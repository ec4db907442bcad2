/**
 * Loaded into n8n before its own code. Our n8n is installed without install scripts, so `sqlite3` has no binary, and the
 * AI Agent node, whose oldest version could ask an SQLite file, would not load at all.
 */
const { registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');

class Database {
  constructor() {
    throw new Error('SQLite is not compiled into this n8n; connect the agent to another database.');
  }
}

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'sqlite3'
      ? { url: pathToFileURL(__filename).href, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});

module.exports = { Database };
