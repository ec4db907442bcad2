import type { Check } from '../conformance';
import { newRun, people, tenPeople, writeRows } from './subject';

/** Test, list, describe: what is there. */
export const lookChecks: Check[] = [
  {
    name: 'look/test',
    run: async ({ connection }) => {
      const result = await connection.test();
      expect(result).toMatchObject({
        ok: true,
        latencyMs: expect.any(Number),
        version: expect.stringMatching(/\d/),
      });
      expect(result.permissions).toMatchObject({ read: true, write: true, create: true });
      expect(result.throughput?.bytesPerSecond).toBeGreaterThan(0);
    },
  },
  {
    name: 'look/naming',
    run: async (subject) => {
      const { connection, system } = subject;
      const there = system.object('named_there');
      // A name tells nothing of whether the object is there, and stays as it is when it comes.
      const before = await connection.naming(there);
      await tenPeople(subject, 'named_there');
      const name = await connection.naming(there);
      expect(name).toEqual(before);
      expect(name).toEqual({
        namespace: expect.stringMatching(/^(file|[a-z][a-z0-9+.-]*:\/\/[^/@]+)$/),
        name: expect.stringContaining('named_there'),
      });
      expect(await connection.naming(system.object('named_other'))).toEqual({
        ...name,
        name: name.name.replace('named_there', 'named_other'),
      });
      const { user, password } = system.settings as Record<string, string | undefined>;
      if (password) expect(name.namespace).not.toContain(password);
      if (user) expect(name.namespace).not.toContain(`${user}@`);
    },
  },
  {
    name: 'look/list',
    run: async (subject) => {
      const { connection, system } = subject;
      await tenPeople(subject, 'listed_one');
      await tenPeople(subject, 'listed_two');
      const names = (await connection.list()).map((entry) => entry.object);
      expect(names).toEqual(
        expect.arrayContaining([system.object('listed_one'), system.object('listed_two')]),
      );
    },
  },
  {
    name: 'look/list-pattern',
    run: async (subject) => {
      const { connection, system } = subject;
      await tenPeople(subject, 'pattern_first');
      await tenPeople(subject, 'pattern_second');
      const first = system.object('pattern_first');
      expect((await connection.list({ pattern: '*pattern_f*' })).map((entry) => entry.object)).toEqual([
        first,
      ]);
      expect((await connection.list({ pattern: 'PATTERN_F' })).map((entry) => entry.object)).toEqual([first]);
      expect(await connection.list({ pattern: 'pattern_', limit: 1 })).toHaveLength(1);
    },
  },
  {
    name: 'look/containers',
    run: async ({ connection }) => {
      expect((await connection.containers()).length).toBeGreaterThan(0);
    },
  },
  {
    name: 'look/describe',
    run: async (subject) => {
      const object = await tenPeople(subject, 'described');
      const { schema } = await subject.connection.describe(object);
      expect(schema.fields.map(({ name, type }) => ({ name, type }))).toEqual(
        people.fields.map(({ name, type }) => ({ name, type })),
      );
    },
  },
  {
    name: 'look/own-tables-hidden',
    run: async (subject) => {
      await writeRows(subject, subject.system.object('visible'), [{ id: 1, name: 'one' }], {
        runId: newRun(),
      });
      const names = (await subject.connection.list()).map((entry) => entry.object);
      expect(names.filter((name) => /ai_etl|ai-etl|staging/.test(name))).toEqual([]);
    },
  },
  {
    name: 'look/bounded-query',
    run: async (subject) => {
      if (!subject.connector.capabilities.dialect) return;
      const object = await tenPeople(subject, 'queried');
      const result = await subject.connection.query(`SELECT id, name FROM ${object} ORDER BY id`, {
        limit: 3,
      });
      expect(result.truncated).toBe(true);
      expect(result.rows.map((row) => Number(row.id))).toEqual([1, 2, 3]);
      expect(result.schema.fields.map((field) => field.name)).toEqual(['id', 'name']);
      expect((await subject.connection.query(`SELECT id FROM ${object}`, { limit: 10 })).truncated).toBe(
        false,
      );
    },
  },
];
