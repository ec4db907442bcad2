import type { Check } from '../conformance';
import { asRead, newRun, people, peopleFrom, rowsIn, tenPeople, writeRows } from './subject';

/** Projection, filter, limit, formats. */
export const readChecks: Check[] = [
  {
    name: 'read/rows',
    run: async (subject) => {
      const object = await tenPeople(subject, 'read_rows');
      expect(await rowsIn(subject.connection, object)).toEqual(asRead(peopleFrom(1, 10)));
    },
  },
  {
    name: 'read/fields',
    run: async (subject) => {
      const object = await tenPeople(subject, 'read_fields');
      const names = await rowsIn(subject.connection, object, { fields: ['name', 'id'] });
      expect(names.map((row) => Object.keys(row))).toEqual(Array(10).fill(['name', 'id']));
      const ids = await rowsIn(subject.connection, object, { fields: ['id'] });
      expect(ids).toEqual(asRead(peopleFrom(1, 10)).map(({ id }) => ({ id })));
    },
  },
  {
    name: 'read/where',
    run: async (subject) => {
      const { connection, connector, system } = subject;
      if (!connector.capabilities.pushDown.where) return;
      const object = await tenPeople(subject, 'read_where');
      const where = system.idAbove?.(7) ?? '"id" > 7';
      expect(await rowsIn(connection, object, { where })).toEqual(asRead(peopleFrom(8, 10)));
      // A comment must not swallow what follows the condition.
      expect(await rowsIn(connection, object, { where: `${where} -- late`, limit: 1 })).toHaveLength(1);
    },
  },
  {
    name: 'read/limit',
    run: async (subject) => {
      const object = await tenPeople(subject, 'read_limit');
      expect(await rowsIn(subject.connection, object, { limit: 4 })).toHaveLength(4);
    },
  },
  {
    name: 'read/first-format-wanted',
    run: async (subject) => {
      const { connection, connector } = subject;
      const object = await tenPeople(subject, 'read_formats');
      for (const format of connector.capabilities.offers) {
        const stream = await connection.read(object, { formats: [format], schema: people });
        expect(stream.format).toBe(format);
        expect(stream.schema.fields.map((field) => field.name)).toEqual(['id', 'name']);
        if (stream.format === 'rows')
          for await (const batch of stream.rows) expect(batch.length).toBeLessThan(11);
        else for await (const piece of stream.bytes) expect(Buffer.isBuffer(piece)).toBe(true);
        // Where the source counts, it has counted right.
        expect([10, undefined]).toContain(stream.rowCount);
      }
    },
  },
  {
    name: 'read/format-not-offered',
    run: async (subject) => {
      const object = await tenPeople(subject, 'read_refused');
      await expect(subject.connection.read(object, { formats: [] })).rejects.toMatchObject({
        code: 'connector.not-readable',
        kind: 'refusal',
      });
    },
  },
  {
    name: 'read/own-bytes-there-and-back',
    run: async (subject) => {
      const { connection, connector, system } = subject;
      const { offers, accepts } = connector.capabilities;
      const object = system.object('own_bytes');
      const rows = [
        ...peopleFrom(1, 5),
        { id: 6, name: 'a "quoted", text\nof two lines' },
        { id: 7, name: '' },
        { id: 8, name: null },
      ];
      await writeRows(subject, object, rows);
      for (const format of offers.filter((one) => accepts.includes(one) && one !== 'rows')) {
        const copy = system.object(`own_bytes_${format.replaceAll('-', '_')}`);
        const stream = await connection.read(object, { formats: [format], schema: people });
        await connection.write(copy, stream, {
          mode: 'append',
          runId: newRun(),
          ...(system.create && { create: system.create(people) }),
        });
        expect(await rowsIn(connection, copy, { schema: people })).toEqual(asRead(rows));
      }
    },
  },
  {
    name: 'read/back-pressure',
    run: async (subject) => {
      const { connection, connector, system } = subject;
      const format = connector.capabilities.offers.find((one) => one !== 'rows');
      if (!format) return;
      const object = system.object('large');
      const text = 'x'.repeat(1000);
      // 120 MB, of which only a few may be in memory while nobody reads on.
      for (let part = 0; part < 4; part++)
        await writeRows(subject, object, peopleFrom(part * 30_000 + 1, (part + 1) * 30_000, text));
      const before = process.memoryUsage().rss;
      const stream = await connection.read(object, { formats: [format], schema: people });
      if (stream.format === 'rows') throw new Error(`asked for ${format}, got rows`);
      const pieces = stream.bytes[Symbol.asyncIterator]();
      await pieces.next();
      let most = 0;
      for (let turn = 0; turn < 200; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
        if (turn % 20 === 0) await connection.list({ limit: 1 });
        most = Math.max(most, process.memoryUsage().rss - before);
      }
      stream.bytes.destroy();
      expect(most).toBeLessThan(60e6);
    },
  },
];
