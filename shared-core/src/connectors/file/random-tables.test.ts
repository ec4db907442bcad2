import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { connectors, type Connection, type Row } from '../';
import type { Inference } from '../../profiling';

/** Tables as people and programs write them, read through the connector: what comes back is the table. */

let folder: string;
let files: Connection;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ai-etl-random-')));
  files = await connectors.get('file').open({ root: folder }, { name: 'files' });
});
afterAll(async () => {
  await files.close();
  await rm(folder, { recursive: true, force: true });
});

let made = 0;
/** Everything that is read of a file of these bytes, and what was said of its form. */
async function readBack(bytes: Uint8Array, ending = 'csv') {
  const object = `t${made++}.${ending}`;
  await writeFile(join(folder, object), bytes);
  const { schema, details } = await files.describe(object);
  const stream = await files.read(object, { formats: ['rows'] });
  const rows: Row[] = [];
  if (stream.format === 'rows') for await (const batch of stream.rows) rows.push(...batch);
  const { dialect } = details as { dialect: Record<string, Inference<string>> };
  return {
    names: schema.fields.map(({ name }) => name),
    types: schema.fields.map(({ type }) => type.kind),
    rows,
    dialect,
  };
}

const words = [
  'Москва',
  'Иван Петров',
  'оплачено',
  'Great Britain',
  'a; b, c',
  'two\nlines',
  'say "hi"',
  'А-17/б',
  'ООО «Ромашка»',
  'x',
];
const plainWords = words.filter((word) => !/[\n"]/.test(word));

const rowOf = (texts: string[]) =>
  fc.record({
    id: fc.integer({ min: 1, max: 99999 }),
    word: fc.constantFrom(...texts),
    cents: fc.integer({ min: 100, max: 9_999_999 }),
    day: fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
    isPaid: fc.boolean(),
  });
type Made = { id: number; word: string; cents: number; day: Date; isPaid: boolean };

const iso = (day: Date) => day.toISOString().slice(0, 10);
const names = ['номер', 'описание', 'сумма', 'дата', 'оплата'];

/** How a table is written. */
interface Dialect {
  delimiter: string;
  lineEnd: string;
  isQuoted: boolean;
  isBackslash: boolean;
  hasRussianNumbers: boolean;
  hasRussianDates: boolean;
  preamble: string[];
  footer: string[];
  isTrailed: boolean;
}
const dialects: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  isQuoted: fc.boolean(),
  isBackslash: fc.boolean(),
  hasRussianNumbers: fc.boolean(),
  hasRussianDates: fc.boolean(),
  preamble: fc.constantFrom([], ['Выписка по счёту'], ['Отчёт о продажах', 'за 2 квартал', '']),
  footer: fc.constantFrom(
    [],
    ['', 'Источник: Росстат'],
    ['', 'Подготовлено отделом', 'Примечание: данные предварительные'],
  ),
  isTrailed: fc.boolean(),
});

/** The cells of a row in a dialect. */
function cellsOf(
  { id, word, cents, day, isPaid }: Made,
  { hasRussianNumbers, hasRussianDates }: Dialect,
): string[] {
  const amount = (cents / 100).toFixed(2);
  const [whole = '', fraction] = amount.split('.');
  const russian = `${whole.replace(/(\d)(?=(\d{3})+$)/g, '$1 ')},${fraction}`;
  return [
    String(id),
    word,
    hasRussianNumbers ? russian : amount,
    hasRussianDates ? iso(day).split('-').reverse().join('.') : iso(day),
    isPaid ? 'да' : 'нет',
  ];
}

