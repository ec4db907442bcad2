import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { parseType, type TableSchema } from '../../schema';
import { parseSpec, printSpec, type PipelineSpecInput } from '../../spec';
import { printQuery, sqlReady } from '../../sql';
import { sampleRows } from '../../compile/testing/rows';
import { buildPlan, lowerStep, optimize, type LowerOptions } from '../index';

type StepInput = PipelineSpecInput['steps'][number];

const schema: TableSchema = {
  fields: ['a', 'b', 'c', 'd'].map((name) => ({ name, type: parseType('int64'), nullable: true })),
};
const schemas = { s0: schema, s1: schema, s2: schema };

let connection: DuckDBConnection;
beforeAll(async () => {
  await sqlReady();
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const [index, id] of Object.keys(schemas).entries()) {
    await connection.run(`CREATE TABLE data_${id} (a BIGINT, b BIGINT, c BIGINT, d BIGINT)`);
    // Few values, so that rows meet in joins and groups.
    const rows = sampleRows(schema, 14, index + 7).map((row) =>
      row.replace(/-?\d+/g, (digits) => String(Number(digits) % 4)),
    );
    await connection.run(`INSERT INTO data_${id} VALUES ${rows.join(', ')}`);
  }
});
afterAll(() => connection.closeSync());

const options: LowerOptions = { relationOf: (step) => ({ kind: 'table', path: [`data_${step.id}`] }) };

const field = fc.constantFrom('a', 'b', 'c', 'd');
const condition = fc.oneof(
  fc
    .tuple(field, fc.constantFrom('>', '<=', '=', '<>'), fc.integer({ min: -1, max: 3 }))
    .map(([name, op, n]) => `${name} ${op} ${n}`),
  fc.tuple(field, field).map(([x, y]) => `${x} < ${y}`),
  fc.tuple(field, fc.boolean()).map(([x, not]) => `${x} is ${not ? 'not ' : ''}null`),
  fc.tuple(field, field).map(([x, y]) => `coalesce(${x}, 1) > 0 and (${y} <> 2 or ${x} is null)`),
);

/** Steps that keep the fields a, b, c and d, so that any may follow any; `at` is what a step reads. */
const kinds: ((at: { id: string; input: string; other: string }) => fc.Arbitrary<StepInput>)[] = [
  ({ id, input }) => condition.map((where) => ({ id, kind: 'filter', input, where })),
  ({ id, input }) => condition.map((where) => ({ id, kind: 'filter', input, where })),
  ({ id, input }) =>
    fc
      .tuple(field, field)
      .map(([x, y]) => ({ id, kind: 'derive', input, fields: { [x]: `coalesce(${y}, 0) + 1` } })),
  ({ id, input }) => fc.constant({ id, kind: 'select', input, fields: [{ a: 'b' }, { b: 'a' }, 'c', 'd'] }),
  ({ id, input, other }) =>
    fc
      .constantFrom('inner' as const, 'left' as const, 'right' as const, 'full' as const)
      .map((type) => ({ id, kind: 'join', left: input, right: other, type, on: ['a', 'b'] })),
  ({ id, input }) =>
    fc.constantFrom('plain' as const, 'rollup' as const).map((grouping) => ({
      id,
      kind: 'aggregate',
      input,
      by: ['a', 'b'],
      grouping,
      measures: { c: 'sum(c)', d: 'count(*)', unread: 'max(d)' },
      having: 'd > 0',
    })),
  ({ id, input }) =>
    fc.constant({
      id,
      kind: 'window',
      input,
      partitionBy: ['a'],
      orderBy: ['b', 'c', 'd'],
      fields: { d: 'rank()', unread: 'sum(c)' },
    }),
  ({ id, input, other }) =>
    fc
      .constantFrom('all' as const, 'distinct' as const)
      .map((mode) => ({ id, kind: 'union', inputs: [input, other], mode })),
  ({ id, input }) => fc.constant({ id, kind: 'distinct', input }),
  ({ id, input }) => fc.constant({ id, kind: 'distinct', input, by: ['a', 'b'], orderBy: ['c', 'd'] }),
  ({ id, input }) =>
    fc
      .constantFrom(undefined, 7)
      .map((limit) => ({ id, kind: 'sort', input, by: ['a', 'b', 'c', 'd'], limit })),
  ({ id, input }) =>
    fc.constant({
      id,
      kind: 'quality',
      input,
      checks: [{ name: 'kept', expect: 'a < 3', severity: 'reject' }],
    }),
  ({ id, input, other }) =>
    fc.constant({
      id,
      kind: 'sql',
      inputs: [input, other],
      query: `select x.a, x.b, y.c, x.d from ${input} x join ${other} y on x.a = y.b`,
    }),
];

const keep = (id: string, input: string): StepInput => ({
  id,
  kind: 'select',
  input,
  fields: ['a', 'b', 'c', 'd'],
});

/** A chain of steps in which a join or union also reads another source, or a step before. */
const pipelines = fc
  .array(fc.tuple(fc.nat(kinds.length - 1), fc.nat(), fc.nat(9)), { minLength: 2, maxLength: 7 })
  .chain((choices) => {
    let input = 's0';
    const known = ['s1', 's2'];
    const steps = choices.map(([kind, pick, branch], index) => {
      const at = { id: `x${index}`, input, other: known[pick % known.length]! };
      const kept = `k${index}`;
      // Now and then the next step starts from an earlier one: a step with two readers.
      known.push(kept);
      input = branch === 0 ? known[pick % known.length]! : kept;
      return kinds[kind]!(at).map((step) => [step, keep(kept, step.id)]);
    });
    return fc.tuple(...steps).map((pairs) => pairs.flat());
  })
  .map((steps): PipelineSpecInput => ({
    apiVersion: 'ai-etl/v1',
    name: 'random',
    connections: { f: { system: 'file' } },
    steps: [
      ...Object.keys(schemas).map((id): StepInput => ({ id, kind: 'source', connection: 'f', object: id })),
      ...steps,
      { id: 't', kind: 'target' as const, input: steps.at(-1)!.id, connection: 'f', object: 'out' },
      { id: 'narrow', kind: 'select' as const, input: steps.at(-1)!.id, fields: ['a'] },
      { id: 't2', kind: 'target' as const, input: 'narrow', connection: 'f', object: 'out2' },
    ],
  }));

async function rowsOf(plan: Parameters<typeof lowerStep>[0], id: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(printQuery(lowerStep(plan, id, options), 'duckdb'));
  return reader
    .getRowsJson()
    .map((row) => JSON.stringify(row))
    .sort();
}

it('an optimized plan of random steps gives the same rows', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(pipelines, async (input: PipelineSpecInput) => {
      const spec = parseSpec(input);
      const { plan, problems } = buildPlan(spec, schemas);
      // A step that reads itself through a branch twice is refused; that is not what is tested here.
      if (!plan) return expect(problems.map(({ code }) => code)).toContain('plan.join-of-itself');
      const lean = optimize(plan);
      for (const id of ['t', 't2']) {
        const rows = await rowsOf(plan, id);
        compared += rows.length;
        expect(await rowsOf(lean, id)).toEqual(rows);
      }
    }),
    { numRuns: 150, reporter: reportAsYaml },
  );
  expect(compared).toBeGreaterThan(1000);
}, 120_000);

/** The smallest failing pipeline as a person can run it. */
function reportAsYaml(details: fc.RunDetails<[PipelineSpecInput]>): void {
  if (!details.failed) return;
  const [example] = details.counterexample!;
  throw new Error(`seed ${details.seed}\n${printSpec(example)}\n${String(details.errorInstance)}`);
}
