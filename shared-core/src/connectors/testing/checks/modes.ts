import type { LoadMode } from '../../contract';
import type { Check } from '../conformance';
import { asRead, newRun, people, peopleFrom, rowsIn, tenPeople, writeRows } from './subject';

const keyed = { ...people, primaryKey: ['id'] };

const byMode: Record<LoadMode, Check[]> = {
  append: [
    {
      name: 'append/adds',
      run: async (subject) => {
        const object = await tenPeople(subject, 'append_adds');
        const result = await writeRows(subject, object, peopleFrom(11, 15));
        expect(result).toMatchObject({ written: 5 });
        expect(result.bytes).toBeGreaterThan(0);
        expect(await rowsIn(subject.connection, object)).toEqual(asRead(peopleFrom(1, 15)));
      },
    },
  ],
  replace: [
    {
      name: 'replace/replaces',
      run: async (subject) => {
        const object = await tenPeople(subject, 'replace_replaces');
        expect(await writeRows(subject, object, peopleFrom(5, 7, 'new'), { mode: 'replace' })).toMatchObject({
          written: 3,
        });
        expect(await rowsIn(subject.connection, object)).toEqual(asRead(peopleFrom(5, 7, 'new')));
      },
    },
    {
      name: 'replace/creates',
      run: async (subject) => {
        const object = subject.system.object('replace_creates');
        await writeRows(subject, object, peopleFrom(1, 3), { mode: 'replace' });
        expect(await rowsIn(subject.connection, object)).toEqual(asRead(peopleFrom(1, 3)));
      },
    },
    {
      name: 'replace/by-nothing',
      run: async (subject) => {
        const object = await tenPeople(subject, 'replace_by_nothing');
        expect(await writeRows(subject, object, [], { mode: 'replace' })).toMatchObject({ written: 0 });
        expect(await rowsIn(subject.connection, object, { schema: people })).toEqual([]);
      },
    },
  ],
  merge: [
    {
      name: 'merge/updates-and-inserts',
      run: async (subject) => {
        const object = subject.system.object('merge_updates');
        await writeRows(subject, object, peopleFrom(1, 10), { schema: keyed, mode: 'merge', keys: ['id'] });
        const result = await writeRows(subject, object, peopleFrom(8, 12, 'new'), {
          schema: keyed,
          mode: 'merge',
          keys: ['id'],
        });
        expect(result).toMatchObject({ written: 5 });
        expect(await rowsIn(subject.connection, object)).toEqual(
          asRead([...peopleFrom(1, 7), ...peopleFrom(8, 12, 'new')]),
        );
      },
    },
    {
      name: 'merge/last-row-of-a-key-wins',
      run: async (subject) => {
        const object = subject.system.object('merge_last');
        const rows = [
          ...peopleFrom(1, 3, 'first'),
          ...peopleFrom(2, 3, 'second'),
          ...peopleFrom(3, 3, 'third'),
        ];
        const result = await writeRows(subject, object, rows, { schema: keyed, mode: 'merge', keys: ['id'] });
        expect(result).toMatchObject({ written: 6, superseded: 3 });
        expect(await rowsIn(subject.connection, object)).toEqual(
          asRead([...peopleFrom(1, 1, 'first'), ...peopleFrom(2, 2, 'second'), ...peopleFrom(3, 3, 'third')]),
        );
      },
    },
    {
      name: 'merge/needs-keys',
      run: async (subject) => {
        const object = subject.system.object('merge_needs_keys');
        await writeRows(subject, object, peopleFrom(1, 2), { schema: keyed, mode: 'merge', keys: ['id'] });
        const merge = (keys?: string[]) =>
          writeRows(subject, object, peopleFrom(1, 2), { schema: keyed, mode: 'merge', keys });
        await expect(merge()).rejects.toMatchObject({ code: 'connector.keys-needed' });
        await expect(merge(['nobody'])).rejects.toMatchObject({ kind: 'input' });
      },
    },
  ],
};

const once = (mode: LoadMode): Check => ({
  name: `${mode}/same-run-id-loads-once`,
  run: async (subject) => {
    const object = subject.system.object(`once_${mode}`);
    const options = { schema: keyed, mode, keys: ['id'], runId: newRun() };
    await writeRows(subject, object, peopleFrom(1, 5), options);
    const again = await writeRows(subject, object, peopleFrom(1, 5), options);
    expect(again).toMatchObject({ written: 5, alreadyLoaded: true });
    expect(await rowsIn(subject.connection, object)).toEqual(asRead(peopleFrom(1, 5)));
    const next = await writeRows(subject, object, peopleFrom(6, 6), { ...options, runId: newRun() });
    expect(next.alreadyLoaded ?? false).toBe(false);
  },
});

const hook = (mode: LoadMode): Check => ({
  name: `${mode}/refused-before-publishing`,
  run: async (subject) => {
    const object = subject.system.object(`hook_${mode}`);
    const options = { schema: keyed, mode, keys: ['id'] };
    await writeRows(subject, object, peopleFrom(1, 3), options);
    const seen: number[] = [];
    const refusal = new Error('the ledger does not balance');
    const load = writeRows(subject, object, peopleFrom(4, 10, 'new'), {
      ...options,
      beforePublish: (rows) => {
        seen.push(rows);
        throw refusal;
      },
    });
    await expect(load).rejects.toThrow();
    expect(seen).toEqual([7]);
    expect(await rowsIn(subject.connection, object)).toEqual(asRead(peopleFrom(1, 3)));
  },
});

/** The modes that a connector has. */
export const modeChecks = (modes: LoadMode[]): Check[] =>
  modes.flatMap((mode) => [...byMode[mode], once(mode), hook(mode)]);
