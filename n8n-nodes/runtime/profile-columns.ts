import { printType, type ColumnProfile, type DatasetProfile } from '@ai-etl/core';
import { item } from './operation';

const TOP = 5;

/** A profile as a table: an item for each column, its figures in the order in which people ask for them. */
export const columnItems = ({ columns }: DatasetProfile) => columns.map((column) => item(readable(column)));

/** Every column has every key, so that the table has no holes. */
function readable(column: ColumnProfile) {
  const { inference, semantic, grain, quantiles } = column;
  return {
    column: column.name,
    type: printType(column.type),
    emptyPercent: Math.round(column.nullShare * 10_000) / 100,
    distinct: column.distinct,
    unique: column.unique,
    minimum: column.minimum ?? '',
    median: quantiles?.['0.5'] ?? '',
    maximum: column.maximum ?? '',
    mean: column.mean ?? '',
    top: column.top.slice(0, TOP).map(({ value, count }) => `${value} (${count})`),
    pattern: semantic?.value ?? '',
    grain: grain ? `${grain.unit}${grain.gaps > 0 ? `, ${grain.gaps} gaps` : ''}` : '',
    warnings: column.warnings.map(({ en }) => en),
    confidence: inference.confidence,
    orElse: inference.runnerUp?.value ?? '',
    because: inference.decidedBy?.why ?? '',
  };
}
