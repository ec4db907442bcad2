import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { printType } from '../../../schema';
import { cutRecords } from './records';
import { sniffCsv } from './sniff-csv';
import type { SniffedCsv } from './sniffed';

const sniff = (bytes: Uint8Array) => sniffCsv({ head: bytes, others: [], whole: true });
const sniffText = (text: string) => sniff(Buffer.from(text));
const types = ({ fields }: SniffedCsv) =>
  Object.fromEntries(fields.map(({ name, type }) => [name, printType(type)]));

describe('real files', () => {
  const folder = join(__dirname, '../../../../../node_modules/vega-datasets/data');
  const head = (name: string) => {
    const bytes = readFileSync(join(folder, name));
    return sniffCsv({ head: bytes.subarray(0, 1 << 18), others: [], whole: bytes.length <= 1 << 18 });
  };

  it.each(readdirSync(folder).filter((name) => /\.(csv|tsv)$/.test(name)))(
    '%s: UTF-8, a header, one delimiter, every row whole',
    async (name) => {
      const found = await head(name);
      expect(found).toMatchObject({
        encoding: 'utf-8',
        header: true,
        skip: 0,
        padded: false,
        dialect: { delimiter: name.endsWith('.tsv') ? '\t' : ',', quote: '"' },
      });
      const { records, violations } = cutRecords(readFileSync(join(folder, name), 'utf8'), found.dialect, {
        whole: true,
      });
      expect({ violations, widths: new Set(records.map(({ fields }) => fields.length)) }).toEqual({
        violations: 0,
        widths: new Set([found.dialect.width]),
      });
    },
  );

  it('types: codes with zeros stay texts, dates are found in their form', async () => {
    expect(types(await head('zipcodes.csv'))).toMatchObject({
      zip_code: 'string',
      latitude: 'float64',
      city: 'string',
    });
    expect(types(await head('birdstrikes.csv'))).toMatchObject({
      'Flight Date': 'date',
      'Cost Total $': 'int64',
      'Wildlife Species': 'string',
    });
    expect(types(await head('stocks.csv'))).toEqual({ symbol: 'string', date: 'date', price: 'float64' });
    expect(types(await head('github.csv'))).toEqual({ time: 'timestamp', count: 'int64' });
    expect((await head('stocks.csv')).fields[1]?.reading).toEqual({ formats: ['%b %d %Y'] });
    const species = (await head('species.csv')).fields.find(({ name }) => name === 'county_id');
    expect(species?.inference).toMatchObject({
      value: 'string',
      runnerUp: { value: 'integer' },
      decidedBy: { row: 737, value: '09005' },
    });
  });

  const chinook = join(__dirname, '../../../../../../shared/data/chinook');
  (existsSync(chinook) ? it : it.skip)(
    `chinook${existsSync(chinook) ? '' : ' (skipped: ../shared/data/chinook is absent)'}`,
    async () => {
      const invoice = await sniff(readFileSync(join(chinook, 'Invoice.csv')));
      expect(types(invoice)).toMatchObject({
        InvoiceId: 'int64',
        InvoiceDate: 'timestamp',
        BillingPostalCode: 'string',
        Total: 'decimal(18,2)',
      });
      expect(invoice.inferences.lineEnd.value).toBe('\\r\\n');
    },
  );
});

