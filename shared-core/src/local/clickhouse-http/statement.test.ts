import fc from 'fast-check';
import { readStatement } from './statement';

const whole = (text: string) => readStatement(text, true);

describe('a statement', () => {
  it.each([
    ['SELECT 1', undefined],
    ['select 1 format CSV', 'CSV'],
    ['SELECT 1 FORMAT JSON SETTINGS max_threads = 1', 'JSON'],
    ["SELECT 'FORMAT CSV'", undefined],
    ['SELECT 1 -- FORMAT CSV', undefined],
    ['SELECT 1 /* ; */ FORMAT TSV;', 'TSV'],
    ['SELECT a FROM (SELECT 1 AS a FORMAT CSV)', undefined],
    ['WITH 1 AS x SELECT x FORMAT Null', 'Null'],
    ['(SELECT 1) UNION ALL (SELECT 2) FORMAT CSV', 'CSV'],
    ['SELECT $$ FORMAT CSV; $$', undefined],
    ['SELECT `format` FROM t', undefined],
    ['SHOW TABLES', undefined],
    ['-- why\nDESCRIBE t', undefined],
  ])('%s gives rows', (text, format) => {
    expect(whole(text)).toMatchObject({ kind: 'output', ...(format && { format }) });
    const found = whole(text);
    if (found.kind === 'output') {
      expect(found.format).toBe(format);
      if (format) expect(text.slice(found.outputAt)).toMatch(/^format /i);
    }
  });

  it.each([
    'CREATE TABLE t (a Int32) ENGINE = Memory',
    'INSERT INTO t SELECT 1',
    'INSERT INTO t (a) SELECT a FROM u FORMAT CSV',
    'INSERT INTO t WITH 1 AS x SELECT x',
    'INSERT INTO t (SELECT 1)',
    'WITH 1 AS x INSERT INTO t SELECT x',
    'SYSTEM FLUSH LOGS;',
    'CHECK GRANT SELECT ON *.*',
  ])('%s is a command', (text) => expect(whole(text)).toMatchObject({ kind: 'command' }));

  it.each(['', '   ', '-- nothing', ';'])('"%s" is empty', (text) =>
    expect(whole(text)).toEqual({ kind: 'empty' }),
  );

  it.each([
    ['SELECT 1; SELECT 2', 62],
    ['INSERT INTO t SELECT 1; DROP TABLE t', 62],
    [`SELECT 1 INTO OUTFILE '/etc/passwd'`, 48],
  ])('%s is refused', (text, code) => expect(whole(text)).toMatchObject({ kind: 'refused', code }));
});

describe('an INSERT with its data', () => {
  const inserts: [text: string, head: string, settings: string, format: string, data: string][] = [
    ['INSERT INTO t FORMAT CSV\n1,2\n', 'INSERT INTO t ', '', 'CSV', '1,2\n'],
    ['insert into t format CSV 1,2', 'insert into t ', '', 'CSV', '1,2'],
    [
      'INSERT INTO db.`t t` (a, `b)`) FORMAT JSONEachRow {"a":1}',
      'INSERT INTO db.`t t` (a, `b)`) ',
      '',
      'JSONEachRow',
      '{"a":1}',
    ],
    ['INSERT INTO t VALUES (1), (2)', 'INSERT INTO t ', '', 'Values', ' (1), (2)'],
    [
      "INSERT INTO t (a) SETTINGS x = 1, y = 'FORMAT' FORMAT TSV\r\n1",
      'INSERT INTO t (a) ',
      "SETTINGS x = 1, y = 'FORMAT' ",
      'TSV',
      '1',
    ],
    [
      "INSERT INTO FUNCTION file('x', 'CSV', 'a Int32') VALUES (1)",
      "INSERT INTO FUNCTION file('x', 'CSV', 'a Int32') ",
      '',
      'Values',
      ' (1)',
    ],
    ['INSERT INTO format FORMAT CSV\n\n1', 'INSERT INTO format ', '', 'CSV', '\n1'],
    [
      'INSERT INTO db.values (* EXCEPT(a)) VALUES (1)',
      'INSERT INTO db.values (* EXCEPT(a)) ',
      '',
      'Values',
      ' (1)',
    ],
    [
      '/* c */ INSERT INTO TABLE t FORMAT Native\n\0\x01',
      '/* c */ INSERT INTO TABLE t ',
      '',
      'Native',
      '\0\x01',
    ],
  ];

  it.each(inserts)('%j is taken apart', (text, head, settings, format, data) => {
    const found = whole(text);
    expect(found).toMatchObject({ kind: 'insert', head, settings, format });
    if (found.kind === 'insert') expect(text.slice(found.dataAt)).toBe(data);
  });

  it('reads the same from any beginning that it does not call incomplete', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inserts), fc.nat(200), ([text], cut) => {
        const early = readStatement(text.slice(0, cut), false);
        if (early.kind !== 'incomplete') expect(early).toEqual(whole(text));
      }),
    );
  });

  it('may select from its data', () => {
    const text = `INSERT INTO t SELECT a + 1 FROM input('a Int32') WHERE a > 0 FORMAT CSV\n1\n`;
    expect(whole(text)).toMatchObject({
      kind: 'insert-input',
      before: 'INSERT INTO t SELECT a + 1 FROM ',
      structure: `'a Int32'`,
      after: ' WHERE a > 0 ',
      format: 'CSV',
      dataAt: text.indexOf('1\n'),
    });
  });
});
