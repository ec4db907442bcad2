/**
 * `npm test`: sets up what it needs from Node and npm alone, then runs every suite. `--all` adds the suites that need
 * Python, Java, Go or apt packages; `--golden` rewrites expected output. Other words go to Jest:
 * `npm test -- shared-core/src/sql`.
 */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureInstalled, root, runNode, say, tool } from './environment.mjs';
import { build } from './build.mjs';
import { installN8n } from './n8n/n8n-rig.mjs';
import { installPortal, portalHouse } from './portal/portal-rig.mjs';

const words = process.argv.slice(2);
const flag = (name) => words.includes(name) && words.splice(words.indexOf(name), 1).length > 0;
const all = flag('--all');
const golden = flag('--golden');

await ensureInstalled(root, { size: '400 MB' });
await build();
// A download is no part of a test's time.
if (words.length === 0 || words.some((word) => word.includes('n8n'))) await installN8n();
if (words.length === 0 || words.some((word) => /backstage-plugins|portal/.test(word))) await installPortal();

/** Runs a Jest and gives its report. */
async function jest({ folder, command, environment = {} }, parameters) {
  const report = join(tmpdir(), `ai-etl-tests-${process.pid}.json`);
  const env = {
    ...environment,
    ...(all && { AI_ETL_ALL: '1' }),
    ...(golden && { UPDATE_GOLDEN: '1' }),
    NODE_NO_WARNINGS: '1',
  };
  const { code } = await runNode([...command, '--json', `--outputFile=${report}`, ...parameters], {
    cwd: folder,
    allowFailure: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch (error) {
    say(`Jest left no report: ${error.message}`);
    process.exit(code || 1);
  } finally {
    rmSync(report, { force: true });
  }
}

/** The suites of one house. One that failed beside others gets one more try alone: a server that starved is told from a defect. */
async function suitesOf(house, parameters) {
  const first = await jest(house, [...(house.besideOthers ?? []), ...parameters]);
  const failed = first.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
  const again = failed.length ? await jest(house, ['--runInBand', '--runTestsByPath', ...failed]) : undefined;
  for (const { name, status } of again?.testResults ?? [])
    say(`${relative(root, name)} failed beside others and ${status === 'failed' ? 'fails' : 'passes'} alone`);
  return [...first.testResults.filter(({ name }) => !failed.includes(name)), ...(again?.testResults ?? [])];
}

const isPortal = (word) => word.replaceAll('\\', '/').startsWith('backstage-plugins');
const portalWords = words.filter(isPortal);
const coreWords = words.filter((word) => !isPortal(word));
const suites = [];
if (words.length === 0 || coreWords.length > 0)
  suites.push(...(await suitesOf({ folder: root, command: [tool('jest', 'bin/jest.js')] }, coreWords)));
if (words.length === 0 || portalWords.length > 0) suites.push(...(await suitesOf(portalHouse, portalWords)));

const tests = suites.flatMap((suite) => suite.assertionResults);
const count = (status) => tests.filter((test) => test.status === status).length;
for (const test of tests.filter(({ status }) => status === 'pending')) say(`skipped: ${test.fullName}`);
// A suite that could not even be loaded has no test to count.
const broken = suites.filter(
  (suite) => suite.status === 'failed' && !suite.assertionResults.some(({ status }) => status === 'failed'),
).length;
const failures = count('failed') + broken;
const skipped = count('pending');
console.log(`${count('passed')} passed, ${failures} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failures || tests.length === 0 ? 1 : 0);
