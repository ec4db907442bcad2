import { printType, type Field, type TableSchema } from '../schema';
import { ddlErrors } from './errors';

/** How a table lies on disk, as a target step says it (`layout:`). @public */
export interface TableLayout {
  orderBy?: string[];
  /** `region`, `month(date)` or `hash(id, 8)`; a field that is no plain name stands in double quotes. */
  partitionBy?: string;
  engine?: string;
  indexes?: string[][];
}

/** Grains of time that partition a table, coarsest last. @public */
export const partitionGrains = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** @public */
export type PartitionGrain = (typeof partitionGrains)[number];

/** What {@link parsePartition} reads. @public */
export type Partition =
  | { kind: 'time'; field: string; grain: PartitionGrain }
  | { kind: 'value'; field: string }
  | { kind: 'hash'; field: string; buckets: number };

const name = String.raw`(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$-]*))`;
const fieldPattern = new RegExp(`^${name}$`, 'u');
const callPattern = new RegExp(String.raw`^(\w+)\s*\(\s*${name}\s*(?:,\s*(\d+)\s*)?\)$`, 'u');

/**
 * Reads `layout.partitionBy`.
 * @throws `ddl.bad-partition` (input)
 * @public
 */
export function parsePartition(text: string): Partition {
  const plain = fieldPattern.exec(text.trim());
  if (plain) return { kind: 'value', field: unquote(plain[1], plain[2]) };
  const call = callPattern.exec(text.trim());
  if (!call) throw ddlErrors['bad-partition']({ text });
  const [, word = '', quoted, bare, count] = call;
  const field = unquote(quoted, bare);
  const grain = partitionGrains.find((known) => known === word.toLowerCase());
  if (grain && count === undefined) return { kind: 'time', field, grain };
  if (word.toLowerCase() === 'hash' && Number(count) >= 2)
    return { kind: 'hash', field, buckets: Number(count) };
  throw ddlErrors['bad-partition']({ text });
}

/** The inverse of {@link parsePartition}. @public */
export function printPartition(partition: Partition): string {
  const field = fieldPattern.test(partition.field)
    ? partition.field
    : `"${partition.field.replaceAll('"', '""')}"`;
  if (partition.kind === 'time') return `${partition.grain}(${field})`;
  return partition.kind === 'hash' ? `hash(${field}, ${partition.buckets})` : field;
}

/** The field that a layout names. @throws `ddl.unknown-field` (input) @internal */
export function requireField(schema: TableSchema, field: string, use: string): Field {
  const found = schema.fields.find((candidate) => candidate.name === field);
  if (found) return found;
  throw ddlErrors['unknown-field']({ field, use, known: schema.fields.map((known) => known.name) });
}

/** Checks a partition against its table. @throws `ddl.unknown-field`, `ddl.grain-needs-time` (input) @internal */
export function requirePartition(schema: TableSchema, partition: Partition): Field {
  const field = requireField(schema, partition.field, 'partitionBy');
  const isTime = field.type.kind === 'date' || field.type.kind === 'timestamp';
  if (partition.kind === 'time' && !isTime)
    throw ddlErrors['grain-needs-time']({
      field: field.name,
      grain: partition.grain,
      type: printType(field.type),
    });
  return field;
}

const unquote = (quoted: string | undefined, bare: string | undefined) =>
  quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"');
