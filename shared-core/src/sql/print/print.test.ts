import {
  dialectIds,
  formatSql,
  parseExpression,
  parseQuery,
  printExpression,
  printQuery,
  quoteName,
  quoteText,
  refusals,
  sqlReady,
  transpile,
  type DialectId,
  type Query,
} from '..';
import { integer, type TableSchema } from '../../schema';

beforeAll(() => sqlReady());

const flights: TableSchema = {
  fields: [
    { name: 'origin', type: { kind: 'string' }, nullable: false },
    { name: 'delay', type: { kind: 'integer', bits: 32, signed: true }, nullable: true },
    { name: 'distance', type: { kind: 'integer', bits: 64, signed: true }, nullable: false },
    { name: 'price', type: { kind: 'decimal', precision: 10, scale: 2 }, nullable: true },
    { name: 'day', type: { kind: 'date' }, nullable: true },
  ],
};
const scope = { tables: { flights } };
const inAll = (sql: string) => dialectIds.map((id) => printQuery(parseQuery(sql), id, { scope }));

describe('a query reads well', () => {
  it('a clause a line, nested queries further in', () => {
    const sql = `with late as (select origin, delay, lower(origin) as code from flights where delay > 15 and origin <> 'SVO' and day >= date '2024-01-01' and distance between 100 and 2000),
      best as (select distinct origin from late)
      select l.origin as "Откуда", count(*) as flights, sum(l.delay) filter (where l.delay > 60) as total, avg(l.delay) as mean, row_number() over (partition by l.code order by count(*) desc) as place
      from late l join best b using (origin) left join (select 1 as one) as t on t.one = l.delay and l.origin is not null
      group by l.origin, l.code having count(*) > 3 order by flights desc, 1 limit 10`;
    expect(printQuery(parseQuery(sql), 'postgresql', { scope })).toBe(`WITH late AS (
  SELECT origin, delay, lower(origin) AS code
  FROM flights
  WHERE delay > 15
    AND origin <> 'SVO'
    AND day >= DATE '2024-01-01'
    AND distance BETWEEN 100 AND 2000
), best AS (
  SELECT DISTINCT origin
  FROM late
)
SELECT
  l.origin AS "Откуда",
  count(*) AS flights,
  sum(l.delay) FILTER (WHERE l.delay > 60) AS total,
  avg(l.delay) AS mean,
  row_number() OVER (PARTITION BY l.code ORDER BY count(*) DESC) AS place
FROM late AS l
JOIN best AS b USING (origin)
LEFT JOIN (
  SELECT 1 AS one
) AS t ON t.one = l.delay AND l.origin IS NOT NULL
GROUP BY l.origin, l.code
HAVING count(*) > 3
ORDER BY flights DESC, "Откуда"
LIMIT 10`);
  });

  it('and is the same when laid out again', () => {
    const once = formatSql('select  a,b from t  where (a=1) and ((b>2 or c))');
    expect(once).toBe('SELECT a, b\nFROM t\nWHERE a = 1 AND (b > 2 OR c)');
    expect(formatSql(once)).toBe(once);
  });

  it('puts brackets only where they change the meaning', () => {
    const same = [
      'a + b * c',
      '(a + b) * c',
      'a - (b - c)',
      'NOT (a OR b)',
      'NOT a OR b',
      '-a ^ 2',
      '(-1)::integer',
      '(a = b) IS NULL',
      "a || (b -> 'c')",
    ];
    const printed = same.map((text) => printExpression(parseExpression(text), 'postgresql'));
    expect(printed).toEqual(same.map((text) => text.replace('(a = b) IS NULL', 'a = b IS NULL')));
  });

  it('breaks no text that has lines of its own', () => {
    const tree = parseQuery('select 1 from (select \'two\n  lines\' as "a\nb") as t');
    expect(printQuery(tree, 'postgresql')).toContain('\'two\n  lines\' AS "a\nb"');
    expect(printQuery(tree, 'clickhouse')).toContain("'two\\n  lines' AS `a\nb`");
  });
});

