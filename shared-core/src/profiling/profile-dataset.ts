import type { Connection, EngineRelation, ObjectDescription } from '../connectors';
import type { Engine } from '../engine';
import { breathe } from '../event-loop';
import { simple, type LogicalType, type TableSchema } from '../schema';
import { countFields, type FieldFacts } from './count-fields';
import { decideType, type TypeDecision } from './decide-type';
import { describeColumn } from './describe-column';
import { draftFields } from './draft-fields';
import { firstMisfit } from './first-misfit';
import { findKeys } from './key-search';
import { engineScan } from './engine-scan';
import { chosenFields, withScan } from './open-scan';
import type { CandidateKey, ColumnProfile, DatasetProfile, Inference } from './profile';
import type { UnreadableRow } from './rejected-rows';
import type { Scan } from './scan';
import { reasons } from './reasons';

/** What a profile is doing now. @public */
export type ProfilePhase = 'opening' | 'sampling' | 'counting' | 'keys' | 'describing' | 'done';

/** @public */
export interface ProfileOptions {
  /** Only the first rows, this many; every row by default. */
  sample?: number;
  /** Only these fields; all by default. */
  fields?: string[];
  /** Reading options of the connector. */
  options?: Record<string, unknown>;
  signal?: AbortSignal;
  onProgress?: (progress: { phase: ProfilePhase; dataset: string }) => void;
  /** An open engine to count in; otherwise one is opened and closed. */
  engine?: Engine;
}

/**
 * Profiles a dataset: exact counts over all rows, types with their evidence, patterns, keys, time.
 *
 * @remarks A file is counted by the embedded engine in two scans, a table of a system that speaks SQL where it lies.
 * Distinct counts above 10,000 values are estimates (1 to 4 % off) unless the field may be a key, quantiles
 * of such fields t-digest estimates; `distinctExact` says which. Everything else is exact.
 * @throws errors of the connection and of the engine; `profiling.unknown-field` (input)
 * @public
 */
export async function profileDataset(
  connection: Connection,
  object: string,
  options: ProfileOptions = {},
): Promise<DatasetProfile> {
  const started = performance.now();
  options.onProgress?.({ phase: 'opening', dataset: object });
  return withScan(connection, object, options, (scan, description) =>
    profileScan(scan, description, started, options),
  );
}

/** What is known of a relation of the embedded engine. @public */
export interface ProfiledRelation extends EngineRelationText {
  /** As the profile calls it. */
  name: string;
  rows?: number;
  sizeBytes?: number;
  /** Its fields are texts whose types are to be found. */
  isText?: boolean;
}

type EngineRelationText = Pick<EngineRelation, 'text' | 'schema'>;

/** Profiles a relation of an open engine, such as the preview of a step. @public */
export async function profileRelation(
  engine: Engine,
  relation: ProfiledRelation,
  options: Omit<ProfileOptions, 'engine' | 'options'> = {},
): Promise<DatasetProfile> {
  const started = performance.now();
  const { name, schema, rows, sizeBytes, text, isText = false } = relation;
  const fields = chosenFields(schema, options.fields, name).map((field) => ({ field, isRaw: isText }));
  const facts = { fields, rows, sizeBytes, sample: options.sample, signal: options.signal };
  const scan = await engineScan(engine, text, facts);
  try {
    return await profileScan(scan, { object: name, schema, sizeBytes, details: {} }, started, options);
  } finally {
    await scan.close();
  }
}

async function profileScan(
  scan: Scan,
  description: ObjectDescription,
  started: number,
  { onProgress }: Pick<ProfileOptions, 'onProgress'>,
): Promise<DatasetProfile> {
  const { object } = description;
  const report = (phase: ProfilePhase) => onProgress?.({ phase, dataset: object });
  report('sampling');
  const head = await draftFields(scan);
  report('counting');
  const facts = await countFields(scan, head);
  report('keys');
  const keys = await findKeys(scan, facts, head.rows);
  const rejected = await scan.rejected?.();
  report('describing');
  const columns = await describeAll(scan, facts, head.rows);
  report('done');
  return assemble({ object, description, columns, keys, rejected, rows: facts[0]?.rows ?? 0, started });
}

