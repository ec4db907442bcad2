import { parseType, type TableSchema } from '../schema';
import { parseSpec } from '../spec';
import { printQuery, sqlReady, type Relation } from '../sql';
import {
  fieldsToRead,
  lowerRejected,
  lowerStep,
  requirePlan,
  type LowerOptions,
  type SourceSchemas,
} from './index';

beforeAll(sqlReady);

const table = (...names: string[]): TableSchema => ({
  fields: names.map((name) => ({ name, type: parseType('int64'), nullable: true })),
});
const schemas = { s: table('a', 'b', 'c'), o: table('a', 'd') };

const planOf = (lines: string[], known: SourceSchemas = schemas) =>
  requirePlan(
    parseSpec(
      [
        'apiVersion: ai-etl/v1',
        'name: p',
        'parameters: { least: { type: int64, default: 3 }, day: { type: date } }',
        'connections: { f: { system: file } }',
        'steps:',
        '  - { id: s, kind: source, connection: f, object: S }',
        '  - { id: o, kind: source, connection: f, object: O }',
        ...lines.map((line) => `  - ${line}`),
      ].join('\n'),
    ),
    known,
  );

const relationOf = (step: { id: string }): Relation => ({ kind: 'table', path: ['raw', step.id] });
const sqlOf = (plan: ReturnType<typeof planOf>, id: string, options: Partial<LowerOptions> = {}) =>
  printQuery(lowerStep(plan, id, { relationOf, ...options }), 'postgresql');

describe('a step as one SELECT', () => {
  it('has a CTE for each step before it, and only what is read', () => {
    const plan = planOf([
      '{ id: f, kind: filter, input: s, where: b > 1 }',
      '{ id: x, kind: aggregate, input: f, by: [a], measures: { n: count(*) } }',
      '{ id: t, kind: target, input: x, connection: f, object: T }',
    ]);
    expect(sqlOf(plan, 't')).toBe(
      [
        'WITH s AS (',
        '  SELECT a, b',
        '  FROM raw.s',
        '), f AS (',
        '  SELECT a',
        '  FROM s',
        '  WHERE b > 1',
        ')',
        'SELECT a, count(*) AS n',
        'FROM f',
        'GROUP BY a',
      ].join('\n'),
    );
  });

  it('reads only the fields that are asked for', () => {
    expect(sqlOf(planOf([]), 's', { fields: ['c'] })).toBe('SELECT c\nFROM raw.s');
    expect(
      fieldsToRead(
        planOf([
          '{ id: f, kind: filter, input: s, where: b > 1 }',
          '{ id: x, kind: select, input: f, fields: [a] }',
        ]),
        ['x'],
      ),
    ).toEqual({ s: ['a', 'b'] });
  });

  it('counts rows of a step of which no field is read', () => {
    const plan = planOf(['{ id: x, kind: aggregate, input: s, measures: { n: count(*) } }']);
    expect(sqlOf(plan, 'x')).toBe('WITH s AS (\n  SELECT a\n  FROM raw.s\n)\nSELECT count(*) AS n\nFROM s');
  });

  it('says the table where an output takes the name of a column that is read', () => {
    const plan = planOf(['{ id: x, kind: aggregate, input: s, measures: { a: sum(a), m: max(a) } }']);
    expect(sqlOf(plan, 'x')).toContain('SELECT sum(s.a) AS a, max(s.a) AS m');
  });

  it('gives a CTE another name where a table that is read has its own', () => {
    const plan = planOf(['{ id: x, kind: filter, input: s, where: a > 1 }']);
    const text = sqlOf(plan, 'x', { relationOf: ({ id }) => ({ kind: 'table', path: [id] }) });
    expect(text).toBe('WITH s_2 AS (\n  SELECT a, b, c\n  FROM s\n)\nSELECT *\nFROM s_2\nWHERE a > 1');
  });

  it('keeps the names of inputs inside raw SQL when their CTEs are renamed', () => {
    const plan = planOf([
      '{ id: x, kind: sql, inputs: [s], query: "select s.a from s where exists (select 1 from s z where z.b = s.a)" }',
    ]);
    const text = sqlOf(plan, 'x', { relationOf: ({ id }) => ({ kind: 'table', path: [id] }) });
    expect(text).toContain('FROM s_2 AS s');
    expect(text).toContain('FROM s_2 AS z');
  });

  it('leaves a CTE of raw SQL that hides an input alone', () => {
    const plan = planOf([
      '{ id: x, kind: sql, inputs: [s], query: "with s as (select a from s) select a from s" }',
    ]);
    const text = sqlOf(plan, 'x');
    expect(text).toBe(
      'WITH s AS (\n  SELECT a\n  FROM raw.s\n), x AS (\n  WITH s AS (\n    SELECT a\n    FROM s\n  )\n  SELECT a\n  FROM s\n)\nSELECT *\nFROM x',
    );
  });

  it('does not filter a relation again that was read already', () => {
    const plan = requirePlan(
      parseSpec({
        apiVersion: 'ai-etl/v1',
        name: 'p',
        connections: { f: { system: 'file' } },
        steps: [{ id: 's', kind: 'source', connection: 'f', object: 'S', where: 'b > 1', fields: ['a'] }],
      }),
      schemas,
    );
    expect(sqlOf(plan, 's')).toBe('SELECT a\nFROM raw.s\nWHERE b > 1');
    expect(sqlOf(plan, 's', { isRead: () => true })).toBe('SELECT a\nFROM raw.s');
  });

  it('puts values of parameters in their places, defaults for the rest', () => {
    const plan = planOf([
      "{ id: x, kind: filter, input: o, where: \"a > parameter('least') or d = extract(day from parameter('day'))\" }",
    ]);
    expect(sqlOf(plan, 'x', { parameters: { day: '2026-11-21' } })).toContain(
      "WHERE a > 3 OR d = extract(day FROM '2026-11-21'::date)",
    );
    expect(() => sqlOf(plan, 'x')).toThrow('parameter "day" has no value and no default');
  });
});

