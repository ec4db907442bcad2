import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { cases, type Case } from '../../compile/testing/cases';
import { sampleRows } from '../../compile/testing/rows';
import { duckdbTypes } from '../../engine';
import { parseType } from '../../schema';
import { parseSpec, type Step } from '../../spec';
import { printQuery, sqlReady, type Query } from '../../sql';
import {
  endsOf,
  lowerChecks,
  lowerRejected,
  lowerStep,
  optimize,
  requirePlan,
  type LowerOptions,
  type Plan,
} from '../index';

let connection: DuckDBConnection;
beforeAll(async () => {
  await sqlReady();
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => connection.closeSync());

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

type Drawn = Pick<Case, 'spec' | 'schemas'> & Partial<Pick<Case, 'unique'>>;

/** Tables of a case's sources, with rows. */
async function fill({ spec, schemas, unique = {} }: Drawn): Promise<LowerOptions> {
  for (const [index, [id, schema]] of Object.entries(schemas).entries()) {
    const columns = schema.fields.map(
      ({ name, type }) => `${quoted(name)} ${duckdbTypes.toNative(type).text}`,
    );
    await connection.run(`CREATE OR REPLACE TABLE ${quoted(`data_${id}`)} (${columns.join(', ')})`);
    const source = spec.steps.find((step): step is Extract<Step, { kind: 'source' }> => step.id === id);
    const numeric = Object.keys(source?.schema ?? {});
    const rows = sampleRows(schema, 400, index + 1, { numeric, unique: unique[id] });
    await connection.run(`INSERT INTO ${quoted(`data_${id}`)} VALUES ${rows.join(', ')}`);
  }
  return { relationOf: (step) => ({ kind: 'table', path: [`data_${step.id}`] }) };
}

const run = async (query: Query): Promise<string[]> => {
  const text = printQuery(query, 'duckdb');
  const reader = await connection.runAndReadAll(text);
  return reader
    .getRowObjectsJson()
    .map((row) => JSON.stringify(row))
    .sort();
};

describe('an optimized plan gives the same rows', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const options = await fill(one);
    const plan = requirePlan(one.spec, one.schemas);
    const lean = optimize(plan);
    for (const id of endsOf(plan)) {
      const rows = await run(lowerStep(plan, id, options));
      expect(rows.length).toBeGreaterThan(0);
      expect(await run(lowerStep(lean, id, options))).toEqual(rows);
    }
    await sameChecks(plan, lean, options);
  });

  async function sameChecks(plan: Plan, lean: Plan, options: LowerOptions) {
    for (const { step } of plan.steps) {
      if (step.kind !== 'quality') continue;
      const [before, after] = [lowerChecks(plan, step.id, options), lowerChecks(lean, step.id, options)];
      for (const [index, check] of before.entries())
        expect(await run(after[index]!.query)).toEqual(await run(check.query));
      const [whole, pruned] = [plan, lean].map((one) => lowerRejected(one, step.id, options));
      // Checks of whole datasets, such as keys, set no row aside.
      expect(pruned && (await run(pruned))).toEqual(whole && (await run(whole)));
    }
  }
});

