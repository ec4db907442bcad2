import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Check, Subject } from '../conformance';
import { childBatches, childBatchRows } from '../kill-load';
import { asRead, newRun, people, peopleFrom, rowsIn, writeRows } from './subject';

const keyed = { ...people, primaryKey: ['id'] };

/** Loads in a process of its own; ends it without warning after some batches, where a number is given. */
function loadInChild(subject: Subject, load: Record<string, unknown>, killAfter?: number): Promise<void> {
  const { connector, system } = subject;
  const source = join(__dirname, '..', '..', '..', 'local', 'testing', 'typescript-source.cjs');
  const child = fork(join(__dirname, '..', 'load-child.ts'), {
    execArgv: ['--require', source],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', (batch) => {
    if (batch === killAfter) child.kill('SIGKILL');
    else if (typeof batch === 'number') child.send('next');
  });
  child.send({
    connector: connector.id,
    settings: system.settings,
    create: system.create?.(keyed)(String(load.object)),
    ...load,
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (killAfter === undefined && code !== 0) reject(new Error(`the loading process ended with ${code}`));
      else resolve();
    });
  });
}

/** A process that dies leaves neither a gap nor a duplicate, and the same run id picks up where nothing was. */
export const killChecks: Check[] = (['append', 'replace', 'merge'] as const).map((mode) => ({
  name: `kill/${mode}-and-run-again`,
  run: async (subject) => {
    if (!subject.connector.capabilities.modes.includes(mode)) return;
    const object = subject.system.object(`kill_${mode}`);
    await writeRows(subject, object, peopleFrom(1, 10), { schema: keyed, mode, keys: ['id'] });
    const load = { object, mode, keys: ['id'], runId: newRun() };
    for (const killAfter of [1, 1 + Math.floor(Math.random() * childBatches)]) {
      await loadInChild(subject, load, killAfter);
      expect(await rowsIn(subject.connection, object, { schema: people })).toEqual(asRead(peopleFrom(1, 10)));
    }
    await loadInChild(subject, load);
    await loadInChild(subject, load);
    const loaded = peopleFrom(1001, 1000 + childBatches * childBatchRows, 'loaded');
    const expected = mode === 'replace' ? loaded : [...peopleFrom(1, 10), ...loaded];
    expect(await rowsIn(subject.connection, object, { schema: people })).toEqual(asRead(expected));
  },
}));
