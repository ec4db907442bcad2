import { integer, simple, timestamp } from '../../schema';
import {
  declaredTables,
  parseExpression,
  parseFrame,
  parseOrderTerm,
  parseQuery,
  parseScript,
  sqlReady,
  transpile,
  withoutPositions,
  type Expression,
} from '..';

beforeAll(() => sqlReady());

const problem = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error as { code: string; message: string; parameters: Record<string, unknown>; where: object };
  }
  throw new Error('nothing was thrown');
};

describe('positions count characters', () => {
  it('behind Cyrillic letters and an emoji', () => {
    const text = `"Город" = '😀' and "Задержка" > 15`;
    const tree = parseExpression(text) as Extract<Expression, { kind: 'binary' }>;
    const right = tree.right as Extract<Expression, { kind: 'binary' }>;
    expect(text.slice(right.left.at)).toBe(`"Задержка" > 15`);
    expect(text.slice(right.right.at)).toBe('15');
    expect(tree.at).toBe(text.indexOf('and'));
  });

  it('in a syntax error, with the word that is wrong', () => {
    expect(problem(() => parseExpression(`'😀' || "я" plus 1`))).toMatchObject({
      code: 'sql.syntax',
      parameters: { near: 'plus', at: 12 },
      where: { line: 1, column: 13 },
    });
    expect(problem(() => parseQuery('select a\nfrom t\nwher b'))).toMatchObject({
      parameters: { near: 'b', at: 21 },
      where: { line: 3, column: 6 },
    });
    expect(problem(() => parseExpression('lower(a')).message).toBe('1:8: SQL ends too early');
    expect(problem(() => parseQuery("select 'abc")).message).toContain(`wrong at "'abc"`);
    expect(problem(() => parseQuery('select a from t fetch first 1 row with ties')).message).toContain(
      'without ORDER BY',
    );
  });
});

describe('names', () => {
  const long = 'Количество зарегистрированных правонарушений';

  it('longer than 63 bytes are not cut, quoted or bare', () => {
    expect(withoutPositions(parseExpression(`"${long}" + ${'я'.repeat(40)}`))).toMatchObject({
      left: { name: long },
      right: { name: 'я'.repeat(40) },
    });
    const text = `select "${long}" as "${long} 2" from "${long}" where x > 1`;
    const query = parseQuery(text);
    expect(query).toMatchObject({
      items: [{ alias: `${long} 2`, expression: { name: long } }],
      from: { path: [long] },
    });
    expect(text.slice((query as { where: Expression }).where.at)).toBe('> 1');
  });

  it('are folded to lower case as PostgreSQL does: Latin letters without quotes', () => {
    expect(parseExpression('Delay')).toMatchObject({ name: 'delay' });
    expect(parseExpression('"Delay"')).toMatchObject({ name: 'Delay' });
  });
});

describe('what is written in many ways has one tree', () => {
  it.each([
    ['position(a in b)', 'strpos(b, a)'],
    ['substring(a from 2 for 3)', 'substring(a, 2, 3)'],
    ["date_part('year', d)", 'extract(year from d)'],
    ['char_length(a)', 'length(a)'],
    ['a != 1', 'a <> 1'],
    ['a = any(array[1, 2])', 'a in (1, 2)'],
    ['not exists (select 1)', 'not (exists (select 1))'],
    ['cast(a as decimal(10, 2))', 'a::numeric(10, 2)'],
    ["interval '1' day", "interval '1 day'"],
    ["interval '1 day'", "interval '24 hours'", false],
    ["interval '1 day 02:30'", "interval '1 day 2 hours 30 mins'"],
    ['1.50e1', '15.0'],
    ['current_timestamp', 'now()'],
    ['a is unknown', 'a is null'],
  ] as [string, string, boolean?][])('%s = %s', (left, right, same = true) => {
    const trees = [left, right].map((text) => withoutPositions(parseExpression(text)));
    if (same) expect(trees[0]).toEqual(trees[1]);
    else expect(trees[0]).not.toEqual(trees[1]);
  });

  it('fills in where NULLs sort', () => {
    expect(
      [parseOrderTerm('a'), parseOrderTerm('a desc'), parseOrderTerm('a desc nulls last')].map(
        ({ nulls }) => nulls,
      ),
    ).toEqual(['last', 'first', 'last']);
  });

  it('names outputs as PostgreSQL does', () => {
    const query = parseQuery(
      'select a.b, count(*), x::int, case when true then 1 end, 1 + 1, lower(c) l, (d)[1], null from a',
    );
    const names = (query as { items: { alias?: string }[] }).items.map(({ alias }) => alias);
    expect(names).toEqual(['b', 'count', 'x', 'case', '?column?', 'l', 'd', '?column?']);
  });

  it('takes positions of GROUP BY and ORDER BY as the outputs they mean', () => {
    expect(parseQuery('select lower(a) as x, count(*) from t group by 1 order by 2')).toMatchObject({
      groupBy: { items: [{ kind: 'call', function: 'lower' }] },
      orderBy: [{ expression: { kind: 'column', name: 'count' } }],
    });
  });

  it('gives columns behind an alias to the outputs', () => {
    expect(parseQuery('with t(x) as (select 1) select * from t, (values (1, 2)) as v(a, b)')).toMatchObject({
      with: [{ query: { items: [{ alias: 'x' }] } }],
      from: { right: { query: { columns: ['a', 'b'] } } },
    });
  });

  it('reads a frame, and a parameter of the spec', () => {
    expect(parseFrame('rows between 6 preceding and current row')).toMatchObject({
      unit: 'rows',
      to: { kind: 'current-row' },
    });
    expect(parseFrame('range unbounded preceding')).toMatchObject({
      unit: 'range',
      from: { kind: 'unbounded-preceding' },
    });
    expect(withoutPositions(parseExpression("parameter('день')"))).toEqual({
      kind: 'parameter',
      name: 'день',
    });
  });
});