describe('each dialect says what PostgreSQL means', () => {
  it.each<[string, string, string, string]>([
    ['integer division', 'select delay / 60 as h from flights', 'intDiv(delay, 60)', 'delay // 60'],
    [
      'division by zero',
      'select price / delay as x from flights',
      'toFloat64(price) / (delay * intDiv(1, delay <> 0))',
      "price / if(delay = 0, error('division by zero'), delay)",
    ],
    [
      'a guarded division',
      'select price / nullif(delay, 0) as x from flights',
      'toFloat64(price) / nullIf(delay, 0)',
      'price / nullif(delay, 0)',
    ],
    [
      'characters, not bytes',
      'select upper(left(origin, 2)) as x from flights',
      'upperUTF8(leftUTF8(origin, 2))',
      'upper("left"(origin, 2))'.replace('"left"', 'left'),
    ],
    [
      'concat skips NULL',
      'select concat(origin, delay) as x from flights',
      "concat(origin, ifNull(toString(delay), ''))",
      'concat(origin, delay)',
    ],
    [
      'NULL over no rows',
      'select sum(distance) as x from flights',
      'sumOrNull(toDecimal128(distance, 0))',
      'sum(distance)',
    ],
    [
      'no NULL in a group',
      'select origin, max(distance) as x from flights group by origin',
      'max(distance) AS x',
      'max(distance) AS x',
    ],
    [
      'count distinct',
      'select count(distinct origin) as x from flights',
      'uniqExact(origin)',
      'count(DISTINCT origin)',
    ],
    [
      'where NULLs sort',
      'select delay from flights order by delay desc',
      'ORDER BY delay DESC NULLS FIRST',
      'ORDER BY delay DESC NULLS FIRST',
    ],
    [
      'no NULLs to sort',
      'select origin from flights order by origin desc',
      'ORDER BY origin DESC',
      'ORDER BY origin DESC',
    ],
    [
      'NULL in a list',
      'select origin from flights where not (delay in (1, null))',
      'NOT (delay IN (1) OR NULL)',
      'NOT delay IN (1, NULL)',
    ],
    [
      'NULLs of a join',
      'select f.origin from flights f left join flights g on g.delay = f.delay',
      'SETTINGS join_use_nulls = 1',
      'LEFT JOIN flights AS g',
    ],
    [
      'NULLs of a total',
      'select origin, count(*) as n from flights group by rollup (origin)',
      'SETTINGS group_by_use_nulls = 1',
      'GROUP BY ROLLUP (origin)',
    ],
    [
      'nullable casts',
      'select delay::text as a, origin::text as b from flights',
      'CAST(delay AS Nullable(String)) AS a, origin AS b',
      'delay::VARCHAR AS a, origin::VARCHAR AS b',
    ],
    [
      'a field hidden by an output',
      'select sum(delay) as delay, max(delay) as worst from flights',
      'max(flights.delay)',
      'max(flights.delay)',
    ],
    ['sorting a union', 'select 1 as a union select 2 order by a', 'SELECT *\nFROM (', 'ORDER BY a'],
    [
      'months of different lengths',
      "select day + interval '1 month 2 days' as d from flights",
      'toDateTime64(day, 6) + INTERVAL 1 MONTH + INTERVAL 2 DAY',
      "day + INTERVAL '1 month 2 days'",
    ],
    [
      'exact decimals',
      'select price * 1.1 as p from flights where price > 1.1',
      "price * toDecimal128('1.1', 1) AS p\nFROM flights\nWHERE price > 1.1",
      'price * 1.1',
    ],
    [
      'conditions are Bool',
      'select delay > 1 as late from flights',
      'toBool(delay > 1) AS late',
      'delay > 1 AS late',
    ],
    [
      'the first row of each',
      'select distinct on (origin) origin, delay from flights order by origin, delay',
      'LIMIT 1 BY origin',
      'SELECT DISTINCT ON (origin)',
    ],
    [
      'LIKE and its escape',
      String.raw`select origin like 'a\_%' as x from flights`,
      String.raw`LIKE 'a\\_%'`,
      String.raw`LIKE 'a\_%' ESCAPE '\'`,
    ],
  ])('%s', (_, sql, clickhouse, duckdb) => {
    const [, inClickHouse, inDuckDb] = inAll(sql);
    expect(inClickHouse).toContain(clickhouse);
    expect(inDuckDb).toContain(duckdb);
  });

  it('uses the schema that a table of the tree carries', () => {
    const query: Query = {
      kind: 'select',
      items: [{ expression: parseExpression('delay / 60'), alias: 'h' }],
      from: { kind: 'native', text: "read_parquet('x.parquet')", alias: 'f', schema: flights },
    };
    expect(printQuery(query, 'duckdb')).toBe("SELECT delay // 60 AS h\nFROM read_parquet('x.parquet') AS f");
  });
});

describe('what a dialect cannot say is refused, all at once and by name', () => {
  it('when it is printed', () => {
    const sql = `select ascii(origin) as a, mode() within group (order by delay) as m, sum(delay) over (order by day groups 1 preceding) as s from flights`;
    const tree = parseQuery(sql);
    expect(refusals(tree, 'clickhouse', { scope }).map(({ construct }) => construct)).toEqual([
      'ascii()',
      'mode()',
      'a frame in GROUPS',
    ]);
    expect(refusals(tree, 'duckdb', { scope })).toEqual([]);
    expect(() => printQuery(tree, 'clickhouse', { scope })).toThrow(
      expect.objectContaining({
        code: 'sql.dialect-cannot',
        kind: 'refusal',
        message: expect.stringMatching(/clickhouse cannot say ascii\(\) .*; mode\(\)/),
      }),
    );
  });

  it.each<[DialectId, string, string]>([
    ['clickhouse', 'a / b', 'a division of fields of unknown type'],
    ['duckdb', 'a / b', 'a division of fields of unknown type'],
    ['duckdb', "parameter('day')", "parameter('day')"],
    ['clickhouse', "a at time zone 'UTC'", 'AT TIME ZONE of a field of unknown type'],
    ['duckdb', "to_char(d, 'YYYY TZ')", 'the pattern TZ of to_char()'],
    ['clickhouse', 'to_char(d, f)', 'to_char() with a pattern that is not a literal'],
    ['clickhouse', "regexp_replace(a, 'b', 'c', 'n')", 'the flags of regexp_replace()'],
    ['clickhouse', "interval '1 day 2 hours'", 'an interval of several units by itself'],
    ['duckdb', 'no_such_function(a)', 'no_such_function()'],
    ['postgresql', '"' + 'я'.repeat(40) + '"', `the name "${'я'.repeat(40)}"`],
  ])('%s: %s', (dialect, text, construct) => {
    expect(refusals(parseExpression(text), dialect)).toEqual([expect.objectContaining({ construct })]);
  });

  it('a parameter, unless it is given a text', () => {
    const parameterText = (name: string) => `{{ params.${name} }}`;
    expect(printExpression(parseExpression("day > parameter('since')"), 'duckdb', { parameterText })).toBe(
      'day > {{ params.since }}',
    );
  });
});

