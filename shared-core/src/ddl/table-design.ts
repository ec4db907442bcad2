import type { DatasetAdvice, IndexAdvice } from '../advice';
import type { Localized } from '../language';
import type { ColumnProfile, DatasetProfile } from '../profiling';
import type { Field, TableSchema, TypeMapping } from '../schema';
import { assertNames, fieldNames } from './identifiers';
import { ddlErrors } from './errors';
import { parsePartition, requireField, requirePartition, type Partition, type TableLayout } from './layout';
import { parseObjectName, type ObjectName } from './object-name';
import type { DdlSystem } from './systems';

/** What {@link createStatements} is asked for. @public */
export interface CreateOptions {
  system: DdlSystem;
  /** `schema.table` or `database.table`. */
  object: string;
  schema: TableSchema;
  /** What a person said; it wins over the advice. */
  layout?: TableLayout;
  advice?: DatasetAdvice;
  /** Real ranges for partitions, and the figures behind LowCardinality, Nullable and codecs of ClickHouse. */
  profile?: DatasetProfile;
  /** Fields by which loads merge rows: the primary key of PostgreSQL, a ReplacingMergeTree of ClickHouse. */
  keys?: string[];
  ifNotExists?: boolean;
  /** Also creates the schema or database that the object lies in, other than `public` and `default`. */
  createContainer?: boolean;
  /** Comments of fields, true by default. */
  comments?: boolean;
  /** Comment of the table. */
  comment?: string;
  /** ClickHouse: `ON CLUSTER`. */
  cluster?: string;
  /** The mapping of the system's connector by default. */
  types?: TypeMapping;
}

/** Statements without a closing semicolon, to run in this order; notes say what was decided and why. @public */
export interface CreatedTable {
  statements: string[];
  notes: Localized[];
}

/** The options resolved: names checked, layout and advice made one. @internal */
export interface TableDesign {
  system: DdlSystem;
  name: ObjectName;
  fields: Field[];
  key: string[];
  /** True when loads merge by the key. */
  merges: boolean;
  order: string[];
  partition?: Partition & { advised: boolean };
  indexes: IndexAdvice[];
  engine?: string;
  ifNotExists: boolean;
  createContainer: boolean;
  comments: boolean;
  comment?: string;
  cluster?: string;
  rows?: number;
  column(name: string): ColumnProfile | undefined;
}

/** @internal */
export function designTable(options: CreateOptions): TableDesign {
  const { system, schema, profile, object } = options;
  const name = parseObjectName(object);
  if (schema.fields.length === 0) throw ddlErrors['no-fields']({ object });
  assertNames(system, [
    ...(name.container === undefined ? [] : [name.container]),
    name.table,
    ...fieldNames(schema),
  ]);
  const merges = options.keys !== undefined && options.keys.length > 0;
  const key = (merges ? options.keys : schema.primaryKey) ?? [];
  for (const field of key) requireField(schema, field, 'keys');
  return {
    system,
    name,
    fields: schema.fields,
    key,
    merges,
    order: orderOf(options),
    partition: partitionOf(options),
    indexes: indexesOf(options),
    engine: options.layout?.engine,
    ifNotExists: options.ifNotExists ?? false,
    createContainer: options.createContainer ?? false,
    comments: options.comments ?? true,
    comment: options.comment,
    cluster: options.cluster,
    rows: profile?.rows,
    column: (field) => profile?.columns.find((column) => column.name === field),
  };
}

function orderOf({ schema, layout, advice, system }: CreateOptions): string[] {
  for (const field of layout?.orderBy ?? []) requireField(schema, field, 'orderBy');
  const advised = advice?.indexes[system].find((index) => index.recommendation.kind === 'order-by');
  return layout?.orderBy ?? present(schema, advised?.recommendation.fields);
}

function partitionOf({ schema, layout, advice, system }: CreateOptions): TableDesign['partition'] {
  if (layout?.partitionBy !== undefined) {
    const partition = parsePartition(layout.partitionBy);
    requirePartition(schema, partition);
    return { ...partition, advised: false };
  }
  const advised = advice?.partitioning[system].recommendation;
  if (!advised || present(schema, [advised.field]).length === 0) return undefined;
  const { field, grain } = advised;
  if (grain === 'value') return { kind: 'value', field, advised: true };
  if (grain === 'hash') return { kind: 'hash', field, buckets: advised.partitions, advised: true };
  return { kind: 'time', field, grain, advised: true };
}

function indexesOf({ schema, layout, advice, system }: CreateOptions): IndexAdvice[] {
  const said = layout?.indexes?.map((fields): IndexAdvice => {
    for (const field of fields) requireField(schema, field, 'indexes');
    return { fields, kind: system === 'postgresql' ? 'btree' : skippingKind(schema, fields) };
  });
  const advised = advice?.indexes[system].map((index) => index.recommendation) ?? [];
  return (
    said ??
    advised.filter(
      ({ fields, kind }) =>
        kind !== 'order-by' && kind !== 'primary' && present(schema, fields).length === fields.length,
    )
  );
}

/** ClickHouse's minmax skips by order, a bloom filter by equality; a text has little use of the first. */
function skippingKind(schema: TableSchema, fields: string[]): IndexAdvice['kind'] {
  const isOrdered = fields.every((name) => {
    const kind = schema.fields.find((field) => field.name === name)?.type.kind ?? '';
    return ['integer', 'decimal', 'float', 'date', 'timestamp'].includes(kind);
  });
  return isOrdered ? 'minmax' : 'bloom';
}

/** Advice was given for a source; a transformed table may lack some of its fields, and the advice then falls away. */
function present(schema: TableSchema, fields: string[] = []): string[] {
  const known = new Set(fieldNames(schema));
  return fields.every((field) => known.has(field)) ? fields : [];
}
