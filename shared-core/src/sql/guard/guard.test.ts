import { guardReadOnly, printQuery, parseQuery, sqlReady, type DialectId } from '..';

beforeAll(() => sqlReady());

const refused = (code: string) => expect.objectContaining({ code });

describe('the guard lets reading through', () => {
  it.each<[DialectId, string]>([
    ['postgresql', 'select 1'],
    [
      'postgresql',
      '  -- why\nwith x as (select * from orders) select count(*) filter (where a > 1) from x;;',
    ],
    [
      'postgresql',
      "select extract(year from d), name like '!%' escape '!', jsonb_agg(x) over () from t, generate_series(1, 3) g",
    ],
    ['postgresql', 'select \'drop table x; delete from y\' as text, "delete" from t'],
    ['postgresql', 'values (1), (2)'],
    ['postgresql', 'select pg_catalog.lower(name), pg_total_relation_size(oid) from pg_class'],
    [
      'clickhouse',
      "SELECT extract(YEAR FROM date_trunc('month', d)), quantile(0.5)(x), arrayMap(x -> x + 1, a) FROM t FINAL PREWHERE a IS DISTINCT FROM b SETTINGS max_threads = 1",
    ],
    [
      'clickhouse',
      "WITH 1 AS x SELECT `insert`, 'url(\\'x\\')', # url(\n number FROM numbers(10), system.tables LIMIT 1 BY x",
    ],
    ['clickhouse', '(SELECT 1) UNION ALL (SELECT file FROM t WHERE url = 1)'],
    ['duckdb', 'FROM orders SELECT id, list_transform(a, lambda x: x + 1) WHERE update_date > 1'],
    ['duckdb', "select * from range(3) r(x), unnest([1, 2]) where x // 2 = 0 and name <> 'read_csv(''x'')'"],
    ['duckdb', 'select trim(both \'x\' from name), "my.table" from "schema"."table.2"'],
  ])('%s: %s', async (dialect, sql) => {
    await expect(guardReadOnly(sql, dialect)).resolves.toBeUndefined();
  });
});

describe('the guard stops what writes, waits or reaches out', () => {
  it.each<[DialectId, string, string]>([
    ['postgresql', 'insert into t values (1)', 'INSERT'],
    ['postgresql', 'with x as (delete from t returning *) select * from x', 'DELETE'],
    ['postgresql', 'select * into copy from t', 'SELECT INTO'],
    ['postgresql', 'select * from t for update', 'FOR UPDATE'],
    ['postgresql', 'select (select a from t for share)', 'FOR UPDATE'],
    ['postgresql', 'explain analyze delete from t', 'EXPLAIN'],
    ['postgresql', "copy (select 1) to program 'sh'", 'COPY'],
    ['postgresql', 'do $$ begin end $$', 'DO'],
    ['postgresql', "select pg_read_file('/etc/passwd')", 'pg_read_file()'],
    ['postgresql', 'select pg_sleep(10)', 'pg_sleep()'],
    ['postgresql', "select * from dblink('host=x', 'select 1') as t(a int)", 'dblink()'],
    ['postgresql', "select lo_import('/etc/passwd')", 'lo_import()'],
    ['postgresql', "select nextval('s')", 'nextval()'],
    ['postgresql', "select set_config('a', 'b', false)", 'set_config()'],
    ['postgresql', "select query_to_xml('delete from t returning 1', true, true, '')", 'query_to_xml()'],
    ['postgresql', 'select my_schema.cleanup()', 'my_schema.cleanup()'],
    ['postgresql', 'select 1 order by pg_terminate_backend(5)', 'pg_terminate_backend()'],
    ['postgresql', 'select count(*) over (order by cleanup()) from t', 'cleanup()'],
    ['clickhouse', "SELECT * FROM url('http://x', CSV)", 'url()'],
    ['clickhouse', "SELECT * FROM a JOIN s3 ('x') USING (id)", 's3()'],
    ['clickhouse', "SELECT * FROM numbers(1), `remote`('h', db.t)", 'remote()'],
    ['clickhouse', "SELECT file('/etc/passwd')", 'file()'],
    ['clickhouse', "SELECT 1 INTO/**/OUTFILE 'x'", 'OUTFILE'],
    ['clickhouse', "SELECT * FROM 'data.csv'", "the file 'data.csv' in FROM"],
    ['clickhouse', 'SELECT * FROM `data.csv`', 'the file "data.csv" in FROM'],
    ['clickhouse', 'SELECT sleepEachRow(1) FROM t', 'sleepEachRow()'],
    ['clickhouse', "SELECT x IN (SELECT * FROM mysql('h', 'd', 't', 'u', 'p'))", 'mysql()'],
    ['clickhouse', "SELECT * FROM unknownTableFunction('x')", 'unknownTableFunction() in FROM'],
    ['clickhouse', 'INSERT INTO t SELECT 1', 'INSERT'],
    ['clickhouse', 'WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x', 'INSERT'],
    ['clickhouse', 'SYSTEM SHUTDOWN', 'SYSTEM'],
    ['duckdb', "select * from read_csv('x.csv')", 'read_csv()'],
    ['duckdb', "select * from a, 'x.parquet'", "the file 'x.parquet' in FROM"],
    ['duckdb', 'select * from "https://x/y.parquet"', 'the file "https://x/y.parquet" in FROM'],
    ['duckdb', "select getenv('HOME')", 'getenv()'],
    ['duckdb', "from query('drop table x')", 'query()'],
    ['duckdb', "select * from main.glob('*')", 'glob()'],
    ['duckdb', "copy t to 'x'", 'COPY'],
    ['duckdb', "attach 'x.db'", 'ATTACH'],
    ['duckdb', 'pragma version', 'PRAGMA'],
  ])('%s: %s', async (dialect, sql, found) => {
    await expect(guardReadOnly(sql, dialect)).rejects.toMatchObject({
      code: 'sql.not-read-only',
      parameters: { found },
    });
  });

  it.each<[DialectId, string]>([
    ['postgresql', 'select 1; drop table x'],
    ['clickhouse', "SELECT 'a\\'; SELECT 1; --'; SELECT 2"],
    ['clickhouse', 'SELECT 1; DROP TABLE x'],
    ['duckdb', "select e'a\\'b'; attach 'x'"],
    ['postgresql', ''],
    ['duckdb', ' -- nothing\n;'],
  ])('%s, more or less than one statement: %s', async (dialect, sql) => {
    await expect(guardReadOnly(sql, dialect)).rejects.toThrow(refused('sql.not-one-statement'));
  });

  it.each<[DialectId, string]>([
    ['postgresql', 'selec 1'],
    ['clickhouse', "SELECT 'open"],
    ['duckdb', 'select 1 /* a /* b */ ; attach x */'],
    ['duckdb', 'select $$ open'],
  ])('%s, a text that does not end well: %s', async (dialect, sql) => {
    await expect(guardReadOnly(sql, dialect)).rejects.toThrow(refused('sql.syntax'));
  });
});

it('lets through what the printers make', async () => {
  const sql =
    "select a, extract(year from d) as y, string_agg(t, ',' order by t) from x left join y using (id) group by a, d";
  for (const dialect of ['postgresql', 'clickhouse', 'duckdb'] as const)
    await expect(guardReadOnly(printQuery(parseQuery(sql), dialect), dialect)).resolves.toBeUndefined();
});

it('says where', async () => {
  await expect(guardReadOnly("select 'я',\n  pg_sleep(1)", 'postgresql')).rejects.toMatchObject({
    where: { line: 2, column: 3 },
  });
});
