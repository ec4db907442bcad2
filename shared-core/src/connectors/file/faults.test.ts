import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { decimal, float, integer, simple, type TableSchema } from '../../schema';
import type { Connection, Row } from '../contract';
import { file } from '.';

let root: string;
let files: Connection;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ai-etl-files-'));
  files = await file.open({ root }, { name: 'files' });
});
afterAll(async () => {
  await files.close();
  rmSync(root, { recursive: true, force: true });
});

const put = (name: string, content: string | Buffer) => (writeFileSync(join(root, name), content), name);
const get = (name: string) => readFileSync(join(root, name));

async function rowsOf(
  object: string,
  options?: Record<string, unknown>,
  schema?: TableSchema,
): Promise<Row[]> {
  const stream = await files.read(object, { formats: ['rows'], options, schema });
  const rows: Row[] = [];
  if (stream.format === 'rows') for await (const batch of stream.rows) rows.push(...batch);
  return rows;
}

const write = (
  object: string,
  rows: Row[],
  schema: TableSchema,
  mode: 'append' | 'replace' | 'merge',
  keys?: string[],
) =>
  files.write(
    object,
    {
      format: 'rows',
      schema,
      rows: (async function* () {
        yield rows;
      })(),
    },
    { mode, keys, runId: `${object}-${Math.random()}` },
  );

describe('what cannot be read', () => {
  it.each([
    [
      'a missing file, with the nearest name',
      () => (put('orders.csv', 'a\n1\n'), 'ordres.csv'),
      'connector.object-missing',
      /orders\.csv/,
    ],
    ['zero bytes', () => put('zero.csv', ''), 'file.empty', /no bytes/],
    [
      'a folder without data',
      () => (mkdirSync(join(root, 'nothing'), { recursive: true }), 'nothing'),
      'file.no-files',
      /folder/,
    ],
    ['a path that leaves the root', () => '../../etc/passwd', 'file.outside-root', /outside/],
    ['an absolute path outside the root', () => '/etc/passwd', 'file.outside-root', /outside/],
    [
      'a link that leads out of the root',
      () => (symlinkSync('/etc/hosts', join(root, 'link.csv')), 'link.csv'),
      'file.outside-root',
      /outside/,
    ],
    [
      'a Parquet file cut off',
      () => put('cut.parquet', Buffer.from('PAR1 and then nothing of the kind')),
      'file.damaged',
      /parquet/i,
    ],
    ['broken JSON', () => put('broken.json', '[{"a": 1},\n{"a": 2]'), 'file.damaged', /json/i],
    [
      'a broken gzip',
      () => put('broken.csv.gz', gzipSync('a,b\n'.repeat(1000)).subarray(0, 20)),
      'file.damaged',
      /unexpected end/,
    ],
  ])('%s', async (_, make, code, message) => {
    await expect(files.describe(make()).then(() => rowsOf(make()))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      kind: 'input',
    });
  });

  it('a ragged row, by its line', async () => {
    put('ragged.csv', `a,b\n${'1,2\n'.repeat(500)}3\n${'1,2\n'.repeat(500)}`);
    await expect(rowsOf('ragged.csv')).rejects.toMatchObject({
      code: 'file.ragged-row',
      kind: 'data',
      where: { line: 502 },
    });
  });

  it('a wrong type far down, by its field and value', async () => {
    put('late.csv', `a,b\n${'1,22222222222222222\n'.repeat(60_000)}x,2\n${'1,2\n'.repeat(10)}`);
    await expect(
      rowsOf(
        'late.csv',
        {},
        {
          fields: [
            { name: 'a', type: integer(), nullable: true },
            { name: 'b', type: integer(), nullable: true },
          ],
        },
      ),
    ).rejects.toMatchObject({
      code: 'connector.bad-value',
      kind: 'data',
      message: expect.stringContaining('"x"'),
      parameters: { field: 'a' },
    });
  });

  it('a broken encoding, by its first byte', async () => {
    const good = Buffer.from(`имя,n\n${'Анна,1\n'.repeat(100_000)}`);
    put('half.csv', Buffer.concat([good, Buffer.from([0xd0]), Buffer.from('x,1\n'), good]));
    await expect(rowsOf('half.csv')).rejects.toMatchObject({
      code: 'file.broken-encoding',
      kind: 'data',
      parameters: { byte: good.length },
    });
  });

  it('an unknown encoding or option, by its name', async () => {
    put('plain.csv', 'a\n1\n');
    await expect(rowsOf('plain.csv', { encoding: 'windows-9999x' })).rejects.toMatchObject({
      code: 'file.unknown-encoding',
    });
    await expect(rowsOf('plain.csv', { skip: -1 })).rejects.toMatchObject({ code: 'file.bad-option' });
  });

  it('SQL, which files do not take', async () => {
    await expect(files.query('SELECT 1')).rejects.toMatchObject({ code: 'file.no-sql', kind: 'refusal' });
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? it.skip : it)(`no rights${asRoot ? ' (skipped: root may read anything)' : ''}`, async () => {
    chmodSync(join(root, put('secret.csv', 'a\n1\n')), 0);
    await expect(rowsOf('secret.csv')).rejects.toMatchObject({ code: 'connector.permission-denied' });
  });
});