describe('rows that a quality step sets aside', () => {
  it('are those that the next step does not get, null among them', () => {
    const plan = planOf([
      "{ id: q, kind: quality, input: o, checks: [{ name: it's positive, expect: a > 0, severity: reject }, { name: rare, notNull: [d], severity: warn }] }",
    ]);
    const rejected = printQuery(lowerRejected(plan, 'q', { relationOf })!, 'postgresql');
    expect(sqlOf(plan, 'q')).toContain('WHERE a > 0 IS TRUE');
    expect(rejected).toContain(
      "SELECT *, CASE WHEN NOT a > 0 IS TRUE THEN 'it''s positive' END AS reject_reason",
    );
    expect(rejected).toContain('WHERE NOT a > 0 IS TRUE');
  });
});

describe('a source whose fields are not known', () => {
  const open = (lines: string[], id: string) => sqlOf(planOf(lines, {}), id);

  it('is read by the names that are used, or whole', () => {
    expect(open(['{ id: x, kind: aggregate, input: s, by: [q], measures: { n: sum(r) } }'], 'x')).toContain(
      'SELECT q, r\n  FROM raw.s',
    );
    expect(open(['{ id: x, kind: filter, input: s, where: q > 1 }'], 'x')).toBe(
      'WITH s AS (\n  SELECT *\n  FROM raw.s\n)\nSELECT *\nFROM s\nWHERE q > 1',
    );
  });

  it.each([
    [
      '{ id: x, kind: derive, input: s, fields: { q: r + 1 } }',
      'a new field may replace one of the same name',
    ],
    ['{ id: x, kind: join, left: s, right: o, on: [a] }', 'a field may come from either side'],
    ['{ id: x, kind: union, inputs: [s, o] }', 'its fields are matched by name'],
    [
      '{ id: x, kind: mask, input: s, fields: { q: hash } }',
      'every field has to be listed beside the hidden ones',
    ],
  ])('%s is refused by name', (line, reason) => {
    expect(() => open([line], 'x')).toThrow(
      `step "x" cannot be written as SQL: ${reason}, but the fields of "s" are not known`,
    );
  });

  it('is no hindrance where a later step says which fields are read', () => {
    const text = open(
      [
        '{ id: x, kind: derive, input: s, fields: { q: r + 1 } }',
        '{ id: y, kind: select, input: x, fields: [q, z] }',
      ],
      'y',
    );
    expect(text).toContain('SELECT r + 1 AS q, z\n  FROM s');
  });
});