function printed(rows: Made[], dialect: Dialect): string {
  const { delimiter, lineEnd, isQuoted, isBackslash, preamble, footer, isTrailed } = dialect;
  const inQuotes = (cell: string) => `"${cell.replaceAll('"', isBackslash ? '\\"' : '""')}"`;
  const cell = (text: string) =>
    isQuoted || /["\r\n]/.test(text) || text.includes(delimiter) ? inQuotes(text) : text;
  const line = (cells: string[]) => cells.map(cell).join(delimiter) + (isTrailed ? delimiter : '');
  return [...preamble, line(names), ...rows.map((row) => line(cellsOf(row, dialect))), ...footer, ''].join(
    lineEnd,
  );
}

const expected = (rows: Made[]) =>
  rows.map(({ id, word, cents, day, isPaid }) => ({
    номер: id,
    описание: word,
    сумма: (cents / 100).toFixed(2),
    дата: iso(day),
    оплата: isPaid,
  }));
const hasBoth = (rows: Made[]) => new Set(rows.map(({ isPaid }) => isPaid)).size === 2;
const tables = fc.array(rowOf(words), { minLength: 12, maxLength: 30 }).filter(hasBoth);

it('a table in a random dialect, with titles before and notes after it', async () => {
  await fc.assert(
    fc.asyncProperty(tables, dialects, async (rows, dialect) => {
      const found = await readBack(Buffer.from(printed(rows, dialect)));
      expect(found.names).toEqual(names);
      expect(found.types).toEqual(['integer', 'string', 'decimal', 'date', 'boolean']);
      expect(found.rows).toEqual(expected(rows).map((row) => ({ ...row, описание: row.описание })));
      expect(dialectTold(found.dialect)).toEqual({
        skip: dialect.preamble.length > 0,
        end: dialect.footer.length > 0,
        trailing: dialect.isTrailed,
      });
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

/** What differs from a plain table is told, with a reason in both languages. */
function dialectTold({ skip, end, trailing, ...others }: Record<string, Inference<string>>) {
  for (const inference of [skip, end, trailing, ...Object.values(others)]) {
    if (inference)
      expect(inference.decidedBy?.why).toEqual({
        en: expect.any(String),
        ru: expect.any(String),
      });
  }
  return { skip: skip?.value !== '0', end: end !== undefined, trailing: trailing !== undefined };
}

const encodings = [
  'windows-1251',
  'koi8-r',
  'cp866',
  'x-mac-cyrillic',
  'utf-16le',
  'utf-16be',
  'utf-32le',
] as const;

it('a table in a random encoding, compressed or not, in several parts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(rowOf(plainWords.filter((word) => !word.includes('«'))), { minLength: 12, maxLength: 30 })
        .filter(hasBoth),
      fc.constantFrom(...encodings),
      fc.boolean(),
      fc.boolean(),
      async (rows, encoding, addBOM, isCompressed) => {
        const plain: Dialect = {
          delimiter: ';',
          lineEnd: '\r\n',
          isQuoted: false,
          isBackslash: false,
          hasRussianNumbers: true,
          hasRussianDates: true,
          preamble: [],
          footer: [],
          isTrailed: false,
        };
        const bytes = iconv.encode(
          printed(rows, plain),
          encoding === 'x-mac-cyrillic' ? 'maccyrillic' : encoding,
          { addBOM: encoding === 'utf-32le' || (addBOM && encoding.startsWith('utf')) },
        );
        const half = bytes.length >> 1;
        const members = [bytes.subarray(0, half), bytes.subarray(half)].map((part) => gzipSync(part));
        const found = await readBack(
          isCompressed ? Buffer.concat(members) : bytes,
          isCompressed ? 'csv.gz' : 'csv',
        );
        expect(found.names).toEqual(names);
        expect(found.rows).toEqual(expected(rows));
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
});

it('columns that runs of spaces set apart', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          name: fc.constantFrom('Tula', 'Omsk', 'Ufa', 'Perm'),
          n: fc.integer({ min: 0, max: 99999 }),
          x: fc.integer({ min: -999, max: 999 }),
        }),
        { minLength: 5, maxLength: 30 },
      ),
      fc.boolean(),
      async (rows, isIndented) => {
        const line = (cells: string[]) =>
          (isIndented ? '  ' : '') +
          cells.map((cell, at) => (at ? cell.padStart(10) : cell.padEnd(8))).join(' ');
        const text = [
          ['town', 'people', 'change'],
          ...rows.map(({ name, n, x }) => [name, String(n), (x / 10).toFixed(1)]),
        ]
          .map(line)
          .join('\n');
        const found = await readBack(Buffer.from(`${text}\n`), 'txt');
        expect(found.names).toEqual(['town', 'people', 'change']);
        expect(found.rows.map((row) => [row.town, row.people, Number(row.change)])).toEqual(
          rows.map(({ name, n, x }) => [name, n, x / 10]),
        );
      },
    ),
    { numRuns: 30 },
  );
});

