import type { LogicalType } from '../schema';

/** What statistics make sense of a type. @internal */
export type StatKind = 'number' | 'time' | 'boolean' | 'text' | 'json' | 'bytes' | 'other';

const kinds: Record<LogicalType['kind'], StatKind> = {
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
  float: 'number',
  string: 'text',
  enum: 'text',
  uuid: 'text',
  bytes: 'bytes',
  date: 'time',
  timestamp: 'time',
  time: 'other',
  interval: 'other',
  json: 'json',
  array: 'other',
  map: 'other',
  struct: 'other',
};

/** @internal */
export const statKind = (type: LogicalType): StatKind => kinds[type.kind];
