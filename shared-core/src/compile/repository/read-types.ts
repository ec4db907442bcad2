import { parseType, type LogicalType } from '../../schema';
import type { PipelineSpec, StepOf } from '../../spec';

const casts = [
  /"?([\p{L}_][\p{L}\p{N}_]*)"?\s*::\s*(\w+)/gu,
  /cast\(\s*"?([\p{L}_][\p{L}\p{N}_]*)"?\s+as\s+(\w+)/giu,
];

/** SQL's words for types that a text may be read as. */
const words: Record<string, string> = {
  bigint: 'int64',
  date: 'date',
  decimal: 'decimal(12,2)',
  double: 'float64',
  float: 'float64',
  int: 'int32',
  integer: 'int32',
  numeric: 'decimal(12,2)',
  real: 'float64',
  smallint: 'int32',
  timestamp: 'timestamp',
};

/** What the texts of a source are read as: by its declared schema, else by a cast anywhere in the spec. */
export function readTypes(spec: PipelineSpec, step: StepOf<'source'>): Map<string, LogicalType> {
  const text = JSON.stringify(spec.steps).replaceAll('\\"', '"');
  const found = new Map<string, LogicalType>();
  for (const pattern of casts) {
    for (const [, field, word] of text.matchAll(pattern)) {
      const type = words[word!.toLowerCase()];
      if (type !== undefined) found.set(field!, parseType(type));
    }
  }
  for (const [field, type] of Object.entries(step.schema ?? {})) found.set(field, parseType(type));
  return found;
}
