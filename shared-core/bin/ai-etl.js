#!/usr/bin/env node
'use strict';
require('node:module').enableCompileCache?.();
// `ai-etl … | head` closes the pipe when it has read enough, which is no failure.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});
require('../dist/cli/main.js')
  .main(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
  });