describe('a header of two rows', () => {
  const body = Array.from({ length: 6 }, (_, at) => [
    `Область ${at}`,
    String(at * 31),
    String(at + 5),
    String(at * 7),
    String(at),
  ]);
  const tableOf = (...header: string[][]) =>
    Buffer.from([...header, ...body].map((row) => row.join(';')).join('\n'));

  it.each([
    [
      'years over plan and fact',
      [
        ['Регион', '2019', '', '2020', ''],
        ['', 'План', 'Факт', 'План', 'Факт'],
      ],
      ['Регион', '2019 План', '2019 Факт', '2020 План', '2020 Факт'],
    ],
    [
      'groups over years',
      [
        ['Region', 'People', '', 'Homes', ''],
        ['', '2019', '2020', '2019', '2020'],
      ],
      ['Region', 'People 2019', 'People 2020', 'Homes 2019', 'Homes 2020'],
    ],
    [
      'units under the names',
      [
        ['Station', 'Temp', 'Wind', 'Rain', 'Days'],
        ['', '(C)', '(m/s)', 'mm', ''],
      ],
      ['Station', 'Temp (C)', 'Wind (m/s)', 'Rain (mm)', 'Days'],
    ],
    [
      'descriptions under codes',
      [
        ['NAME', 'B01_001', 'B01_002', 'B01_003', 'B01_004'],
        [
          'Geographic Area Name',
          'Estimate, total',
          'Margin of error, total',
          'Estimate, male',
          'Margin of error, male',
        ],
      ],
      ['NAME', 'B01_001', 'B01_002', 'B01_003', 'B01_004'],
    ],
  ])('%s', async (_, header, expectedNames) => {
    const found = await readBack(tableOf(...header));
    expect(found.names).toEqual(expectedNames);
    expect(found.types).toEqual(['string', 'integer', 'integer', 'integer', 'integer']);
    expect(found.rows).toHaveLength(body.length);
    expect(found.dialect.headerRows).toMatchObject({
      value: '2',
      decidedBy: { why: { ru: expect.stringMatching(/строк/) } },
    });
  });

  it.each([
    [
      'a row that lacks figures',
      [
        ['name', 'a', 'b', 'c', 'd'],
        ['Ann', 'absent', 'absent', 'absent', 'absent'],
      ],
    ],
    [
      'a row of words for nothing',
      [
        ['name', 'a', 'b', 'c', 'd'],
        ['Ann', 'n/a', 'н/д', '-', '…'],
      ],
    ],
  ])('%s is a row', async (_, header) => {
    const found = await readBack(tableOf(...header));
    expect(found.rows).toHaveLength(body.length + 1);
    expect(found.dialect.headerRows).toBeUndefined();
  });
});

it('a statement: a card above, totals and a signature below, all padded as a spreadsheet does it', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, at) => `${String(at + 1).padStart(2, '0')}.01.2020;${100 + at};ООО «Ромашка»;${at * 7},50`,
  );
  const text = [
    'Выписка по счёту;40702810900000012345;;',
    'Период;01.01.2020 - 31.01.2020;;',
    ';;;',
    'Дата;Номер;Контрагент;Дебет',
    ...rows,
    'Итого;;;1 340,00',
    ';;;',
    'Исполнитель: Иванова А. А.;;;',
  ].join('\r\n');
  const found = await readBack(iconv.encode(`${text}\r\n`, 'win1251'));
  expect(found.names).toEqual(['Дата', 'Номер', 'Контрагент', 'Дебет']);
  expect(found.types).toEqual(['date', 'integer', 'string', 'decimal']);
  expect(found.rows).toHaveLength(20);
  expect(found.dialect).toMatchObject({ skip: { value: '3' }, end: { value: '24' } });
});

it('one huge cell does not hide the delimiter, numbers may head columns of words', async () => {
  const prose = 'Words, and more words; with marks: all of them.\n'.repeat(3000);
  const huge = await readBack(Buffer.from(`Description,status\n"${prose}",open\nshort,closed\nother,open\n`));
  expect([huge.names, huge.rows.length]).toEqual([['Description', 'status'], 3]);
  const asked = await readBack(Buffer.from(`id,100022,100025\n${'7,yes,maybe\n8,no,never\n'.repeat(4)}`));
  expect(asked.names).toEqual(['id', '100022', '100025']);
});

it('lines of JSON are read as such, whatever the file is called', async () => {
  const found = await readBack(Buffer.from('{"id":1,"name":"a, b"}\n{"id":2,"name":"c"}\n'));
  expect(found.rows).toEqual([
    { id: 1, name: 'a, b' },
    { id: 2, name: 'c' },
  ]);
});

