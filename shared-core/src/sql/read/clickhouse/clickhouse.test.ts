import { parseQuery, parseScript, printQuery, sqlReady, transpile, type DialectId } from '../..';
import { createFixtures, fixtureTables } from '../../testing/fixtures';
import { openEngines, type Engine } from '../../testing/engines';
import { canonical, sameValue, sorted } from '../../testing/same-value';

const ids: DialectId[] = ['postgresql', 'clickhouse', 'duckdb'];
let engines: Record<DialectId, Engine>;

beforeAll(async () => {
  await sqlReady();
  const opened = await openEngines();
  engines = Object.fromEntries(opened.map((engine) => [engine.id, engine])) as Record<DialectId, Engine>;
  for (const engine of opened) await createFixtures(engine);
}, 120_000);

afterAll(async () => {
  for (const id of ids) await engines?.[id]?.close();
});

/** A condition is true in one system and 1 in the other. */
const cell = (value: unknown): unknown =>
  typeof value === 'boolean' ? Number(value) : Array.isArray(value) ? value.map(cell) : canonical(value);

async function answer(id: DialectId, sql: string): Promise<unknown[][]> {
  const rows = (await engines[id].rows(sql)).map((row) => row.map(cell));
  return sorted(rows);
}

describe('a query of ClickHouse’s gives the rows that ClickHouse gives', () => {
  const queries = [
    "SELECT id, name AS `Имя сотрудника` FROM people WHERE `Город` = 'Москва'",
    'SELECT id + 1 AS next, next * 2 AS twice FROM people WHERE twice > 6',
    'SELECT toStartOfMonth(placed) AS month, count() AS orders, sum(qty) AS pieces FROM orders WHERE placed IS NOT NULL GROUP BY month ORDER BY month',
    "SELECT countIf(qty > 1), countIf(status = 'новый' AND qty > 1) FROM orders",
    'SELECT status, sumIf(qty, qty > 0) AS s, avgIf(qty, qty > 0) AS a FROM orders WHERE qty > 0 GROUP BY status',
    'SELECT uniqExact(person), uniq(status) FROM orders',
    'SELECT person, argMax(id, amount) AS best, argMin(status, id) AS first FROM orders WHERE amount IS NOT NULL AND amount <> 20.50 GROUP BY person',
    'SELECT arraySize FROM (SELECT count() AS arraySize FROM orders)',
    'SELECT person, groupArray(id) AS ids FROM (SELECT person, id FROM orders ORDER BY id) GROUP BY person HAVING count() = 1',
    "SELECT id, if(qty > 2, 'много', 'мало') AS size, multiIf(qty = 0, 'ноль', qty < 3, 'мало', 'много') AS three FROM orders WHERE qty IS NOT NULL",
    "SELECT id, ifNull(name, '?') AS n, empty(ifNull(name, '')) AS e, coalesce(name, `Город`, 'нет') FROM people",
    'SELECT id, qty > 1 ? 1 : 0 AS flag FROM orders WHERE qty IS NOT NULL',
    'SELECT id, toDate(placed) AS day, toYear(placed), toMonth(placed), toDayOfMonth(placed), toDayOfWeek(placed), toHour(placed) FROM orders WHERE placed IS NOT NULL',
    "SELECT id, dateDiff('day', toDate('2024-01-01'), placed) AS days, dateDiff('month', toDate('2023-12-31'), placed) AS months, dateDiff('hour', placed, toDateTime('2024-03-01 00:00:00')) AS hours FROM orders WHERE placed IS NOT NULL",
    'SELECT toStartOfWeek(placed, 1), toMonday(placed), toStartOfWeek(placed), toStartOfQuarter(placed), toStartOfHour(placed), toStartOfFifteenMinutes(placed) FROM orders WHERE placed IS NOT NULL',
    'SELECT toStartOfInterval(placed, INTERVAL 2 HOUR) AS bin, count() FROM orders WHERE placed IS NOT NULL GROUP BY bin',
    'SELECT toYYYYMM(placed), toYYYYMMDD(placed) FROM orders WHERE placed IS NOT NULL',
    "SELECT formatDateTime(placed, '%Y-%m-%d %H:%i') FROM orders WHERE placed IS NOT NULL",
    'SELECT id, qty / 2 AS half, intDiv(qty, 2) AS whole, qty % 2 AS odd FROM orders WHERE qty IS NOT NULL',
    'SELECT o.id, p.name FROM orders AS o INNER JOIN people AS p ON o.person = p.id WHERE p.name IS NOT NULL',
    'SELECT o.id, p.id AS who FROM orders o GLOBAL LEFT JOIN people p ON o.person = p.id SETTINGS join_use_nulls = 1',
    'SELECT id FROM orders WHERE person IN (SELECT id FROM people WHERE active) ORDER BY id LIMIT 2, 3',
    "SELECT id FROM orders WHERE (person, qty) IN ((1, 1), (2, 3)) OR status GLOBAL NOT IN ('новый', 'оплачен')",
    'WITH 20 AS least, (SELECT max(qty) FROM orders) AS most, busy AS (SELECT person FROM orders WHERE amount > least) SELECT person, most FROM busy',
    'SELECT id, person FROM orders WHERE person IS NOT NULL ORDER BY id DESC LIMIT 1 BY person',
    'SELECT id, person FROM orders WHERE person IS NOT NULL ORDER BY id LIMIT 1 OFFSET 1 BY person LIMIT 5',
    'SELECT arrayJoin([1, 2, 3]) AS n',
    'SELECT number, number * 2 FROM numbers(5) WHERE number > 1',
    'SELECT n FROM (SELECT [10, 20] AS list) ARRAY JOIN list AS n',
    'SELECT qty::Int64, CAST(qty AS Nullable(String)), toString(qty), toInt64(qty), toFloat64(qty) FROM orders WHERE qty IS NOT NULL',
    "SELECT lengthUTF8(name), length(name), upperUTF8(name), substringUTF8(name, 2, 3), positionUTF8(name, 'и'), concat(name, '-', `Город`), startsWith(name, 'И'), replaceAll(name, 'и', '*') FROM people WHERE name IS NOT NULL AND `Город` IS NOT NULL",
    "SELECT match(name, '^[А-Я]'), replaceRegexpAll(name, '[а-я]', '.'), name LIKE '%а%', name NOT ILIKE 'и%' FROM people WHERE name IS NOT NULL",
    'SELECT id, row_number() OVER (PARTITION BY person ORDER BY id) AS n, sum(qty) OVER (PARTITION BY person ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM orders WHERE person IS NOT NULL AND qty IS NOT NULL',
    'SELECT person, id FROM orders ORDER BY person DESC, id',
    "SELECT 'a' AS x UNION ALL SELECT 'b' UNION DISTINCT SELECT 'b'",
    'SELECT DISTINCT status FROM orders',
    'SELECT quantileExactInclusive(0.5)(qty), median(qty) FROM orders WHERE qty IS NOT NULL',
    'SELECT stddevPop(qty), varSamp(qty), min2 FROM (SELECT qty, 1 AS min2 FROM orders WHERE qty IS NOT NULL) GROUP BY min2',
    'SELECT sum(qty > 1), max(qty = 0), sum(multiIf(qty > 2, 1, 0)) FROM orders WHERE qty IS NOT NULL',
    'SELECT status, count() AS c FROM orders GROUP BY ALL HAVING c > 1',
    'SELECT person, qty FROM orders WHERE qty BETWEEN 1 AND 3 AND person <=> 2',
    "SELECT toDate('2024-02-28') + INTERVAL 2 DAY > toDate('2024-02-29'), today() > toDate('2020-01-01'), INTERVAL 1 MONTH + toDateTime('2024-01-31 10:00:00')",
    'SELECT * FROM people WHERE id = 1',
    'FROM orders SELECT max(id)',
    'SELECT greatest(qty, 2), least(qty, 2), abs(-qty), round(qty / 3, 1) FROM orders WHERE qty IS NOT NULL',
  ];

  it.each(queries)('%s', async (sql) => {
    const tables = fixtureTables();
    const wanted = await answer('clickhouse', sql);
    const others = sql.includes('ARRAY JOIN') ? ids.filter((id) => id !== 'clickhouse') : ids;
    for (const id of others) {
      const said = transpile(sql, { from: 'clickhouse', to: id, tables }).sql;
      const given = await answer(id, said).catch((error: Error) => error.message);
      if (!sameValue(given, wanted)) expect({ id, said, given }).toEqual({ id, said, given: wanted });
    }
  });
});

