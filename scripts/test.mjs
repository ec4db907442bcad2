/**
 * `npm test`: sets up what it needs from Node and npm alone, then runs every suite. `--all` adds the suites that need
 * Python, Java, Go or apt packages; `--golden` rewrites expected output. Other words go to Jest:
 * `npm test -- shared-core/src/sql`.
 */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root, runNode, say, tool } from './environment.mjs';
import { build } from './build.mjs';

const words = process.argv.slice(2);
const flag = (name) => words.includes(name) && words.splice(words.indexOf(name), 1).length > 0;
const all = flag('--all');
const golden = flag('--golden');

await ensureInstalled(root, { size: '400 MB' });
await build();

const report = join(tmpdir(), `ai-etl-tests-${process.pid}.json`);
const { code } = await runNode(
  [tool('jest', 'bin/jest.js'), '--json', `--outputFile=${report}`, '--testLocationInResults', ...words],
  {
    allowFailure: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...(all && { AI_ETL_ALL: '1' }), ...(golden && { UPDATE_GOLDEN: '1' }), NODE_NO_WARNINGS: '1' },
  },
);

let result;
try {
  result = JSON.parse(readFileSync(report, 'utf8'));
} catch (error) {
  say(`Jest left no report: ${error.message}`);
  process.exit(code || 1);
}
rmSync(report);
const skipped = result.testResults
  .flatMap((suite) => suite.assertionResults)
  .filter((test) => test.status === 'pending');
for (const test of skipped) say(`skipped: ${test.fullName}`);
const failedSuites = result.numRuntimeErrorTestSuites;
console.log(
  `${result.numPassedTests} passed, ${result.numFailedTests + failedSuites} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`,
);
process.exit(code);
