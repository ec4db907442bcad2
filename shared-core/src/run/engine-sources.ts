import type { Connection, EngineRelation } from '../connectors';
import { assertNamesApart, goodRows, openEngine, type Engine, type SetAsideRow } from '../engine';
import { withoutNullLines } from '../movement';
import { fieldsToRead, type LowerOptions, type Plan } from '../plan';
import { parseType, type TableSchema } from '../schema';
import { inputsOf, type Step, type StepOf } from '../spec';
import { lineTo, sourcesOf, type PreparedPlan } from './prepared-plan';

/** A row of a source that could not be read. @internal */
export interface SourceReject extends SetAsideRow {
  source: string;
}

/** The sources of a step inside an engine of their own; files and network are out of reach for everything else. @internal */
export interface EngineSources {
  engine: Engine;
  relationOf: LowerOptions['relationOf'];
  /** Rows that were set aside, where that was asked for. */
  rejects: SourceReject[];
  rejected: number;
  /** True where a source has more rows than were read. */
  isSampled: boolean;
  close(): Promise<void>;
}

interface Opening {
  /** Set aside rows that cannot be read, instead of failing. */
  tolerant?: boolean;
  /** Only the first rows of every source. */
  sample?: number;
  signal?: AbortSignal;
}

/** Rows that were set aside are kept in memory until they are written down. */
const mostRejects = 100_000;

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** @internal */
export async function openSources(
  prepared: PreparedPlan,
  end: string,
  opening: Opening = {},
): Promise<EngineSources> {
  const { plan, options } = prepared;
  const signal = opening.signal ?? options.signal;
  for (const { step, schema } of lineTo(plan, end))
    assertNamesApart(
      schema.fields.map(({ name }) => name),
      step.id,
    );
  const engine = await openEngine({ memoryLimit: options.memoryLimit, signal });
  const opened: EngineRelation[] = [];
  const close = async () => {
    await engine.close();
    await Promise.all(opened.map((relation) => relation.release()));
  };
  try {
    const texts = new Map<string, string>();
    const rejects: SourceReject[] = [];
    let rejected = 0;
    let isSampled = false;
    for (const step of sourcesOf(plan, end)) {
      const relation = await relationFor(engine, prepared, step, end, { ...opening, signal });
      opened.push(relation);
      engine.allow(relation.paths ?? []);
      const scan = opening.tolerant ? relation.scan : undefined;
      const good = scan && (await goodRows(engine, scan, { signal, shown: mostRejects }));
      rejected += good?.rejected ?? 0;
      rejects.push(...(good?.rows ?? []).map((row) => ({ ...row, source: step.object })));
      const text = good?.text ?? withoutNullLines(relation);
      if (opening.sample === undefined) {
        texts.set(step.id, text);
        continue;
      }
      const fields = fieldsToRead(plan, [end])[step.id];
      const taken = await sampleOf(engine, text, {
        name: `sample_${texts.size}`,
        fields,
        rows: opening.sample,
        signal,
      });
      texts.set(step.id, taken.text);
      isSampled ||= taken.isFull;
    }
    await engine.lock();
    const relationOf: LowerOptions['relationOf'] = (step) => ({
      kind: 'native',
      text: texts.get(step.id) as string,
      alias: step.id,
    });
    return { engine, relationOf, rejects, rejected, isSampled, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/** The first rows as a table of the engine: the query may read them as often as it likes. */
async function sampleOf(
  engine: Engine,
  text: string,
  { name, fields, rows, signal }: { name: string; fields?: string[]; rows: number; signal?: AbortSignal },
) {
  const items = fields ? fields.map(quoteName).join(', ') : '*';
  await engine.execute(`CREATE TABLE ${name} AS SELECT ${items} FROM ${text} AS whole LIMIT ${rows}`, {
    signal,
  });
  const counted = await engine.query(`SELECT count(*) AS n FROM ${name}`, { signal });
  return { text: name, isFull: Number(counted.rows[0]?.n) >= rows };
}

async function relationFor(
  engine: Engine,
  prepared: PreparedPlan,
  step: StepOf<'source'>,
  end: string,
  opening: Opening,
): Promise<EngineRelation> {
  const connection = await prepared.connectionOf(step);
  const { sample, signal } = opening;
  if (connection.engineRelation)
    return connection.engineRelation(step.object, {
      options: step.options,
      schema: declaredSchema(prepared.plan, step),
      signal,
    });
  return readInto(engine, prepared.plan, connection, step, { end, limit: sample, signal });
}

/** Types that the spec declares; the connector reads texts as them. */
function declaredSchema(plan: Plan, step: StepOf<'source'>): TableSchema | undefined {
  const described = plan.sources[step.id];
  if (!step.schema || !described) return undefined;
  const declared = step.schema;
  return {
    fields: described.fields.map((field) =>
      declared[field.name] === undefined
        ? field
        : { ...field, type: parseType(declared[field.name] as string) },
    ),
  };
}

async function readInto(
  engine: Engine,
  plan: Plan,
  connection: Connection,
  step: StepOf<'source'>,
  { end, limit, signal }: { end: string; limit?: number; signal?: AbortSignal },
): Promise<EngineRelation> {
  const { offers } = connection.connector.capabilities;
  const formats = (['pg-copy-csv', 'csv', 'parquet', 'jsonl', 'rows'] as const).filter((format) =>
    offers.includes(format),
  );
  const fields = fieldsToRead(plan, [end])[step.id];
  const stream = await connection.read(step.object, {
    formats,
    fields,
    limit,
    options: step.options,
    signal,
  });
  return engine.relationFromStream(stream, { reusable: isReadAgain(plan, step.id, end), signal });
}

/** Steps whose SQL names their input once, so that a stream is enough for them. */
const singlePass = new Set<Step['kind']>([
  'source',
  'filter',
  'select',
  'derive',
  'aggregate',
  'sort',
  'mask',
  'union',
  'join',
  'target',
]);

/** True where a source is scanned more than once: two ways lead from it to the end, or a step of its way says so. */
function isReadAgain(plan: Plan, source: string, end: string): boolean {
  const line = lineTo(plan, end);
  const ways = new Map([[source, 1]]);
  let single = true;
  for (const { step } of line) {
    const reached = inputsOf(step).reduce((sum, input) => sum + (ways.get(input) ?? 0), 0);
    if (reached === 0) continue;
    ways.set(step.id, reached);
    single &&= singlePass.has(step.kind);
  }
  return !single || (ways.get(end) ?? 1) > 1;
}

/** The query with every field in the type that the plan gives it: sums are wider in the engine. @internal */
export async function typedQuery(
  engine: Engine,
  sql: string,
  schema: TableSchema,
  nativeOf: (field: TableSchema['fields'][number]) => string,
): Promise<string> {
  const found = await engine.describe(sql);
  const items = schema.fields.map((field) => {
    const native = found.fields.find(({ name }) => name === field.name)?.nativeType;
    const name = quoteName(field.name);
    return native === undefined || native === nativeOf(field)
      ? name
      : `CAST(${name} AS ${nativeOf(field)}) AS ${name}`;
  });
  return items.some((item) => item.startsWith('CAST'))
    ? `SELECT ${items.join(', ')} FROM (${sql}) AS typed`
    : sql;
}