describe('what the tree has no place for is refused by name and place', () => {
  it.each([
    ['SELECT id FROM orders FINAL', 'FINAL', 1, 23],
    ['SELECT id FROM orders SAMPLE 0.1', 'SAMPLE', 1, 23],
    ['SELECT id\nFROM orders ANY LEFT JOIN people USING id', 'ANY JOIN', 2, 13],
    ['SELECT a FROM t ASOF JOIN u ON t.a = u.a AND t.b >= u.b', 'ASOF JOIN', 1, 17],
    ['SELECT arrayMap(x -> x + 1, a) FROM t', 'a lambda', 1, 17],
    ['SELECT neverHeard(a) FROM t', 'neverHeard()', 1, 8],
    ['SELECT sumState(a) FROM t', 'sumState() of 1 arguments', 1, 8],
    ['SELECT a, count() FROM t GROUP BY a WITH TOTALS', 'WITH TOTALS', 1, 37],
    ['SELECT a, count() FROM t GROUP BY ROLLUP(a)', 'ROLLUP', 1, 35],
    ['SELECT a FROM t ORDER BY a WITH FILL', 'WITH FILL', 1, 28],
    ["SELECT * FROM s3('https://a/b.parquet')", 'the table function s3()', 1, 15],
    ['SELECT * EXCEPT (a) FROM t', '* EXCEPT', 1, 10],
    ['SELECT t.1 FROM u', 'a part of a composite value', 1, 9],
    ['SELECT a FROM t, u ARRAY JOIN b AS c, d AS e', 'ARRAY JOIN of several arrays', 1, 20],
    ['SELECT 1 UNION SELECT 2', 'UNION without ALL or DISTINCT', 1, 10],
    ['SELECT CAST(a AS Map(String, String)) FROM t', 'the type Map', 1, 8],
    ['CREATE TABLE t (a Int32)', 'CREATE', 1, 1],
  ])('%s', (sql, construct, line, column) => {
    expect(() => parseQuery(sql, 'clickhouse')).toThrow(
      expect.objectContaining({
        code: 'sql.construct-refused',
        parameters: expect.objectContaining({ construct }),
        where: expect.objectContaining({ line, column }),
      }),
    );
  });

  it.each([
    ['SELECT', 1, 7],
    ['SELECT a FROM', 1, 14],
    ['SELECT a b c FROM t', 1, 12],
    ["SELECT 'open", 1, 8],
    ['SELECT a FROM t t2 t3', 1, 20],
    ['SELECT (a FROM t', 1, 11],
    ['SELECT a,\n  FROM t WHERE', 2, 15],
  ])('%s is wrong at its place', (sql, line, column) => {
    expect(() => parseQuery(sql, 'clickhouse')).toThrow(
      expect.objectContaining({ code: 'sql.syntax', where: expect.objectContaining({ line, column }) }),
    );
  });
});

