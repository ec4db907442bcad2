import { printType, type ColumnProfile, type DatasetProfile } from '@ai-etl/core';
import { item } from './operation';

const TOP = 5;

/** A profile as a table: an item for each column, its figures in the order in which people ask for them. */
export const columnItems = ({ columns }: DatasetProfile) => columns.map((column) => item(readable(column)));

function readable(column: ColumnProfile) {
  const { inference, semantic, grain, quantiles } = column;
  return {
    column: column.name,
    type: printType(column.type),
    confidence: inference.confidence,
    ...(inference.runnerUp && { orElse: inference.runnerUp.value }),
    ...(inference.decidedBy && { because: inference.decidedBy.why }),
    emptyPercent: Math.round(column.nullShare * 10_000) / 100,
    distinct: column.distinct,
    unique: column.unique,
    minimum: column.minimum,
    median: quantiles?.['0.5'],
    maximum: column.maximum,
    mean: column.mean,
    top: column.top.slice(0, TOP).map(({ value, count }) => `${value} (${count})`),
    ...(semantic && { pattern: semantic.value }),
    ...(grain && { grain: grain.unit, gaps: grain.gaps }),
    ...(column.warnings.length > 0 && { warnings: column.warnings.map(({ en }) => en) }),
  };
}
