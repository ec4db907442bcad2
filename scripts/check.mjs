/**
 * `npm run check`: everything as CI does it, generated files among it; then no file may have changed by that.
 * `--all` also runs the suites that need more than Node.
 */
import { ensureInstalled, root, run, runNode, say } from './environment.mjs';

const changes = async () => (await run('git', ['status', '--porcelain'], { quiet: true })).output;
const all = process.argv.includes('--all') ? ['--all'] : [];

const steps = [
  ['build', ['scripts/build.mjs']],
  ['API report', ['scripts/api-report.mjs']],
  ['docs', ['scripts/docs.mjs']],
  ['lint', ['scripts/lint.mjs']],
  ["n8n's lint", ['scripts/n8n/lint.mjs']],
  ['tests', ['scripts/test.mjs', ...all]],
];

// The steps run on the Node that the packages bring.
await ensureInstalled(root, { size: '400 MB' });
const before = await changes();
const failed = [];
for (const [name, script] of steps) {
  say(`— ${name}`);
  if ((await runNode(script, { cwd: root, allowFailure: true })).code !== 0) failed.push(name);
}
const after = await changes();
if (after !== before) {
  failed.push('no diff left');
  console.log(`These files are not as they are generated; commit them:\n${after}`);
}
console.log(failed.length === 0 ? 'all is well' : `failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