it('what may differ on data is told', () => {
  const codes = (sql: string) =>
    transpile(sql, { from: 'clickhouse', to: 'postgresql' }).hazards.map(({ code }) => code);
  expect(codes('SELECT o.id FROM o LEFT JOIN p ON o.p = p.id')).toContain('rows-without-a-pair');
  expect(codes('SELECT o.id FROM o LEFT JOIN p ON o.p = p.id SETTINGS join_use_nulls = 1')).toEqual([]);
  expect(codes('SELECT uniq(a) FROM t')).toContain('estimate');
  expect(codes('SELECT a FROM t SETTINGS max_threads = 2')).toEqual([]);
  expect(codes('SELECT a FROM t SETTINGS transform_null_in = 1')).toContain('setting-left-out');
  expect(codes('SELECT a / b FROM t')).toContain('division-by-zero');
});

it('how a result is written, and that a filter is read first, is no part of the query', () => {
  const sql = 'SELECT id FROM orders PREWHERE qty > 1 WHERE status = {s:String} FORMAT JSONEachRow;';
  const query = parseQuery(sql, 'clickhouse');
  expect(printQuery(query, 'postgresql')).toBe(
    "SELECT id\nFROM orders\nWHERE qty > 1 AND parameter('s')::text = status".replace(
      "parameter('s')::text = status",
      "status = parameter('s')::text",
    ),
  );
});

it('a script says what each statement reads and writes', () => {
  const script = `
    CREATE TABLE IF NOT EXISTS db.events ON CLUSTER '{cluster}' (id UInt64, at DateTime64(3, 'UTC') CODEC(Delta, ZSTD), tags Array(LowCardinality(String)) DEFAULT [], note Nullable(String), INDEX i id TYPE minmax GRANULARITY 4)
      ENGINE = ReplicatedMergeTree('/a', '{r}') PARTITION BY toYYYYMM(at) ORDER BY (id, at) TTL at + INTERVAL 1 YEAR SETTINGS index_granularity = 8192;
    CREATE MATERIALIZED VIEW db.daily_mv TO db.daily (day Date, n UInt64) AS SELECT toDate(at) AS day, uniqState(id) AS n FROM db.events GROUP BY day;
    INSERT INTO db.marts (id, label) SELECT e.id, dictGet('d', 'name', e.id) FROM db.events AS e FINAL ANY LEFT JOIN db.people p USING (id);
    ALTER TABLE db.events UPDATE note = upper(note) WHERE id = 1;
    OPTIMIZE TABLE db.events FINAL; SYSTEM RELOAD DICTIONARIES; INSERT INTO db.t VALUES (1, 'a; b'), (2, ')');
    WITH 5 AS top SELECT arrayFilter(x -> x > id, tags) FROM cluster('c', db.events) LIMIT top`;
  const statements = parseScript(script, 'clickhouse');
  expect(statements.map((one) => [one.kind, 'table' in one ? one.table.join('.') : ''])).toEqual([
    ['table', 'db.events'],
    ['write', 'db.daily'],
    ['write', 'db.marts'],
    ['write', 'db.events'],
    ['query', ''],
  ]);
  expect(statements[0]).toMatchObject({
    fields: [
      { name: 'id', type: { kind: 'integer', bits: 64, signed: false }, nullable: false },
      { name: 'at', type: { kind: 'timestamp', zone: true }, nullable: false },
      { name: 'tags', type: { kind: 'array' } },
      { name: 'note', nullable: true },
    ],
  });
});

it('a type may stand in quotes, and a function in any letter case', () => {
  const print = (sql: string) => printQuery(parseQuery(sql, 'clickhouse'), 'postgresql');
  expect(print("SELECT cast(a, 'Nullable(Int64)') AS n, COUNTIF(b) AS c FROM t")).toBe(
    'SELECT a::bigint AS n, count(*) FILTER (WHERE b) AS c\nFROM t',
  );
});