describe('where filters end', () => {
  const rows = {
    fields: ['a', 'b', 'c'].map((name) => ({ name, type: parseType('int64'), nullable: true })),
  };
  const other = { fields: ['a', 'd'].map((name) => ({ name, type: parseType('int64'), nullable: true })) };
  const schemas = { s: rows, o: other, s2: rows };
  const leanOf = (lines: string[]) =>
    optimize(
      requirePlan(
        parseSpec(
          [
            'apiVersion: ai-etl/v1',
            'name: p',
            'connections: { f: { system: file } }',
            'steps:',
            '  - { id: s, kind: source, connection: f, object: s }',
            '  - { id: s2, kind: source, connection: f, object: s2 }',
            '  - { id: o, kind: source, connection: f, object: o }',
            ...lines.map((line) => `  - ${line}`),
          ].join('\n'),
        ),
        schemas,
      ),
    );
  const where = (plan: Plan, id: string) =>
    (plan.spec.steps.find((step) => step.id === id) as { where?: string } | undefined)?.where;

  it.each<[string, string[], Record<string, string | undefined>]>([
    [
      'in the source, through filters, renames and new fields',
      [
        '{ id: r, kind: select, input: s, fields: [{ x: a }, b] }',
        '{ id: d, kind: derive, input: r, fields: { y: x + b } }',
        '{ id: f, kind: filter, input: d, where: y > 1 }',
        '{ id: g, kind: filter, input: f, where: x < 9 }',
      ],
      { s: 'a + b > 1 AND a < 9', f: undefined, g: undefined },
    ],
    [
      'on the side of a join that has the field',
      [
        '{ id: j, kind: join, left: s, right: o, on: [a] }',
        '{ id: f, kind: filter, input: j, where: b > 1 and d > 2 and b > d }',
      ],
      { s: 'b > 1', o: 'd > 2', f: 'b > d' },
    ],
    [
      'above a left join, for its right side',
      [
        '{ id: j, kind: join, left: s, right: o, type: left, on: [a] }',
        '{ id: f, kind: filter, input: j, where: d > 2 and a > 1 }',
      ],
      { s: 'a > 1', o: undefined, f: 'd > 2' },
    ],
    [
      'above a full join',
      [
        '{ id: j, kind: join, left: s, right: o, type: full, on: [a] }',
        '{ id: f, kind: filter, input: j, where: a > 1 }',
      ],
      { s: undefined, f: 'a > 1' },
    ],
    [
      'below a group by its field only',
      [
        '{ id: g, kind: aggregate, input: s, by: [a], measures: { n: count(*) } }',
        '{ id: f, kind: filter, input: g, where: a > 1 and n > 2 }',
      ],
      { s: 'a > 1', f: 'n > 2' },
    ],
    [
      'above subtotals',
      [
        '{ id: g, kind: aggregate, input: s, by: [a], grouping: rollup, measures: { n: count(*) } }',
        '{ id: f, kind: filter, input: g, where: a > 1 }',
      ],
      { s: undefined, f: 'a > 1' },
    ],
    [
      'below a window by its partition only',
      [
        '{ id: w, kind: window, input: s, partitionBy: [a], orderBy: [b], fields: { n: row_number() } }',
        '{ id: f, kind: filter, input: w, where: a > 1 and b > 2 and n = 1 }',
      ],
      { s: 'a > 1', f: 'b > 2 AND n = 1' },
    ],
    [
      'above a limit',
      [
        '{ id: l, kind: sort, input: s, by: [a], limit: 5 }',
        '{ id: f, kind: filter, input: l, where: a > 1 }',
      ],
      { s: undefined, f: 'a > 1' },
    ],
    [
      'above a quality step',
      [
        '{ id: q, kind: quality, input: s, checks: [{ name: c, notNull: [a] }] }',
        '{ id: f, kind: filter, input: q, where: a > 1 }',
      ],
      { s: undefined, f: 'a > 1' },
    ],
    [
      'above a source that another step reads too',
      ['{ id: f, kind: filter, input: s, where: a > 1 }', '{ id: h, kind: sort, input: s }'],
      { s: undefined, f: 'a > 1' },
    ],
    [
      'in every branch of a union',
      ['{ id: u, kind: union, inputs: [s, s2] }', '{ id: f, kind: filter, input: u, where: a > 1 }'],
      { s: 'a > 1', s2: 'a > 1', f: undefined },
    ],
    [
      'where they are when they answer anew each time',
      ['{ id: f, kind: filter, input: s, where: random() > 0.5 }'],
      { s: undefined, f: 'random() > 0.5' },
    ],
    [
      'nowhere near a masked field',
      [
        '{ id: m, kind: mask, input: s, fields: { a: redact } }',
        "{ id: f, kind: filter, input: m, where: a = '***' and b > 1 }",
      ],
      { s: 'b > 1', f: "a = '***'" },
    ],
  ])('%s', (_, lines, expected) => {
    const lean = leanOf(lines);
    expect(Object.fromEntries(Object.keys(expected).map((id) => [id, where(lean, id)]))).toEqual(expected);
  });

  it('keeps the name of an input that a join or SQL calls by it', () => {
    const lean = leanOf([
      '{ id: f, kind: filter, input: s, where: a > 1 }',
      '{ id: j, kind: join, left: o, right: f, on: o.a = f.a }',
    ]);
    expect(where(lean, 's')).toBe('a > 1');
    expect(lean.steps.at(-1)!.schema.fields.map(({ name }) => name)).toEqual(['a', 'd', 'f_a', 'b', 'c']);
  });

  it('drops fields that nobody reads, in sources and on the way', () => {
    const lean = leanOf([
      '{ id: d, kind: derive, input: s, fields: { x: a + 1, y: b + 1 } }',
      '{ id: g, kind: aggregate, input: d, by: [x], measures: { n: count(*), m: max(c) } }',
      '{ id: k, kind: select, input: g, fields: [x, n] }',
    ]);
    const step = (id: string) => lean.spec.steps.find((one) => one.id === id);
    expect(step('s')).toMatchObject({ fields: ['a'] });
    expect(step('d')).toMatchObject({ fields: { x: 'a + 1' } });
    expect(step('g')).toMatchObject({ measures: { n: 'count(*)' } });
  });
});