describe('where a table ends', () => {
  const read = (text: string) => readBack(Buffer.from(text));

  it('the first of two tables is read, and the other is told', async () => {
    const found = await read(
      'id,name,amount\n1,a,5\n2,b,6\n3,c,7\n\ncode,city,share\nx,Moscow,0.5\ny,Tula,0.7\n',
    );
    expect(found.rows).toEqual([
      { id: 1, name: 'a', amount: 5 },
      { id: 2, name: 'b', amount: 6 },
      { id: 3, name: 'c', amount: 7 },
    ]);
    expect(found.dialect.end).toMatchObject({
      value: '5',
      decidedBy: { value: 'code city share', why: { en: expect.stringContaining('another table') } },
    });
  });

  it('rows of totals are left out where their figures are sums, or their word stands among values', async () => {
    const rows = Array.from({ length: 6 }, (_, at) => `товар ${at};${at * 10 + 10},50;${at + 1}`).join('\n');
    const summed = await read(`товар;сумма;шт\n${rows}\nИтого;213,00;21\n`);
    expect(summed.rows).toHaveLength(6);
    expect(summed.dialect.end?.decidedBy?.why.ru).toContain('Итого');
    const unlike = await read(`товар;сумма;шт\n${rows}\nИтого;13,00;1\n`);
    expect(unlike.rows).toHaveLength(7);
    const dated = await read('дата;сумма\n01.02.2020;5\n02.02.2020;7\n03.02.2020;8\nВсего;999\n');
    expect([dated.types, dated.rows.length]).toEqual([['date', 'integer'], 3]);
  });

  it.each([
    ['groups of rows with an empty line between them', 'region,v\nA,1\nB,2\n\nC,3\nD,4\n\nE,5\n', 5],
    ['a last row whose text is long', 'id,note,v\n1,x,2\n2,y,3\n3,"Source: the state office, 2020",4\n', 3],
    ['rows that leave their last fields out', `a,b,c\n${'1,2,3\n4,5\n'.repeat(5)}6\n`, 11],
    ['a column of words', 'word\nTotal\nSource\nNote\n', 3],
  ])('%s stay rows', async (_, text, count) => {
    const found = await read(text);
    expect(found.rows).toHaveLength(count);
    expect(found.dialect.end).toBeUndefined();
  });

  it('notes at the end of a file that is not read whole', async () => {
    const rows = Array.from({ length: 40_000 }, (_, at) => `${at},name ${at},${at * 3}`).join('\n');
    const found = await read(`id,name,v\n${rows}\n\nSource: Rosstat\nAll rights reserved\n`);
    expect(found.rows).toHaveLength(40_000);
    expect(found.rows.at(-1)).toEqual({ id: 39_999, name: 'name 39999', v: 119_997 });
    expect(found.dialect.end?.decidedBy?.value).toBe('Source: Rosstat');
  });

  it('everything is read where that is asked for', async () => {
    await writeFile(
      join(folder, 'whole.csv'),
      'дата;сумма\n01.02.2020;5\n02.02.2020;7\n03.02.2020;8\nВсего;20\n',
    );
    const { schema } = await files.describe('whole.csv', { options: { toEnd: 'true' } });
    expect(schema.fields[0]?.type.kind).toBe('string');
  });
});

it('an instant in JSON keeps its zone, and objects whose keys vary stay whole', async () => {
  const values = [
    { at: '2000-01-01T08:00:00.000Z', part: { x: 1 }, many: [{ a: 1 }, { b: 2 }] },
    { at: '2000-02-01T08:00:00.000+03:00', part: { y: 'q' }, many: [] },
    { at: null, part: null, many: null },
  ];
  for (const [ending, text] of [
    ['json', JSON.stringify(values)],
    ['jsonl', values.map((value) => JSON.stringify(value)).join('\n')],
  ] as const) {
    const found = await readBack(Buffer.from(text), ending);
    expect(found.types).toEqual(['timestamp', 'json', 'json']);
    expect(found.rows).toEqual([
      { ...values[0], at: '2000-01-01T08:00:00Z' },
      { ...values[1], at: '2000-02-01T05:00:00Z' },
      values[2],
    ]);
  }
});

