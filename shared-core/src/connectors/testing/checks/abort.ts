import { integer, simple, type TableSchema } from '../../../schema';
import type { DatasetStream, LoadMode, Row } from '../../contract';
import type { Check, Subject } from '../conformance';
import { asRead, newRun, people, peopleFrom, rowsIn, tenPeople, writeRows } from './subject';

/** Rows without end; `onBatch` is called before each batch. */
function endless(schema: TableSchema, onBatch: (number: number) => void): DatasetStream {
  async function* rows(): AsyncGenerator<Row[]> {
    for (let number = 1; ; number++) {
      onBatch(number);
      yield peopleFrom(number * 1000, number * 1000 + 999);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { format: 'rows', schema, rows: rows() };
}

const keyed = { ...people, primaryKey: ['id'] };

async function unchanged({ connection }: Subject, object: string): Promise<void> {
  expect(await rowsIn(connection, object, { schema: people })).toEqual(asRead(peopleFrom(1, 10)));
}

async function prepared(subject: Subject, name: string, mode: LoadMode): Promise<string> {
  const object = subject.system.object(name);
  await writeRows(subject, object, peopleFrom(1, 10), { schema: keyed, mode, keys: ['id'] });
  return object;
}

const abort = (mode: LoadMode): Check => ({
  name: `abort/${mode}-in-the-middle`,
  run: async (subject) => {
    if (!subject.connector.capabilities.modes.includes(mode)) return;
    const object = await prepared(subject, `abort_${mode}`, mode);
    const stopping = new AbortController();
    const stream = endless(keyed, (number) => number === 20 && stopping.abort());
    const load = subject.connection.write(object, stream, {
      mode,
      keys: ['id'],
      runId: newRun(),
      signal: stopping.signal,
    });
    await expect(load).rejects.toMatchObject({ code: 'connector.cancelled' });
    await unchanged(subject, object);
    // Nothing is left behind that would hold up the next load.
    expect(
      await writeRows(subject, object, peopleFrom(11, 12), { schema: keyed, mode, keys: ['id'] }),
    ).toMatchObject({ written: 2 });
  },
});

const brokenSource = (mode: LoadMode): Check => ({
  name: `abort/${mode}-when-the-source-fails`,
  run: async (subject) => {
    if (!subject.connector.capabilities.modes.includes(mode)) return;
    const object = await prepared(subject, `broken_${mode}`, mode);
    const stream = endless(keyed, (number) => {
      if (number === 10) throw new Error('the cable was cut');
    });
    const load = subject.connection.write(object, stream, { mode, keys: ['id'], runId: newRun() });
    await expect(load).rejects.toThrow(/the cable was cut/);
    await unchanged(subject, object);
  },
});

const badValue = (mode: LoadMode): Check => ({
  name: `abort/${mode}-of-a-value-that-does-not-fit`,
  run: async (subject) => {
    if (!subject.connector.capabilities.modes.includes(mode)) return;
    if (!subject.system.create) return;
    const object = await prepared(subject, `bad_${mode}`, mode);
    const schema: TableSchema = {
      fields: [{ name: 'id', type: simple('string'), nullable: false }, people.fields[1]!],
    };
    const rows = [
      ...peopleFrom(20, 40).map(({ id, name }) => ({ id: String(id), name })),
      { id: 'twelve', name: 'x' },
    ];
    await expect(writeRows(subject, object, rows, { schema, mode, keys: ['id'] })).rejects.toMatchObject({
      kind: 'data',
    });
    await unchanged(subject, object);
  },
});

/** Whatever ends a load early, the target is as it was. */
export const abortChecks: Check[] = [
  ...(['append', 'replace', 'merge'] as const).flatMap((mode) => [
    abort(mode),
    brokenSource(mode),
    badValue(mode),
  ]),
  {
    name: 'abort/before-it-began',
    run: async (subject) => {
      const object = await tenPeople(subject, 'abort_before');
      const signal = AbortSignal.abort();
      const cancelled = { code: 'connector.cancelled' };
      await expect(writeRows(subject, object, peopleFrom(11, 12), { signal })).rejects.toMatchObject(
        cancelled,
      );
      await expect(rowsIn(subject.connection, object, { signal })).rejects.toMatchObject(cancelled);
      await unchanged(subject, object);
    },
  },
  {
    name: 'abort/reading-in-the-middle',
    run: async (subject) => {
      const { connection, connector, system } = subject;
      const object = system.object('abort_reading');
      const schema: TableSchema = {
        fields: [{ name: 'id', type: integer(64), nullable: false }, people.fields[1]!],
      };
      await writeRows(subject, object, peopleFrom(1, 20_000, 'y'.repeat(200)), { schema });
      for (const format of connector.capabilities.offers) {
        const stopping = new AbortController();
        const stream = await connection.read(object, { formats: [format], schema, signal: stopping.signal });
        const drain = async () => {
          for await (const piece of stream.format === 'rows' ? stream.rows : stream.bytes) {
            expect(piece.length).toBeGreaterThan(0);
            stopping.abort();
          }
        };
        await expect(drain()).rejects.toMatchObject({ code: 'connector.cancelled' });
      }
      expect(await rowsIn(connection, object, { schema, limit: 5 })).toHaveLength(5);
    },
  },
];