describe('what is odd but right', () => {
  it('a header only: no rows, all fields', async () => {
    put('header.csv', 'id,name\n');
    expect((await files.describe('header.csv')).schema.fields.map(({ name }) => name)).toEqual([
      'id',
      'name',
    ]);
    expect(await rowsOf('header.csv')).toEqual([]);
  });

  it.each(['windows-1251', 'koi8-r', 'ibm866', 'x-mac-cyrillic', 'iso-8859-5', 'utf-16le', 'utf-16be'])(
    'Russian in %s, with a decimal comma and Russian dates',
    async (encoding) => {
      const text =
        'номер;город;сумма;дата\n1;Екатеринбург;1 234,50;31.12.2024\n2;Нижний Новгород;5,00;01.02.2025\n3;;;\n';
      put(
        `${encoding}.csv`,
        iconv.encode(
          text,
          ({ ibm866: 'cp866', 'x-mac-cyrillic': 'maccyrillic' } as Record<string, string>)[encoding] ??
            encoding,
        ),
      );
      expect(await rowsOf(`${encoding}.csv`)).toEqual([
        { номер: 1, город: 'Екатеринбург', сумма: '1234.50', дата: '2024-12-31' },
        { номер: 2, город: 'Нижний Новгород', сумма: '5.00', дата: '2025-02-01' },
        { номер: 3, город: null, сумма: null, дата: null },
      ]);
    },
  );

  it('an old code page that is named', async () => {
    put('cp852.csv', iconv.encode('miasto,n\nŁódź,1\n', 'cp852'));
    expect(await rowsOf('cp852.csv', { encoding: 'cp852' })).toEqual([{ miasto: 'Łódź', n: 1 }]);
  });

  it.each([
    ['a mark at the head', '\ufeffa,b\n1,2\n'],
    ['line ends of Windows', 'a,b\r\n1,2\r\n'],
    ['line ends of old Macs', 'a,b\r1,2\r'],
    ['line ends of two kinds', 'a,b\r\n1,2\n'],
    ['no line end at the end', 'a,b\n1,2'],
    ['a title and an empty line above', 'Отчёт\n\na,b\n1,2\n'],
    ['remarks inside', '# made by hand\na,b\n# and here\n1,2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['single quotes', "a,b\n'1','2'\n"],
    ['white space around', 'a, b\n 1 , 2 \n'],
  ])('%s', async (_, text) => {
    put('odd.csv', text);
    expect(await rowsOf('odd.csv')).toEqual([{ a: 1, b: 2 }]);
  });

  it('fields that are left out at the end of rows', async () => {
    put('short.csv', 'a,b,c\n1,2\n3\n5,6,7\n8,9\n');
    expect(await rowsOf('short.csv')).toEqual([
      { a: 1, b: 2, c: null },
      { a: 3, b: null, c: null },
      { a: 5, b: 6, c: 7 },
      { a: 8, b: 9, c: null },
    ]);
  });

  it('codes with zeros in front, numbers beyond 64 bits, mixed fields', async () => {
    put('types.csv', 'code,big,mixed\n007,99999999999999999999,1\n010,5,two\n');
    expect(await rowsOf('types.csv')).toEqual([
      { code: '007', big: '99999999999999999999', mixed: '1' },
      { code: '010', big: '5', mixed: 'two' },
    ]);
    const { details } = await files.describe('types.csv');
    expect((details.fields as Record<string, unknown>).mixed).toMatchObject({
      value: 'string',
      decidedBy: { row: 2, value: 'two' },
    });
  });

  it('names that a header repeats', async () => {
    put('twice.csv', 'id,Id,,id\n1,2,3,4\n');
    expect(await rowsOf('twice.csv')).toEqual([{ id: 1, Id_2: 2, column_3: 3, id_3: 4 }]);
  });

  it('words for NULL among numbers, but not among words', async () => {
    put('na.csv', 'country,n\nNA,1\nDE,NA\nFR,-\n');
    expect(await rowsOf('na.csv')).toEqual([
      { country: 'NA', n: 1 },
      { country: 'DE', n: null },
      { country: 'FR', n: null },
    ]);
  });

  it.each([
    ['gz', gzipSync],
    ['zst', zstdCompressSync],
  ] as const)('compressed by %s, also without the ending', async (ending, compress) => {
    put(`packed.csv.${ending}`, compress('a,b\n1,2\n'));
    put('unnamed', compress('{"a":1,"b":2}\n'));
    expect(await rowsOf(`packed.csv.${ending}`)).toEqual([{ a: 1, b: 2 }]);
    expect(await rowsOf('unnamed')).toEqual([{ a: 1, b: 2 }]);
  });

  it('JSON: an array, a line each, one object, scalars, a mark, mixed values, dates of other forms', async () => {
    put('array.json', '[{"a": 1, "b": "x"}, {"a": 2}]');
    put('lines.jsonl', '{"a": 1, "b": "x"}\n{"a": 2}\n');
    put('one.json', '{\n "a": {"b": [1, 2]}\n}');
    put('scalars.json', '[1, 2]');
    put('mark.json', '\ufeff[{"a": 1}]');
    put(
      'mixed.jsonl',
      '{"title": "Heat", "when": "2001/01/14 21:55"}\n{"title": 300, "when": "2001/02/15 01:02"}\n',
    );
    expect(await rowsOf('array.json')).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: null },
    ]);
    expect(await rowsOf('lines.jsonl')).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: null },
    ]);
    expect(await rowsOf('one.json')).toEqual([{ a: { b: [1, 2] } }]);
    expect(await rowsOf('scalars.json')).toEqual([{ json: 1 }, { json: 2 }]);
    expect(await rowsOf('mark.json')).toEqual([{ a: 1 }]);
    expect(await rowsOf('mixed.jsonl')).toEqual([
      { title: 'Heat', when: '2001-01-14T21:55:00' },
      { title: '300', when: '2001-02-15T01:02:00' },
    ]);
  });
});