describe('dates', () => {
  const dateOf = async (...values: string[]) =>
    (await sniffText(`when,n\n${values.map((value, at) => `"${value}",${at}`).join('\n')}\n`)).fields[0];

  it.each([
    [['31.12.2024', '01.02.2025'], ['%d.%m.%Y'], 'date'],
    [['01.02.2025', '03.04.2025'], ['%d.%m.%Y'], 'date'],
    [['12/31/2024', '01/02/2025'], ['%m/%d/%Y'], 'date'],
    [['31/12/2024', '01/02/2025'], ['%d/%m/%Y'], 'date'],
    [['1/8/90', '12/31/99'], ['%m/%d/%y'], 'date'],
    [['31.12.2024 10:30', '01.02.2025 9:05'], ['%d.%m.%Y %H:%M'], 'timestamp'],
    [['01/02/2024 3:04 PM', '01/03/2024 11:59 AM'], ['%m/%d/%Y %I:%M %p'], 'timestamp'],
    [['2024/12/31', '2025/01/02'], ['%Y/%m/%d'], 'date'],
    [['2024-12-31', '2025-01-02'], undefined, 'date'],
    [['2024-12-31T10:00:00Z', '2025-01-02T11:00:00+03:00'], undefined, 'timestamptz'],
    [['2024-12-31 10:00:00.5', '2025-01-02 11:00:00'], undefined, 'timestamp'],
    [['5 Jan 2024', '17 Feb 2024'], ['%d %b %Y'], 'date'],
  ])('%j', async (values, formats, type) => {
    const field = await dateOf(...values);
    expect({ type: field && printType(field.type), formats: field?.reading.formats }).toEqual({
      type,
      formats,
    });
  });

  it('names the date that told day from month', async () => {
    expect((await dateOf('01/02/2024', '05/06/2024', '07/25/2024'))?.inference.decidedBy).toMatchObject({
      row: 3,
      value: '07/25/2024',
    });
  });

  it('takes the order in which the dates follow each other', async () => {
    const days = Array.from({ length: 12 }, (_, at) => `${String(at + 1).padStart(2, '0')}/03/2024`);
    expect((await dateOf(...days))?.reading.formats).toEqual(['%d/%m/%Y']);
  });

  it('says that it is ambiguous where nothing decides', async () => {
    expect((await dateOf('01/02/2024', '03/04/2024'))?.inference).toMatchObject({
      confidence: 0.5,
      decidedBy: {
        value: '01/02/2024',
        why: { en: expect.stringMatching(/^ambiguous/), ru: expect.stringMatching(/^неоднозначно/) },
      },
    });
  });

  it.each([
    ['31.02.2024', '01.02.2024'],
    ['2024-13-01', '2024-01-01'],
    ['10.20.30', '40.50.60'],
    ['1.2.3', '4.5.6'],
  ])('%s is no date', async (...values) => {
    expect((await dateOf(...values))?.type.kind).toBe('string');
  });
});

describe('numbers', () => {
  const typeOf = async (...values: string[]) => {
    const found = (await sniffText(`n;x\n${values.map((value) => `${value};text`).join('\n')}\n`)).fields[0];
    return found && { type: printType(found.type), reading: Object.keys(found.reading) };
  };

  it.each([
    [['1', '-2', '+3'], 'int64', []],
    [['1.50', '2.25'], 'decimal(18,2)', []],
    [['1.5', '2.25', '3'], 'float64', []],
    [['1,50', '2,25'], 'decimal(18,2)', ['decimalSeparator']],
    [['1 234,50', '12,00'], 'decimal(18,2)', ['thousands', 'decimalSeparator']],
    [['1\u00a0234', '12', '1\u00a0234\u00a0567'], 'int64', ['thousands']],
    [['1,234.50', '12.00'], 'decimal(18,2)', ['thousands']],
    [['1.234,50', '12,00'], 'decimal(18,2)', ['thousands', 'decimalSeparator']],
    [['1e5', '2.5E-3'], 'float64', []],
    [['9223372036854775807', '1'], 'int64', []],
    [['9223372036854775808', '1'], 'decimal(38,0)', []],
    [['0.1234567890123456789', '1.1'], 'decimal(38,19)', []],
    [['007', '123'], 'string', []],
    [['+79161234567', '+79161234568'], 'string', []],
    [['1', 'n/a', '-'], 'int64', ['nulls']],
    [['true', 'false'], 'boolean', ['booleans']],
    [['да', 'нет'], 'boolean', ['booleans']],
    [['10:30', '23:59:59'], 'time', []],
    [['0b8f3d3e-5c3a-4a6f-9d7e-1f2a3b4c5d6e'], 'uuid', []],
    [['12%', '15%'], 'int64', ['thousands']],
    [['12%', '15 $'], 'string', []],
  ])('%j', async (values, type, reading) => {
    expect(await typeOf(...values)).toEqual({ type, reading });
  });

  it('takes 1,234 as what the other fields say, and owns up to its doubt', async () => {
    const alone = await sniffText('a;b\n1,234;x\n5,678;y\n');
    expect(alone.fields[0]?.inference).toMatchObject({
      value: 'int64',
      confidence: 0.6,
      runnerUp: { value: 'decimal(18,3)' },
      decidedBy: { value: '1,234' },
    });
    const beside = await sniffText('a;b\n1,234;2,5\n5,678;3,25\n');
    expect(beside.fields.map(({ type }) => printType(type))).toEqual(['decimal(18,3)', 'float64']);
  });
});