async function describeAll(
  scan: Scan,
  facts: FieldFacts[],
  rows: (string | null)[][],
): Promise<ColumnProfile[]> {
  const columns: ColumnProfile[] = [];
  for (const [index, fact] of facts.entries()) {
    const field = scan.fields[index];
    await breathe();
    const decision = asTold(await decide(scan, fact, field?.isRaw ?? false), field?.told);
    const order = rows.map((row) => row[index] ?? null);
    await breathe();
    columns.push(await describeColumn(fact, decision, order, field?.semantic));
  }
  return columns;
}

/** Text, where the source has a better reason for it than that it fits nothing narrower. */
const asTold = (decision: TypeDecision, told?: Inference<string>): TypeDecision =>
  told && numeric.has(decision.type.kind)
    ? { ...decision, type: simple('string'), inference: told }
    : decision;
const numeric = new Set<LogicalType['kind']>(['integer', 'decimal', 'float']);

/** The type, and for one that only some rows contradict, the row that does. */
async function decide(scan: Scan, facts: FieldFacts, isRaw: boolean): Promise<TypeDecision> {
  const decision = decideType(facts, isRaw);
  const misfit = decision.nearMiss && (await firstMisfit(scan, facts, decision.nearMiss));
  if (!misfit) return decision;
  const why = reasons.misfit(
    misfit.row,
    misfit.value.slice(0, 100),
    String(decision.inference.runnerUp?.value),
  );
  const decidedBy = { row: misfit.row, value: misfit.value.slice(0, 400), why };
  return { ...decision, inference: { ...decision.inference, decidedBy } };
}

interface Parts {
  object: string;
  description: ObjectDescription;
  columns: ColumnProfile[];
  keys: CandidateKey[];
  rejected?: { count: number; rows: UnreadableRow[] };
  rows: number;
  started: number;
}

function assemble({ object, description, columns, keys, rejected, rows, started }: Parts): DatasetProfile {
  const { dialect } = description.details as { dialect?: DatasetProfile['dialect'] };
  return {
    dataset: object,
    rows,
    sizeBytes: description.sizeBytes,
    columns,
    keys,
    timeFields: timeFields(columns),
    schema: schemaOf(description.schema, columns, keys),
    dialect: dialect && typeof dialect === 'object' ? dialect : undefined,
    rejected: rejected?.count ?? 0,
    ...(rejected && { rejectedRows: rejected.rows }),
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

/** Fields that carry time, those first that every row has, that vary, and that go up with the rows. */
function timeFields(columns: ColumnProfile[]): string[] {
  const score = (column: ColumnProfile) =>
    (column.ordered ?? 0) + (1 - column.nullShare) + Math.min(column.distinct, 100) / 100;
  return columns
    .filter(({ type, distinct }) => (type.kind === 'date' || type.kind === 'timestamp') && distinct > 0)
    .sort((a, b) => score(b) - score(a))
    .map(({ name }) => name);
}

/** A key that the data suggests becomes the table's only where its name says so too. */
const certainKey = 0.9;

function schemaOf(declared: TableSchema, columns: ColumnProfile[], keys: CandidateKey[]): TableSchema {
  const best = keys.find(({ confidence, fields }) => confidence >= certainKey && fields.length === 1);
  const primaryKey = declared.primaryKey ?? best?.fields;
  const fields = columns.map((column) => {
    const field = declared.fields.find(({ name }) => name === column.name);
    // A sample, or a row that lacks its last fields, may not show what all rows do.
    const mayBeNull = column.nulls > 0 || (field?.nullable ?? true);
    const nullable = mayBeNull && !primaryKey?.includes(column.name);
    return { ...field, name: column.name, type: column.type, nullable };
  });
  return { ...declared, fields, ...(primaryKey && { primaryKey }) };
}
