import { integer, type TableSchema } from '../../../schema';
import type { Check } from '../conformance';
import { rowsIn, writeRows } from './subject';

const schema: TableSchema = {
  fields: ['id', 'generation'].map((name) => ({ name, type: integer(64), nullable: false })),
};
const generationRows = 3000;
const generations = 6;

const generation = (number: number) =>
  Array.from({ length: generationRows }, (_, i) => ({ id: i + 1, generation: number }));

/** Readers see the old rows or the new ones, all of them. */
export const readerChecks: Check[] = [
  {
    name: 'readers/see-old-or-new-during-replace',
    run: async (subject) => {
      const { connector, system } = subject;
      if (!connector.capabilities.modes.includes('replace')) return;
      const object = system.object('readers');
      const replace = (number: number) =>
        writeRows(subject, object, generation(number), { schema, mode: 'replace' });
      await replace(1);
      const reader = await connector.open(system.settings as never, { name: 'reader' });
      let isReplacing = true;
      const seen = new Set<unknown>();
      const reading = (async () => {
        do {
          const rows = await rowsIn(reader, object, { schema });
          const found = new Set(rows.map((row) => row.generation));
          expect({ rows: rows.length, generations: found.size }).toEqual({
            rows: generationRows,
            generations: 1,
          });
          for (const one of found) seen.add(one);
        } while (isReplacing);
      })();
      try {
        for (let number = 2; number <= generations; number++) await replace(number);
      } finally {
        isReplacing = false;
        await reading.finally(() => reader.close());
      }
      expect(seen.size).toBeGreaterThan(1);
    },
  },
];
