import { duckdbTypes, openEngine, type Engine } from '../../engine';
import { lowerStep, type ParameterValue, type Plan, type PlanStep } from '../../plan';
import { parseType, type Field } from '../../schema';
import type { StepOf } from '../../spec';
import { printQuery, quoteName, quoteText } from '../../sql';
import { fileName } from './safe-text';
import { isAiEtlError } from '../../errors';
import { readTypes } from './read-types';
import { csvText, namedValues, nullText, sampleRows, type NamedValues } from './sample-rows';

/** What the repository's own tests run: sample rows of each source, the SQL of each target, the rows that come out. */
export interface Transforms {
  /** Targets whose SQL did not take any of the sample rows. */
  untested: string[];
  sources: { id: string; file: string; create: string; text: string }[];
  targets: { id: string; file: string; sql: string; rows: number; expected?: string }[];
}

type Source = PlanStep & { step: StepOf<'source'> };
type Target = PlanStep & { step: StepOf<'target'> };

/** Rows of a source, tries for rows to come out, and the seeds of the tries. */
const [rowCount, seeds] = [40, [11, 23, 47, 89, 131]];
/** What differs from day to day cannot be compared with what is committed. */
const moving = /\b(now|current_date|current_timestamp|localtimestamp|today|random|gen_random_uuid)\b/i;

const isSource = (planned: PlanStep): planned is Source => planned.step.kind === 'source';
const isTarget = (planned: PlanStep): planned is Target => planned.step.kind === 'target';

/** Fields of a source: as its system described them, else as the spec declares them. */
const sourceFields = (plan: Plan, planned: PlanStep): Field[] | undefined => {
  const given = plan.sources[planned.step.id]?.fields;
  return given ?? (planned.shape.open ? undefined : planned.schema.fields);
};

/** Sources whose fields nobody knows: no sample row can be made for them. */
export const unknownSources = (plan: Plan): StepOf<'source'>[] =>
  plan.steps
    .filter(isSource)
    .filter((planned) => sourceFields(plan, planned) === undefined)
    .map(({ step }) => step);

/** Runs the pipeline's own SQL on sample rows in the embedded engine; the first sample that gives rows is kept. */
export async function lowerTransforms(plan: Plan): Promise<Transforms> {
  const named = namedValues(plan.spec);
  const engine = await openEngine();
  try {
    let best: Transforms | undefined;
    for (const seed of seeds) {
      const tried = await tryOut(engine, plan, seed, named);
      if (!best || total(tried) > total(best)) best = tried;
      if (tried.untested.length === 0 && tried.targets.every(({ rows }) => rows > 0)) return tried;
    }
    return best!;
  } finally {
    await engine.close();
  }
}

const total = ({ targets }: Transforms) => targets.filter(({ rows }) => rows > 0).length;

async function tryOut(engine: Engine, plan: Plan, seed: number, named: NamedValues): Promise<Transforms> {
  const sources = plan.steps.filter(isSource).map((planned, index) => {
    const fields = sourceFields(plan, planned) ?? [];
    const rows = sampleRows(readAs(plan, planned, fields), rowCount, seed + index, named);
    const { id } = planned.step;
    const text = csvText(
      fields.map(({ name }) => name),
      rows,
    );
    return { id, file: `${fileName(id)}.csv`, create: createText(id, fields), rows, fields, text };
  });
  for (const { id, create, rows } of sources) {
    await engine.execute([create, ...(rows.length ? [insertText(id, rows)] : [])]);
  }
  const made: Transforms = {
    sources: sources.map(({ id, file, create, text }) => ({ id, file, create, text })),
    targets: [],
    untested: [],
  };
  for (const { step } of plan.steps.filter(isTarget)) {
    const target = await runTarget(engine, plan, step).catch(refusedValue);
    if (target) made.targets.push(target);
    else made.untested.push(step.id);
  }
  return made;
}

/** A sample value that an expression cannot take is the sample's fault; anything else is an error. */
function refusedValue(error: unknown): undefined {
  if (isAiEtlError(error) && error.kind === 'data') return undefined;
  throw error;
}

/** Texts that the pipeline reads as numbers or dates hold numbers and dates. */
const readAs = (plan: Plan, { step }: Source, fields: Field[]): Field[] => {
  const types = readTypes(plan.spec, step);
  return fields.map((field) =>
    field.type.kind === 'string' ? { ...field, type: types.get(field.name) ?? field.type } : field,
  );
};

const createText = (id: string, fields: Field[]): string => {
  const columns = fields.map(({ name, type }) => `${quoted(name)} ${duckdbTypes.toNative(type).text}`);
  return `CREATE OR REPLACE TABLE ${quoted(id)} (${columns.join(', ')})`;
};

const insertText = (id: string, rows: string[][]): string => {
  const cell = (value: string) => (value === nullText ? 'NULL' : quoteText(value, 'duckdb'));
  return `INSERT INTO ${quoted(id)} VALUES ${rows.map((row) => `(${row.map(cell).join(', ')})`).join(', ')}`;
};

async function runTarget(engine: Engine, plan: Plan, step: StepOf<'target'>) {
  const query = lowerStep(plan, step.id, {
    relationOf: ({ id }) => ({ kind: 'table', path: [id] }),
    parameters: sampleParameters(plan),
  });
  const sql = printQuery(query, 'duckdb');
  const { rows, schema } = await engine.query(asText(sql), { limit: 10_000 });
  const header = schema.fields.map(({ name }) => name);
  const cells = rows.map((row) => header.map((name) => (row[name] === null ? nullText : String(row[name]))));
  const expected = moving.test(sql) ? undefined : csvText(header, cells);
  return { id: step.id, file: fileName(step.id), sql, rows: rows.length, expected };
}

/** Every value as the engine prints it, in an order that does not depend on the run. */
export const asText = (sql: string): string => `SELECT COLUMNS(*)::VARCHAR FROM (\n${sql}\n) ORDER BY ALL`;

const samples: Partial<Record<string, ParameterValue>> = {
  boolean: true,
  string: 'north',
  date: '2024-01-01',
  timestamp: '2024-01-01 00:00:00',
};

/** Defaults of the spec; a plain value where it has none. */
function sampleParameters({ spec }: Plan): Record<string, ParameterValue> {
  const missing = Object.entries(spec.parameters).filter(([, { default: value }]) => value === undefined);
  return Object.fromEntries(missing.map(([name, { type }]) => [name, samples[parseType(type).kind] ?? 1]));
}

const quoted = (name: string) => quoteName(name, 'duckdb');