describe('a script', () => {
  it('declares tables, with types where they are ours', () => {
    const text = `create table s.t (id bigint primary key, name varchar(10) not null, code char(3), at timestamptz);
      create table odd (id int, shape polygon); create index i on s.t (id);`;
    expect(declaredTables(text)).toEqual({
      's.t': {
        fields: [
          { name: 'id', type: integer(64), nullable: false },
          { name: 'name', type: simple('string'), nullable: false },
          { name: 'code', type: simple('string'), nullable: true },
          { name: 'at', type: timestamp(true), nullable: true },
        ],
      },
    });
    const names = parseScript(text).map(
      (each) => each.kind === 'table' && each.fields.map(({ name }) => name),
    );
    expect(names).toEqual([
      ['id', 'name', 'code', 'at'],
      ['id', 'shape'],
    ]);
  });

  it('gives transpile the types that a division depends on', () => {
    const tables = declaredTables('create table t (a int, b int)');
    expect(
      transpile('select a / b as c from t', { from: 'postgresql', to: 'clickhouse', tables }).sql,
    ).toContain('intDiv(a, b)');
    expect(() => transpile('select a / b as c from t', { from: 'postgresql', to: 'clickhouse' })).toThrow(
      /unknown type/,
    );
  });
});

describe('what the tree cannot hold is refused by name, never dropped', () => {
  it.each([
    ['select a from t for update', 'FOR UPDATE'],
    ['select a into b from t', 'SELECT INTO'],
    ['select a from only t', 'ONLY'],
    ['select a from t tablesample system (1)', 'TABLESAMPLE'],
    ['select a from rows_of(1, 2) g', 'the function rows_of() in FROM'],
    ['select 1 + generate_series(1, 2)', 'generate_series() inside an expression'],
    ['select unnest(a), unnest(b) from t', 'unnest() beside another of its kind'],
    ['select unnest(a) from t group by 1', 'unnest() beside groups'],
    ['select a from t order by a fetch first 1 row with ties', 'FETCH FIRST WITH TIES'],
    ['with t as materialized (select 1) select 1', 'MATERIALIZED of WITH'],
    ['with t as (delete from x returning 1) select 1', 'WITH that writes'],
    [
      'select sum(a) over (order by b rows unbounded preceding exclude ties) from t',
      'EXCLUDE of a window frame',
    ],
    ['select sum(a) over (w order by b) from t window w as ()', 'a window that extends another one'],
    ['select a similar to b from t', 'SIMILAR TO a pattern that is not a plain literal'],
    ["select a similar to '[b]' from t", 'SIMILAR TO a pattern that is not a plain literal'],
    ["select a #>> '{b,0}' from t", 'a JSON path with a number or without literal names'],
    ["select substring(a from 'b(.)') from t", 'substring() by an SQL pattern, or by one with a group'],
    ['select row(1, 2)', 'a row value'],
    ['select (a, b) < (1, 2) from t', 'a row value'],
    ['select (a, b) in (select 1, 2) from t', 'a row value'],
    ['select a > all (select 1, 2) from t', 'a comparison > ALL of this subquery'],
    ['select a > any (select * from u) from t', 'a comparison > ANY of this subquery'],
    ['select a ~ any (select b from u) from t', 'a comparison ~ ANY of this subquery'],
    ['select a < any (b) from t', 'a comparison < ANY of an array'],
    ['select f(x => 1)', 'a named argument'],
    ['select f(variadic a) from t', 'VARIADIC'],
    ['select $1', "$1 (write parameter('name'))"],
    ['select a @> b from t', 'the operator @>'],
    ['select a::money from t', 'the type money'],
    ['select a::char(3) from t', 'the type bpchar(3)'],
    ["select b'101'", 'a bit string'],
    ["select interval '1.5 months'", "interval '1.5 months'"],
    ['select s.t.a from s.t', 'a column named with its schema'],
    ['select a[1:2] from t', 'a slice of an array'],
    ['insert into t values (1)', 'INSERT'],
    ['create table t (a int)', 'CREATE'],
    ['select group by distinct rollup (a)', 'GROUP BY DISTINCT'],
  ])('%s', (sql, construct) => {
    expect(problem(() => parseQuery(sql))).toMatchObject({
      code: 'sql.construct-refused',
      parameters: { construct },
    });
  });

  it('with its place', () => {
    expect(problem(() => parseQuery("select 'я',\n  a similar to b from t"))).toMatchObject({
      where: { line: 2, column: 5 },
    });
  });

  it.each(['a, b', '1) union (select 2', 'a; drop table t', '1 from t', '(1), (2', ''])(
    'an expression is one: %s',
    (text) => {
      expect(problem(() => parseExpression(text)).code).toMatch(/^sql\.(not-one-expression|syntax)$/);
    },
  );

  it('is one statement', () => {
    expect(problem(() => parseQuery('select 1; select 2'))).toMatchObject({
      code: 'sql.not-one-statement',
      parameters: { count: 2 },
    });
    expect(problem(() => parseQuery(' -- nothing'))).toMatchObject({ parameters: { count: 0 } });
  });

  it('survives an expression too deep for the grammar', () => {
    expect(problem(() => parseExpression(`${'1 + '.repeat(60_000)}1`)).code).toBe('sql.construct-refused');
    expect(parseExpression('1 + 1').kind).toBe('binary');
  });
});
