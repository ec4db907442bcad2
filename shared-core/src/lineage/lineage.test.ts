import { parseType } from '../schema';
import { parseSpec } from '../spec';
import { requirePlan, type SourceSchemas } from '../plan';
import { sqlReady } from '../sql';
import { datasetLineageOf, lineageOf, lineageOfSql, type LineageEdge, type LineageEnd } from './index';

beforeAll(sqlReady);

const end = ({ step, dataset, field }: LineageEnd) =>
  [dataset ?? step, field].filter(Boolean).join('.') || '*';
const said = (edges: LineageEdge[]) =>
  edges.map(
    ({ from, to, kind, transformation }) =>
      `${end(from)} ${kind === 'direct' ? '→' : '⇢'} ${end(to)} ${transformation}`,
  );

const table = (...names: string[]) => ({
  fields: names.map((name) => ({ name, type: parseType('int64'), nullable: true })),
});
const schemas = { s: table('a', 'b', 'c'), o: table('a', 'd') };

function planOf(lines: string[], known: SourceSchemas = schemas) {
  const text = [
    'apiVersion: ai-etl/v1',
    'name: p',
    'connections: { f: { system: file } }',
    'steps:',
    '  - { id: s, kind: source, connection: f, object: S }',
    '  - { id: o, kind: source, connection: f, object: O }',
    ...lines.map((line) => `  - ${line}`),
  ].join('\n');
  return requirePlan(parseSpec(text), known);
}

describe('lineage of a step', () => {
  it.each<[string, string, string[]]>([
    [
      'filter',
      '{ id: x, kind: filter, input: s, where: a > 1 }',
      ['s.a → x.a identity', 's.b → x.b identity', 's.c → x.c identity', 's.a ⇢ x filter'],
    ],
    ['select', '{ id: x, kind: select, input: s, fields: [{ y: a }] }', ['s.a → x.y identity']],
    [
      'derive',
      '{ id: x, kind: derive, input: s, fields: { a: "case when b > 1 then c else 0 end" } }',
      ['s.c → x.a transformation', 's.b ⇢ x.a conditional', 's.b → x.b identity', 's.c → x.c identity'],
    ],
    [
      'join',
      '{ id: x, kind: join, left: s, right: o, type: full, on: [a] }',
      [
        's.a → x.a transformation',
        'o.a → x.a transformation',
        's.b → x.b identity',
        's.c → x.c identity',
        'o.d → x.d identity',
        's.a ⇢ x join',
        'o.a ⇢ x join',
      ],
    ],
    [
      'aggregate',
      '{ id: x, kind: aggregate, input: s, by: [a], measures: { m: sum(b) + 1 }, having: max(c) > 1 }',
      ['s.a → x.a identity', 's.b → x.m aggregation', 's.a ⇢ x group', 's.c ⇢ x filter'],
    ],
    [
      'window',
      '{ id: x, kind: window, input: o, partitionBy: [a], orderBy: [d], fields: { n: lag(d) } }',
      [
        'o.a → x.a identity',
        'o.d → x.d identity',
        'o.d → x.n window',
        'o.a ⇢ x.n window',
        'o.d ⇢ x.n window',
      ],
    ],
    [
      'union',
      '{ id: x, kind: union, inputs: [v, o] }',
      ['v.a → x.a identity', 'o.a → x.a identity', 'v.d → x.d identity', 'o.d → x.d identity'],
    ],
    [
      'distinct',
      '{ id: x, kind: distinct, input: o, by: [a], orderBy: [d desc] }',
      ['o.a → x.a identity', 'o.d → x.d identity', 'o.a ⇢ x window', 'o.d ⇢ x window'],
    ],
    [
      'sort',
      '{ id: x, kind: sort, input: o, by: [d], limit: 3 }',
      ['o.a → x.a identity', 'o.d → x.d identity', 'o.d ⇢ x sort'],
    ],
    [
      'mask',
      '{ id: x, kind: mask, input: o, fields: { d: hash } }',
      ['o.a → x.a identity', 'o.d → x.d mask'],
    ],
    [
      'quality',
      '{ id: x, kind: quality, input: o, checks: [{ name: c, notNull: [d], severity: reject }] }',
      ['o.a → x.a identity', 'o.d → x.d identity', 'o.d ⇢ x filter'],
    ],
    [
      'sql',
      '{ id: x, kind: sql, inputs: [s, o], query: "with t as (select a, b + c as e from s) select t.e, (select max(d) from o where o.a = t.a) as m from t order by a" }',
      [
        's.b → x.e transformation',
        's.c → x.e transformation',
        'o.d → x.m aggregation',
        'o.a ⇢ x.m filter',
        's.a ⇢ x.m filter',
      ],
    ],
  ])('%s', (kind, line, expected) => {
    const extra = kind === 'union' ? ['{ id: v, kind: select, input: s, fields: [a, { d: b }] }'] : [];
    const edges = lineageOf(planOf([...extra, line])).filter(({ to }) => to.step === 'x');
    expect(said(edges).sort()).toEqual([...expected].sort());
  });

  it('goes on where the fields of a source are not known', () => {
    const lines = [
      '{ id: x, kind: filter, input: s, where: a > 1 }',
      '{ id: y, kind: aggregate, input: x, by: [b], measures: { n: sum(c) } }',
    ];
    expect(said(lineageOf(planOf(lines, {})))).toEqual([
      'S → s identity',
      'O → o identity',
      's → x identity',
      's.a ⇢ x filter',
      'x.b → y.b identity',
      'x.c → y.n aggregation',
      'x.b ⇢ y group',
    ]);
  });
});