describe('names and texts', () => {
  it.each<[DialectId, string, string]>([
    ['postgresql', 'delay', 'delay'],
    ['postgresql', 'Город', '"Город"'],
    ['postgresql', 'Delay', '"Delay"'],
    ['postgresql', 'user', '"user"'],
    ['postgresql', 'a"b', '"a""b"'],
    ['duckdb', 'pivot', '"pivot"'],
    ['duckdb', 'user', 'user'],
    ['clickhouse', 'a`b\\', '`a\\`b\\\\`'],
    ['clickhouse', 'final', '`final`'],
  ])('%s writes %s as %s', (dialect, name, written) => expect(quoteName(name, dialect)).toBe(written));

  it.each<[DialectId, string, string]>([
    ['postgresql', "O'Neil\\", "'O''Neil\\'"],
    ['duckdb', "O'Neil\\", "'O''Neil\\'"],
    ['clickhouse', "O'Neil\\\n", "'O\\'Neil\\\\\\n'"],
    ['postgresql', 'two\nlines', "'two\nlines'"],
  ])('%s writes a text that holds %j', (dialect, text, written) =>
    expect(quoteText(text, dialect)).toBe(written),
  );

  it('an unknown dialect is named', () => {
    expect(() => quoteName('a', 'mysql' as DialectId)).toThrow(
      'no SQL dialect "mysql"; there are postgresql, clickhouse, duckdb',
    );
  });
});

describe('transpile', () => {
  it('says a query in another dialect and what may still differ', () => {
    const { sql, hazards } = transpile(
      "select origin, avg(delay) as m, delay * 2 as d from flights where origin ~ '^S' group by origin, delay order by origin",
      {
        from: 'postgresql',
        to: 'clickhouse',
        tables: { flights },
      },
    );
    expect(sql).toContain("WHERE match(origin, '^S')");
    expect(hazards.map(({ code }) => code)).toEqual([
      'regular-expression',
      'approximate-average',
      'integer-overflow',
      'collation',
    ]);
    expect(hazards[0]).toMatchObject({ at: 73, en: expect.any(String), ru: expect.any(String) });
  });

  it('warns of a cast to an integer of what it does not know the type of', () => {
    const codes = (tables?: Record<string, TableSchema>) =>
      transpile('select cast(delay as int) from flights', {
        from: 'postgresql',
        to: 'clickhouse',
        tables,
      }).hazards.map(({ code }) => code);
    expect(codes()).toContain('integer-of-unknown');
    expect(codes({ flights })).not.toContain('integer-of-unknown');
  });

  it('has nothing to warn of where nothing differs', () => {
    expect(transpile('select a from t where b = 1', { from: 'postgresql', to: 'duckdb' })).toEqual({
      sql: 'SELECT a\nFROM t\nWHERE b = 1',
      hazards: [],
    });
  });

  it.each(['duckdb'] as const)('reads no %s', (from) => {
    expect(() => transpile('select 1', { from, to: 'postgresql' })).toThrow(
      expect.objectContaining({ code: 'sql.dialect-not-read' }),
    );
  });
});

describe('what one dialect has and another has not', () => {
  const tables = {
    t: { fields: [{ name: 'id', type: integer(32), nullable: false }] },
    u: { fields: [{ name: 'id', type: integer(32), nullable: false }] },
  };

  it('a natural join names its fields for ClickHouse, where they are known', () => {
    const query = parseQuery('select * from t natural left join u');
    expect(printQuery(query, 'postgresql')).toContain('NATURAL LEFT JOIN u');
    expect(printQuery(query, 'clickhouse', { scope: { tables } })).toContain('LEFT JOIN u USING (id)');
    expect(refusals(query, 'clickhouse').map(({ construct }) => construct)).toEqual(['NATURAL LEFT JOIN']);
  });

  it('a collation other than that of bytes is PostgreSQL’s own', () => {
    const query = parseQuery('select a from t order by a collate "ru_RU"');
    expect(printQuery(query, 'postgresql')).toContain('ORDER BY a COLLATE "ru_RU"');
    for (const dialect of ['clickhouse', 'duckdb'] as const)
      expect(refusals(query, dialect).map(({ construct }) => construct)).toEqual(['COLLATE "ru_RU"']);
  });
});
