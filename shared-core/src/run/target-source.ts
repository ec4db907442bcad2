import { splitObject, type Connection } from '../connectors';
import { duckdbTypes } from '../engine';
import { isAiEtlError } from '../errors';
import { movementErrors, rejectMessages, type LoadSource, type StreamSource } from '../movement';
import { lowerRejected, lowerStep, type Plan } from '../plan';
import type { StepOf } from '../spec';
import { printQuery, refusals, type Query, type Relation } from '../sql';
import { openSources, typedQuery, type SourceReject } from './engine-sources';
import { sourcesOf, stepNamed, type PreparedPlan } from './prepared-plan';

/** Where a target's rows come from, by the cheapest way that there is. @internal */
export interface TargetSource {
  source: LoadSource;
  /** The embedded engine makes the rows, however they travel from there. */
  isEngine?: boolean;
  /** Rows of the sources that could not be read; filled while the load runs. */
  rejects: SourceReject[];
  /** How many these are. */
  rejected(): number;
}

/**
 * Chooses the way of a target's rows: straight from its source where nothing is done to them; as a query where all
 * sources live in one SQL system; through the embedded engine otherwise.
 * @internal
 */
export async function sourceOfTarget(
  prepared: PreparedPlan,
  target: StepOf<'target'>,
): Promise<TargetSource> {
  const none = { rejects: [], rejected: () => 0 };
  const direct = await directSource(prepared, target);
  if (direct) return { source: direct, ...none };
  const pushed = await pushedSource(prepared, target.id);
  if (pushed)
    return {
      source: {
        ...pushed,
        schema: stepNamed(prepared.plan, target.id).schema,
        name: sourceNames(prepared.plan, target),
      },
      ...none,
    };
  return engineSource(prepared, target);
}

const sourceNames = (plan: Plan, target: StepOf<'target'>) =>
  [...new Set(sourcesOf(plan, target.id).map(({ object }) => object))].join(', ');

/** The source itself, where the steps between only look at the rows or leave fields out. */
async function directSource(
  prepared: PreparedPlan,
  target: StepOf<'target'>,
): Promise<LoadSource | undefined> {
  const { plan, connectionOf } = prepared;
  let { step } = stepNamed(plan, target.input);
  let fields: string[] | undefined;
  while (step.kind !== 'source') {
    if (step.kind === 'select' && step.fields.every((field) => typeof field === 'string'))
      fields ??= step.fields as string[];
    else if (step.kind !== 'quality' || lowerRejected(plan, step.id, { relationOf: table }) !== undefined)
      return undefined;
    step = stepNamed(plan, step.input).step;
  }
  if (step.where !== undefined || step.cursor !== undefined) return undefined;
  const connection = await connectionOf(step);
  // Inside one system a query moves no row out of it.
  if (connection.writeQuery && connection === (await connectionOf(target))) return undefined;
  const { schema } = stepNamed(plan, step.id);
  return {
    connection,
    object: step.object,
    options: step.options,
    fields: fields ?? step.fields,
    ...(step.schema && { schema }),
  };
}

const table = (step: StepOf<'source'>): Relation => {
  const { container, name } = splitObject(step.object);
  return { kind: 'table', path: container === undefined ? [name] : [container, name] };
};

/** A step as a query of the one SQL system in which all its sources live, if that can say it. @internal */
async function pushedSource(
  prepared: PreparedPlan,
  id: string,
): Promise<{ connection: Connection; sql: string } | undefined> {
  return pushedQuery(prepared, id, (relationOf) =>
    lowerStep(prepared.plan, id, { relationOf, parameters: prepared.options.parameters }),
  );
}

/** @internal */
export async function pushedQuery(
  prepared: PreparedPlan,
  id: string,
  lower: (relationOf: typeof table) => Query,
): Promise<{ connection: Connection; sql: string } | undefined> {
  const sources = sourcesOf(prepared.plan, id);
  const [first] = sources;
  if (!first || sources.some(({ connection }) => connection !== first.connection)) return undefined;
  const connection = await prepared.connectionOf(first);
  const { dialect } = connection.connector.capabilities;
  if (!dialect || dialect === 'duckdb' || !connection.readQuery) return undefined;
  try {
    const query = lower(table);
    return refusals(query, dialect).length > 0 ? undefined : { connection, sql: printQuery(query, dialect) };
  } catch (error) {
    // What this system cannot say, the embedded engine can.
    if (isAiEtlError(error) && error.kind === 'refusal') return undefined;
    throw error;
  }
}

/** The engine; opened anew for each reading, since a load that was refused reads a second time. */
function engineSource(prepared: PreparedPlan, target: StepOf<'target'>): TargetSource {
  const { plan, options } = prepared;
  const { schema } = stepNamed(plan, target.id);
  const state = { rejects: [] as SourceReject[], rejected: 0, readings: 0 };
  const open: StreamSource['open'] = async ({ formats, signal }) => {
    // The first reading is strict and fast; one that failed is repeated with the bad rows set aside.
    const tolerant = state.readings++ > 0;
    const sources = await openSources(prepared, target.id, { tolerant, signal });
    try {
      state.rejected = sources.rejected;
      state.rejects.splice(0, state.rejects.length, ...sources.rejects);
      assertFew(target, sources.rejects, sources.rejected);
      const query = printQuery(
        lowerStep(plan, target.id, { relationOf: sources.relationOf, parameters: options.parameters }),
        'duckdb',
      );
      const sql = await typedQuery(
        sources.engine,
        query,
        schema,
        ({ type }) => duckdbTypes.toNative(type).text,
      );
      const format = formats.find((one) => one !== 'arrow') ?? 'csv';
      const stream = await sources.engine.stream(sql, format, { schema, signal });
      if (stream.format === 'rows') return { ...stream, rows: closing(stream.rows, sources.close) };
      stream.bytes.once('close', () => void sources.close());
      return stream;
    } catch (cause) {
      await sources.close();
      throw cause;
    }
  };
  const source: StreamSource = {
    name: sourceNames(plan, target),
    schema,
    offers: ['pg-copy-csv', 'csv', 'parquet', 'jsonl', 'rows'],
    open,
  };
  return { source, isEngine: true, rejects: state.rejects, rejected: () => state.rejected };
}

function assertFew(
  { object, rejects: allowed }: StepOf<'target'>,
  rejects: SourceReject[],
  rejected: number,
): void {
  const limit = allowed?.limit ?? Infinity;
  if (rejected <= limit) return;
  const [first] = rejects;
  const messages = first ? rejectMessages(first) : { message: '' };
  throw movementErrors['too-many-rejects']({
    target: object,
    rejected,
    limit,
    file: '',
    first: messages.message,
    первая: messages.messageRu ?? '',
  });
}

async function* closing<T>(batches: AsyncIterable<T>, close: () => Promise<void>): AsyncGenerator<T> {
  try {
    yield* batches;
  } finally {
    await close();
  }
}
