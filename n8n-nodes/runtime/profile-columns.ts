import { printType, type ColumnProfile, type DatasetProfile } from '@ai-etl/core';
import { item } from './operation';
import { readerLanguage } from './reader-language';

const TOP = 5;
/** n8n shows an empty text in alarming red. */
const NONE = '–';

/** A profile as a table: an item for each column, its figures in the order in which people ask for them. */
export const columnItems = ({ columns }: DatasetProfile) => columns.map((column) => item(readable(column)));

const gapsText = (gaps: number) => ({ en: `, ${gaps} gaps`, ru: `, пропусков: ${gaps}` });

/** Every column has every key, so that the table has no holes. */
function readable(column: ColumnProfile) {
  const { inference, semantic, grain, quantiles } = column;
  return {
    column: column.name,
    type: printType(column.type),
    emptyPercent: Math.round(column.nullShare * 10_000) / 100,
    distinct: column.distinct,
    unique: column.unique,
    minimum: column.minimum ?? NONE,
    median: quantiles?.['0.5'] ?? NONE,
    maximum: column.maximum ?? NONE,
    mean: column.mean ?? NONE,
    top: column.top.slice(0, TOP).map(({ value, count }) => `${value} (${count})`),
    pattern: semantic?.value ?? NONE,
    grain: grain ? `${grain.unit}${grain.gaps > 0 ? gapsText(grain.gaps)[readerLanguage()] : ''}` : NONE,
    warnings: column.warnings.map((warning) => warning[readerLanguage()]),
    confidence: inference.confidence,
    orElse: inference.runnerUp?.value ?? NONE,
    because: inference.decidedBy?.why[readerLanguage()] ?? NONE,
  };
}
