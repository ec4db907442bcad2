import { decimal, simple, type TableSchema } from '../../../schema';
import type { Check } from '../conformance';
import { asRead, people, rowsIn, writeRows } from './subject';

const named = (...names: string[]): TableSchema => ({
  fields: [people.fields[0]!, ...names.map((name) => ({ name, type: simple('string'), nullable: true }))],
});

/** Names and values that break what is not careful. */
export const datasetChecks: Check[] = [
  {
    name: 'datasets/empty',
    run: async (subject) => {
      const object = subject.system.object('empty');
      expect(await writeRows(subject, object, [])).toMatchObject({ written: 0 });
      expect(await rowsIn(subject.connection, object, { schema: people })).toEqual([]);
      expect((await subject.connection.describe(object)).schema.fields.map((field) => field.name)).toEqual([
        'id',
        'name',
      ]);
    },
  },
  {
    name: 'datasets/cyrillic-names',
    run: async (subject) => {
      const schema = named('имя', 'два слова', 'Регистр');
      const rows = [{ id: 1, имя: 'Ёлка', 'два слова': 'да', Регистр: 'НЕТ' }];
      const object = subject.system.object('Заказы_2024');
      await writeRows(subject, object, rows, { schema });
      expect(await rowsIn(subject.connection, object, { schema })).toEqual(asRead(rows));
      expect(await rowsIn(subject.connection, object, { schema, fields: ['два слова'] })).toEqual([
        { 'два слова': 'да' },
      ]);
    },
  },
  {
    name: 'datasets/reserved-words',
    run: async (subject) => {
      const schema = named('select', 'order', 'group', 'user', 'a"b', "it's", 'semi;colon', 'tab\tname');
      const rows = [
        Object.fromEntries(schema.fields.map(({ name }, i) => [name, name === 'id' ? 1 : `value ${i}`])),
      ];
      const object = subject.system.object('order');
      await writeRows(subject, object, rows, { schema });
      expect(await rowsIn(subject.connection, object, { schema })).toEqual(asRead(rows));
    },
  },
  {
    name: 'datasets/null-is-not-the-empty-text',
    run: async (subject) => {
      const rows = [
        { id: 1, name: null },
        { id: 2, name: '' },
        { id: 3, name: 'NULL' },
        { id: 4, name: '\\N' },
        { id: 5, name: ' ' },
      ];
      const object = subject.system.object('nulls');
      await writeRows(subject, object, rows);
      expect(await rowsIn(subject.connection, object, { schema: people })).toEqual(asRead(rows));
    },
  },
  {
    name: 'datasets/awkward-texts',
    run: async (subject) => {
      const texts = [
        'a,b',
        '"',
        '""',
        "'",
        'a\nb',
        'a\r\nb',
        '\t',
        '\\',
        '\\.',
        '\\n',
        ';',
        '😀',
        'é',
        'Ж'.repeat(5000),
        '{}',
        '-1',
        '=1+1',
        '\u{feff}bom',
        '\u0001',
      ];
      const rows = texts.map((name, i) => ({ id: i + 1, name }));
      const object = subject.system.object('awkward');
      await writeRows(subject, object, rows);
      expect(await rowsIn(subject.connection, object, { schema: people })).toEqual(asRead(rows));
    },
  },
  {
    name: 'datasets/only-nulls-in-one-field',
    run: async (subject) => {
      const schema: TableSchema = { fields: [{ name: 'only', type: simple('string'), nullable: true }] };
      const object = subject.system.object('only_nulls');
      await writeRows(subject, object, [{ only: null }, { only: '' }, { only: null }], { schema });
      const rows = await rowsIn(subject.connection, object, { schema });
      expect(rows.map((row) => row.only).sort()).toEqual(['', null, null]);
    },
  },
  {
    name: 'datasets/other-order-of-fields',
    run: async (subject) => {
      const amount = { name: 'amount', type: decimal(10, 2), nullable: true };
      const schema: TableSchema = { fields: [...people.fields, amount] };
      const object = subject.system.object('ordered');
      await writeRows(subject, object, [{ id: 1, name: 'one', amount: '1.50' }], { schema });
      await writeRows(subject, object, [{ amount: '2.25', id: 2 }], {
        schema: { fields: [amount, people.fields[0]!] },
      });
      expect(await rowsIn(subject.connection, object, { schema })).toEqual([
        { id: '1', name: 'one', amount: expect.stringMatching(/^1\.50?$/) },
        { id: '2', name: null, amount: expect.stringMatching(/^2\.25$/) },
      ]);
    },
  },
];
