/** `npm run api`: rewrites the API report of the core; `--check` fails where it is out of date. */
import { build } from './build.mjs';
import { runNode, tool } from './environment.mjs';

await build();
const check = process.argv.includes('--check');
const { code } = await runNode(
  [
    tool('@microsoft/api-extractor', 'bin/api-extractor'),
    'run',
    '--config',
    'shared-core/api-extractor.json',
    ...(check ? [] : ['--local']),
  ],
  { allowFailure: true },
);
process.exit(code);