describe('lineage from dataset to dataset', () => {
  it('joins the steps between, and keeps the strongest word', () => {
    const plan = planOf([
      '{ id: f, kind: filter, input: s, where: c > 1 }',
      '{ id: d, kind: derive, input: f, fields: { e: a + b } }',
      '{ id: g, kind: aggregate, input: d, by: [a], measures: { total: sum(e) } }',
      '{ id: t, kind: target, input: g, connection: f, object: T }',
    ]);
    expect(said(datasetLineageOf(plan)).sort()).toEqual(
      [
        'S.a → T.a identity',
        'S.a → T.total aggregation',
        'S.b → T.total aggregation',
        'S.a ⇢ T group',
        'S.c ⇢ T filter',
      ].sort(),
    );
  });

  it('follows fields of a source that was never described', () => {
    const plan = planOf(
      [
        '{ id: g, kind: aggregate, input: s, by: [a], measures: { total: sum(e) } }',
        '{ id: t, kind: target, input: g, connection: f, object: T }',
      ],
      {},
    );
    expect(said(datasetLineageOf(plan)).sort()).toEqual(
      ['S.a → T.a identity', 'S.a ⇢ T group', 'S.e → T.total aggregation'].sort(),
    );
  });
});

describe('lineage of SQL', () => {
  it.each<[string, string[]]>([
    [
      'select o.total * 2 as double from shop.orders o where o.state = 1',
      ['shop.orders.total → double transformation', 'shop.orders.state ⇢ * filter'],
    ],
    [
      'select * from a join b using (id)',
      ['a → * identity', 'b → * identity', 'a.id ⇢ * join', 'b.id ⇢ * join'],
    ],
    [
      'with recursive t as (select id, parent from tree union all select c.id, c.parent from tree c join t on t.id = c.parent) select id from t',
      ['tree.id → id identity', 'tree.id ⇢ * join', 'tree.parent ⇢ * join'],
    ],
    ['select x as y from a union all select z from b', ['a.x → y identity', 'b.z → y identity']],
    [
      'select count(*) as n, sum(v) filter (where w > 0) as s from t',
      ['t.v → s aggregation', 't.w ⇢ s conditional'],
    ],
    [
      'select v from t where exists (select 1 from u where u.id = t.id)',
      ['t.v → v identity', 't.id ⇢ * filter', 'u.id ⇢ * filter'],
    ],
    [
      'select v in (select w from u) as found from t',
      ['t.v → found transformation', 'u.w ⇢ found conditional'],
    ],
    [
      'select row_number() over w as n from t window w as (partition by a order by b)',
      ['t.a ⇢ n window', 't.b ⇢ n window'],
    ],
    ['select город from продажи', ['продажи.город → город identity']],
    [
      'select date_trunc($$month$$, d) as m, count(*) as n from t group by m order by n limit 3',
      ['t.d → m transformation', 't.d ⇢ * group'],
    ],
    [
      'select l.x from t cross join lateral (select u.v + t.w as x from u where u.id = t.id) l',
      ['u.v → x transformation', 't.w → x transformation', 'u.id ⇢ * filter', 't.id ⇢ * filter'],
    ],
    ['select v from t, unnest(t.items) as u(v)', ['t.items → v transformation']],
    [
      'select id from a full join b using (id)',
      ['a.id → id identity', 'b.id → id identity', 'a.id ⇢ * join', 'b.id ⇢ * join'],
    ],
    // What no other dialect can say still has lineage.
    [
      'select a & b as c, d::char(3) as e, array(select f from u) as g from t tablesample system (1) where h @> i for update',
      [
        't.a → c transformation',
        't.b → c transformation',
        't.d → e transformation',
        'u.f → g transformation',
        't.h ⇢ * filter',
        't.i ⇢ * filter',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(said(lineageOfSql(text)).sort()).toEqual([...expected].sort());
  });

  it('opens a star where the columns are known', () => {
    expect(said(lineageOfSql('select * from t', { t: ['a', 'b'] }))).toEqual([
      't.a → a identity',
      't.b → b identity',
    ]);
  });

  it.each<[string, string[]]>([
    ['insert into m.t (a, b) select x, y + 1 from s', ['s.x → m.t.a identity', 's.y → m.t.b transformation']],
    ['with q as (select x from s) insert into t select x from q', ['s.x → t.x identity']],
    [
      'create table t (a int, b int); insert into t select y, x from s',
      ['s.y → t.a identity', 's.x → t.b identity'],
    ],
    [
      'insert into t (id, v) select id, v from s on conflict (id) do update set v = excluded.v + t.w where t.id > 0',
      [
        's.id → t.id identity',
        's.v → t.v identity',
        's.v → t.v transformation',
        't.w → t.v transformation',
        't.id ⇢ t filter',
      ],
    ],
    [
      'create table t as select a as x from s; create view v (y) as select * from t; select * into w from v',
      ['s.a → t.x identity', 't.x → v.y identity', 'v.y → w.y identity'],
    ],
    [
      'update t set v = s.v, (a, b) = (s.c, 1) from s where t.id = s.id',
      ['s.v → t.v identity', 's.c → t.a identity', 't.id ⇢ t filter', 's.id ⇢ t filter'],
    ],
    ['delete from t using s where t.id = s.id', ['t.id ⇢ t filter', 's.id ⇢ t filter']],
    [
      'merge into t using s on t.id = s.id when matched and s.gone then delete when matched then update set v = s.v when not matched then insert (id, v) values (s.id, s.v)',
      ['t.id ⇢ t join', 's.id ⇢ t join', 's.gone ⇢ t filter', 's.v → t.v identity', 's.id → t.id identity'],
    ],
    ['begin; set x = 1; drop table t; commit', []],
    ['select a from t; select b from u', ['t.a → query 1.a identity', 'u.b → query 2.b identity']],
  ])('of a statement that writes: %s', (text, expected) => {
    expect([...new Set(said(lineageOfSql(text)))].sort()).toEqual([...expected].sort());
  });

  it('a natural join merges what both tables have', () => {
    const edges = lineageOfSql('select * from t natural join u', { t: ['id', 'a'], u: ['id', 'b'] });
    expect(said(edges).sort()).toEqual(
      ['t.a → a identity', 't.id → id identity', 't.id ⇢ * join', 'u.b → b identity', 'u.id ⇢ * join'].sort(),
    );
  });

  it('says where a bare name may be of several tables', () => {
    const edges = lineageOfSql('select a from t, u where t.id = u.id');
    expect(edges.filter(({ ambiguous }) => ambiguous).map(({ from }) => from)).toEqual([
      { dataset: 't', field: 'a' },
      { dataset: 'u', field: 'a' },
    ]);
    expect(said(lineageOfSql('select a from t, u', { u: ['a'] }))).toEqual(['u.a → a identity']);
  });

  it.each<[string, string[]]>([
    [
      'CREATE MATERIALIZED VIEW m TO d.daily AS SELECT toDate(at) AS day, uniqState(id) AS n FROM e WHERE kind = 1 GROUP BY day',
      [
        'e.at → d.daily.day transformation',
        'e.id → d.daily.n aggregation',
        'e.kind ⇢ d.daily filter',
        'e.at ⇢ d.daily group',
      ],
    ],
    [
      'INSERT INTO t (a, b) SELECT x.a + 1 AS c, c * 2 FROM x FINAL PREWHERE x.k = 1',
      ['x.a → t.a transformation', 'x.a → t.b transformation', 'x.k ⇢ t filter'],
    ],
    [
      "SELECT arrayMap(v -> v + k, list) AS l, dictGet('d', 'n', id) AS n FROM s SETTINGS max_threads = 1 FORMAT JSON",
      ['s.k → l transformation', 's.list → l transformation', 's.id → n transformation'],
    ],
    [
      'SELECT tag, argMax(v, at) AS last FROM s ARRAY JOIN tags AS tag GROUP BY tag',
      [
        's.tags → tag transformation',
        's.v → last aggregation',
        's.at ⇢ last conditional',
        's.v ⇢ last conditional',
        's.tags ⇢ * group',
      ],
    ],
    [
      "WITH 3 AS k, q AS (SELECT a, b FROM cluster('c', db.s)) SELECT if(a > k, b, 0) AS v FROM q LIMIT 1 BY a",
      ['db.s.a ⇢ v conditional', 'db.s.b → v transformation'],
    ],
    ['ALTER TABLE t UPDATE a = b + 1 WHERE c = 2', ['t.b → t.a transformation', 't.c ⇢ t filter']],
    ['SYSTEM RELOAD DICTIONARIES; INSERT INTO t VALUES (1), (2)', []],
  ])('of ClickHouse’s dialect: %s', (text, expected) => {
    expect([...new Set(said(lineageOfSql(text, {}, 'clickhouse')))].sort()).toEqual([...expected].sort());
  });

  it('refuses a statement whose data flow it does not know', () => {
    expect(() => lineageOfSql("copy t from 'x.csv'")).toThrow(
      expect.objectContaining({ code: 'sql.construct-refused' }),
    );
  });
});