describe('several files', () => {
  beforeAll(() => {
    mkdirSync(join(root, 'parts/2024'), { recursive: true });
    put('parts/a.csv', 'id,v\n1,x\n');
    put('parts/b.csv', 'id,v\n2,y\n');
    put('parts/2024/c.csv', 'id,v\n3,z\n');
    put('parts/.hidden.csv', 'id,v\n9,h\n');
  });

  it.each([
    ['parts', [1, 2, 3]],
    ['parts/*.csv', [1, 2]],
    ['parts/**/*.csv', [1, 2, 3]],
    ['parts/{a,c}.csv', [1]],
    ['parts/[bc].csv', [2]],
  ])('%s', async (object, ids) => {
    expect((await rowsOf(object)).map(({ id }) => id).sort()).toEqual(ids);
  });

  it('says which file has other fields, and which kinds are mixed', async () => {
    mkdirSync(join(root, 'unlike'), { recursive: true });
    put('unlike/a.csv', 'id,v\n1,x\n');
    put('unlike/b.csv', 'id,w\n2,y\n');
    await expect(files.describe('unlike/*.csv')).rejects.toMatchObject({
      code: 'file.files-differ',
      message: expect.stringMatching(/unlike\/b\.csv.*"w" ≠ "v"/),
    });
    put('unlike/c.jsonl', '{"a":1}\n');
    await expect(files.describe('unlike')).rejects.toMatchObject({
      code: 'file.mixed-files',
      message: expect.stringContaining('jsonl'),
    });
  });

  it('appends to a folder as a part of its own', async () => {
    const schema = { fields: [{ name: 'id', type: integer(), nullable: true }] };
    mkdirSync(join(root, 'growing'));
    await write('growing/', [{ id: 1 }], schema, 'append');
    await write('growing/', [{ id: 2 }], schema, 'append');
    expect((await rowsOf('growing')).map(({ id }) => id).sort()).toEqual([1, 2]);
    await expect(write('growing/', [{ id: 3 }], schema, 'replace')).rejects.toMatchObject({
      code: 'connector.not-writable',
    });
  });
});