describe('where the table begins', () => {
  it.each([
    ['1,2\n3,4\n', false],
    ['John,5\nMary,6\n', false],
    ['id,name\n1,x\n2,y\n', true],
    ['город,страна\nМосква,Россия\nПариж,Франция\n', true],
    ['2020,2021,2022\n1,2,3\n4,5,6\n', false],
    ['A1,B2\nA1,C3\nB2,A1\n', false],
    ['code\nAB12\nCD34\nEF56\nGH78\n', true],
    ['a,b\n', true],
    ['district,2020\nAK-1,R+15.5\nAK-2,D+2\nAL-1,R+30\n', true],
    ['город;2021;2022;2023\nТверь;12;13;14\nОмск;15;17;18\n', true],
    [`team,Castle 1,Castle 2\n${'a,1,2\nb,3,4\n'.repeat(3)}`, true],
    [
      `id,"Do you ever, in your own words, speak to strangers on a plane?",note\n${'1,Yes,x\n2,No,x\n3,No,y\n'.repeat(4)}`,
      true,
    ],
    [`May 1,Mar 2\n${'Jun 3,Jul 4\nAug 5,Sep 6\n'.repeat(3)}`, false],
    ['year;1110;1110_lag;1120;1120_lag;org\n2012;5;6;7;8;a\n2013;9;1;2;3;b\n2014;9;1;2;3;c\n', true],
  ])('%j: header %s', async (text, header) => {
    expect((await sniffText(text)).header).toBe(header);
  });

  it.each([
    ['Spending of the council, July,,,\n,,,\nDate,Supplier,Amount,Note\n', 2],
    ['Отчёт о продажах,,,\nза 2 квартал,,,\nдата,товар,сумма,прим.\n', 2],
    [',,Democrat,\nteam,share,asked,none\n', 1],
  ])('titles that a spreadsheet padded are no header: %j', async (head, skip) => {
    const found = await sniffText(`${head}${'2024-01-02,Acme,12.50,x\n2024-01-03,Bolt,7.10,\n'.repeat(4)}`);
    expect(found).toMatchObject({ skip, header: true });
    expect(found.fields[2]?.type.kind).toBe('decimal');
  });

  it('rows that are all but empty are rows', async () => {
    const found = await sniffText(`2024-01-01,,,\n2024-01-02,,,\n${'2024-01-03,1,2,3\n'.repeat(9)}`);
    expect(found).toMatchObject({ skip: 0, header: false, headRows: 11 });
  });

  it('a header one field short is of rows with a name, or of rows that end in a delimiter', async () => {
    const named = await sniffText('"a","b"\n"r1",1,2\n"r2",3,4\n"r3",5,6\n');
    expect([named.header, named.fields.map(({ name }) => name)]).toEqual([true, ['row', 'a', 'b']]);
    const ended = await sniffText('a,b,c\n1,2,3,\n4,5,6,\n7,8,9,\n');
    expect([ended.header, ended.fields.map(({ name }) => name)]).toEqual([true, ['a', 'b', 'c']]);
  });

  it('quotes around nothing are no value where the others are numbers', async () => {
    const { fields } = await sniffText('n,name\n"",""\n"5","x"\n"7","y"\n');
    expect(fields[0]).toMatchObject({ type: { kind: 'integer' }, reading: { nulls: [''] }, nulls: true });
    expect(fields[1]).toMatchObject({ type: { kind: 'string' }, reading: {} });
  });

  it('a text may be NULL where the sign of it stands', async () => {
    const { fields } = await sniffText('id\tname\n1\ta\n2\t\\N\n3\tb\n');
    expect(fields.map(({ nulls }) => nulls)).toEqual([false, true]);
  });

  it('a space after the comma belongs to the delimiter where quotes follow it', async () => {
    const found = await sniffText('id, name, note\n1, "Smith, J.", x\n2, "Doe, A.", y\n3, "Roe, B.", z\n');
    expect(found).toMatchObject({ header: true, dialect: { delimiter: ', ', quote: '"', width: 3 } });
    expect((await sniffText('id, name\n1, a\n2, b\n')).dialect.delimiter).toBe(',');
  });

  it('a name is no longer than PostgreSQL keeps, and still its own', async () => {
    const long = 'Численность ординаторов на конец отчетного года';
    const found = await sniffText(`id;${long};${long} (мужчины);n\n${'1;2;3;4\n5;6;7;8\n'.repeat(3)}`);
    expect(found.fields.map(({ name }) => name)).toEqual([
      'id',
      'Численность ординаторов на конец',
      'Численность ординаторов на конец_2',
      'n',
    ]);
  });

  it('a name has no control characters', async () => {
    expect((await sniffText('a\0b,c\u0001\n1,2\n3,4\n')).fields.map(({ name }) => name)).toEqual([
      'a b',
      'c',
    ]);
  });

  it('a date without zeros is told with its pattern, for loaders that want the zeros', async () => {
    const found = await sniffText('at,n\n2014-7-1,1\n2014-11-12,2\n');
    expect(found.fields[0]).toMatchObject({ type: { kind: 'date' }, reading: { formats: ['%Y-%m-%d'] } });
  });

  it('skips titles and empty lines, and counts them', async () => {
    const found = await sniffText(
      'Продажи за март\nсоставил: отдел\n\nid;город;сумма\n1;Москва;5\n2;Тула;6\n',
    );
    expect(found).toMatchObject({
      skip: 3,
      header: true,
      dialect: { delimiter: ';', width: 3 },
      inferences: { skip: { runnerUp: { value: '0' } } },
    });
  });
});

