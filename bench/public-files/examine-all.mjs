/** Files one by one through a process that is begun anew when it dies or hangs. */
import { fork } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { say } from '../../scripts/environment.mjs';

const script = fileURLToPath(new URL('./examine.mjs', import.meta.url));
const patienceMs = 180_000;

/** Outcome of every file, in their order, each noted in `log` at once; `targets` are addresses by system. */
export async function examineAll(files, targets, log) {
  rmSync(log, { force: true });
  const outcomes = [];
  let worker;
  for (const [at, file] of files.entries()) {
    worker ??= await startWorker(targets);
    const outcome = await worker.examine({ at, path: file.path });
    if (outcome.died) worker = undefined;
    outcomes.push({ ...file, ...outcome });
    appendFileSync(log, `${JSON.stringify(outcomes.at(-1))}\n`);
    if (at % 100 === 99) say(`${at + 1} of ${files.length} …`);
  }
  worker?.stop();
  return outcomes;
}

async function startWorker(targets) {
  const child = fork(script, { env: { ...process.env, PUBLIC_FILES_TARGETS: JSON.stringify(targets) } });
  await new Promise((resolve) => child.once('message', resolve));
  const examine = (message) =>
    new Promise((resolve) => {
      const end = (outcome) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(outcome);
      };
      const died = (why) => {
        child.kill('SIGKILL');
        end({ outcome: 'crash', why, died: true });
      };
      const timer = setTimeout(() => died('no answer in three minutes'), patienceMs);
      child.once('message', end);
      child.once('exit', (code, signal) => died(`the process ended: ${signal ?? code}`));
      child.send(message);
    });
  return { examine, stop: () => child.kill() };
}