it('a thousand columns are read in the memory that an ordinary table has', async () => {
  const width = 1000;
  const line = (cell: (at: number) => unknown) =>
    Array.from({ length: width }, (_, at) => cell(at)).join(',');
  const text = [line((at) => `c${at}`), line((at) => at), line((at) => at / 8 + 0.5)].join('\n');
  const found = await readBack(Buffer.from(text));
  expect([found.names.length, found.rows.length, found.rows[0]?.c999]).toEqual([width, 2, 999]);
});

it('comments of two slashes, and of a sign inside quotes, are told apart', async () => {
  const found = await readBack(Buffer.from('id,name,v\n1,a,2\n// nothing\n2,"x\n// y",3\n3,c,4\n'));
  expect(found.rows).toEqual([
    { id: 1, name: 'a', v: 2 },
    { id: 2, name: 'x\n// y', v: 3 },
    { id: 3, name: 'c', v: 4 },
  ]);
});

it.each([
  ['a spreadsheet', Buffer.from('PK\x03\x04\x14\0\x06\0,a,b\n1,2,3\n'), 'xlsx'],
  ['an answer in HTML', Buffer.from('<!DOCTYPE html>\n<html><body>502, Bad Gateway</body></html>\n'), 'HTML'],
  ['Avro', Buffer.from('Obj\x01\x04\x16avro.codec,\x0csnappy\n'), 'Avro'],
])('%s that is called a CSV is refused', async (_, bytes, form) => {
  await writeFile(join(folder, 'foreign.csv'), bytes);
  await expect(files.describe('foreign.csv')).rejects.toMatchObject({
    code: 'file.not-text',
    message: expect.stringContaining(form),
  });
  await rm(join(folder, 'foreign.csv'));
});

it('what was cut off of a long name is kept beside it', async () => {
  const long = 'Полное наименование организации — получателя бюджетных средств';
  const object = 'long.csv';
  await writeFile(join(folder, object), `id;${long}\n1;a\n2;b\n`);
  const { schema } = await files.describe(object);
  expect(schema.fields[1]).toMatchObject({ name: 'Полное наименование организации', comment: long });
});

describe('values', () => {
  const column = async (...values: string[]) => {
    const { rows, types } = await readBack(
      Buffer.from(`n;v\n${values.map((value, at) => `${at};${value}`).join('\n')}\n`),
    );
    return { type: types[1], values: rows.map(({ v }) => v) };
  };

  it.each([
    [['01.02.2020', '2020-02-03', '04.02.2020'], 'date', ['2020-02-01', '2020-02-03', '2020-02-04']],
    [['01.02.20', '13.02.2020', '04.02.21'], 'date', ['2020-02-01', '2020-02-13', '2021-02-04']],
    [['12 %', '15 %'], 'integer', [12, 15]],
    [['1 100,50 руб.', '20,00 руб.'], 'decimal', ['1100.50', '20.00']],
    [['$1,100.50', '-$20.00'], 'decimal', ['1100.50', '-20.00']],
    [['5 $', '5 €'], 'string', ['5 $', '5 €']],
    [['1', '#Н/Д', '…', 'н/д', '-', '2'], 'integer', [1, null, null, null, null, 2]],
    [['1', '  ', '', '2'], 'integer', [1, null, null, 2]],
    [
      ['0.439029120507692', '-0.0012', '0.30000000000000004'],
      'float',
      [0.439029120507692, -0.0012, 0.30000000000000004],
    ],
    [['12345678901234567.89', '1.5'], 'decimal', ['12345678901234567.89', '1.50']],
    [['да', 'Нет', 'ДА'], 'boolean', [true, false, true]],
    [['007708', '123456'], 'string', ['007708', '123456']],
  ])('%j', async (texts, type, values) => {
    expect(await column(...texts)).toEqual({ type, values });
  });

  it('a code that its name tells stays text though no zero shows', async () => {
    const text = `ИНН;индекс;price_index;zipCode\n${Array.from({ length: 9 }, (_, at) => `770708389${at};10100${at};9${at};3000${at}`).join('\n')}\n`;
    expect((await readBack(Buffer.from(text))).types).toEqual(['string', 'string', 'integer', 'string']);
  });

  it('the first line may name the delimiter, and the header have one of its own', async () => {
    expect((await readBack(Buffer.from('sep=;\na;b\n1;2\n3;4\n'))).rows).toEqual([
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ]);
    expect((await readBack(Buffer.from('a;b;c\n1,2,3\n4,5,6\n7,8,9\n'))).names).toEqual(['a', 'b', 'c']);
  });
});