const words = [
  'Москва',
  'Иван Петров',
  'оплачено',
  'Great Britain',
  'note; with, marks | and\ttabs',
  'two\nlines',
  'say "hi"',
  "it's",
  '50 % off',
  'A-17/b',
  'ООО «Ромашка»',
  'x',
];
const cell = fc.record({
  word: fc.constantFrom(...words),
  number: fc.integer({ min: -1e6, max: 1e6 }),
  flag: fc.boolean(),
  share: fc.integer({ min: 0, max: 99999 }),
  day: fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
  empty: fc.boolean(),
});
const tables = fc.record({
  rows: fc.array(cell, { minLength: 12, maxLength: 40 }),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  quoteAll: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  comma: fc.boolean(),
  russianDates: fc.boolean(),
  encoding: fc.constantFrom('utf-8', 'windows-1251', 'utf-16le'),
  mark: fc.boolean(),
});

describe('a random table in a random dialect', () => {
  it('is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        async ({ rows, delimiter, quoteAll, lineEnd, comma, russianDates, encoding, mark }) => {
          const quoted = (text: string) =>
            quoteAll || new RegExp(`["\\r\\n${delimiter === '|' ? '\\|' : delimiter}]`).test(text)
              ? `"${text.replaceAll('"', '""')}"`
              : text;
          const decimal = (share: number) => (share / 100).toFixed(2).replace('.', comma ? ',' : '.');
          const iso = (day: Date) => day.toISOString().slice(0, 10);
          const date = (day: Date) => (russianDates ? iso(day).split('-').reverse().join('.') : iso(day));
          const texts = rows.map(({ word, number, share, day, empty }) => [
            String(number),
            empty ? '' : word,
            decimal(share),
            date(day),
          ]);
          const text =
            [['номер', 'описание', 'сумма', 'дата'], ...texts]
              .map((row) => row.map((one) => (one === '' ? '' : quoted(one))).join(delimiter))
              .join(lineEnd) + lineEnd;
          const bytes = iconv.encode(text, encoding === 'windows-1251' ? 'win1251' : encoding, {
            addBOM: mark && encoding !== 'windows-1251',
          });
          const found = await sniff(bytes);
          expect(found).toMatchObject({
            encoding,
            header: true,
            skip: 0,
            padded: false,
            dialect: { delimiter, width: 4 },
          });
          const decoded = new TextDecoder(found.encoding).decode(bytes);
          const { records } = cutRecords(decoded, found.dialect, { whole: true });
          expect(records.slice(1).map(({ fields }) => fields)).toEqual(texts);
          expect(found.fields.map(({ name, type }) => `${name} ${type.kind}`)).toEqual([
            'номер integer',
            expect.stringMatching(/^описание/),
            'сумма decimal',
            'дата date',
          ]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never fails, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        const { dialect, fields } = await sniff(bytes);
        expect(fields).toHaveLength(dialect.width);
      }),
      { numRuns: 100 },
    );
  });

  it('never fails on texts full of delimiters, quotes and line ends', async () => {
    const pieces = fc.array(
      fc.constantFrom('a', '1', ',', ';', '"', "'", '\n', '\r\n', '\r', '\\', '|', '\t', ' ', '#', 'я'),
      { maxLength: 200 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const { dialect, fields } = await sniffText(parts.join(''));
        expect(fields).toHaveLength(dialect.width);
      }),
      { numRuns: 300 },
    );
  });
});