describe('writing', () => {
  const schema: TableSchema = {
    fields: [
      { name: 'номер', type: integer(), nullable: true },
      { name: 'город', type: simple('string'), nullable: true },
      { name: 'сумма', type: decimal(10, 2), nullable: true },
      { name: 'дата', type: simple('date'), nullable: true },
    ],
  };

  it('appends in the encoding and the dialect that the file has, and leaves its bytes alone', async () => {
    const old = iconv.encode(
      'номер;город;сумма;дата\n1;Пермь;1,50;31.12.2024\n2;Тула;2,25;13.01.2025',
      'win1251',
    );
    put('old.csv', old);
    await write(
      'old.csv',
      [{ номер: 3, город: 'Орёл; юг', сумма: '7.05', дата: '2025-02-01' }],
      schema,
      'append',
    );
    expect(get('old.csv').subarray(0, old.length)).toEqual(old);
    expect(iconv.decode(get('old.csv').subarray(old.length), 'win1251')).toBe(
      '\n3;"Орёл; юг";7,05;01.02.2025\n',
    );
    expect(await rowsOf('old.csv')).toHaveLength(3);
  });

  it.each(['csv.gz', 'csv.zst', 'tsv', 'json', 'jsonl.gz', 'parquet'])(
    'writes, appends to and merges %s',
    async (ending) => {
      const object = `written.${ending}`;
      const row = (номер: number, город: string | null) => ({
        номер,
        город,
        сумма: '1.50',
        дата: '2024-01-01',
      });
      await write(object, [row(1, 'a'), row(2, null)], schema, 'replace');
      await write(object, [row(3, 'c')], schema, 'append');
      const { written } = await write(object, [row(2, 'b'), row(4, 'd')], schema, 'merge', ['номер']);
      expect(written).toBe(2);
      const rows = await rowsOf(object, {}, schema);
      expect(rows.map(({ номер, город }) => [номер, город]).sort()).toEqual([
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
        [4, 'd'],
      ]);
      if (ending === 'csv.gz') expect(gunzipSync(get(object)).toString()).toMatch(/^номер,/);
    },
  );

  it('keeps texts that look like numbers apart from numbers', async () => {
    const own: TableSchema = {
      fields: [
        { name: 'code', type: simple('string'), nullable: true },
        { name: 'n', type: float(), nullable: true },
      ],
    };
    await write(
      'codes.csv',
      [
        { code: '12', n: 1.5 },
        { code: '', n: null },
        { code: null, n: 2 },
      ],
      own,
      'replace',
    );
    expect(get('codes.csv').toString()).toBe('"code",n\n"12",1.5\n"",\n,2.0\n');
    expect((await files.describe('codes.csv')).schema.fields.map(({ type }) => type.kind)).toEqual([
      'string',
      'decimal',
    ]);
  });

  it('leaves nothing beside the file but its hidden list of runs', async () => {
    await write('tidy.csv', [{ номер: 1 }], { fields: [schema.fields[0]!] }, 'replace');
    expect(readdirSync(root).filter((name) => name.includes('tidy'))).toEqual([
      '.tidy.csv.ai-etl-runs.json',
      'tidy.csv',
    ]);
  });
});
