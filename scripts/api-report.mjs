/** `npm run api`: rewrites the API reports of the core and of the portal's packages; `--check` fails where one is out of date. */
import { build } from './build.mjs';
import { runNode, tool } from './environment.mjs';
import { portalReports } from './portal/portal-checks.mjs';

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
process.exit((await portalReports({ check })) || code);
