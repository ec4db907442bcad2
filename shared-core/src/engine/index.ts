/** The embedded engine (DuckDB): queries, streams, relations, validation. Importing it loads no native code. */
export { openEngine, type Engine, type EngineOptions, type EngineQueryOptions } from './engine';
export { duckdbTypes } from './duckdb-types';
export { csvRelation, csvTextRelation, type CsvRejects, type CsvScan } from './csv-relation';
export {
  brokenLineReason,
  jsonLinesScan,
  jsonRelation,
  judgedLines,
  lineColumns,
  linesOf,
  type JsonScan,
} from './json-relation';
export { readableText, readOrFail, tryRead, type FieldReading } from './field-reading';
export { assertNamesApart } from './names-apart';
export { locateRows, plainFileOf, type Place } from './locate-rows';
export type { FileForm } from './column-text';
export { fromUtf8, isPlainUtf8, toUtf8, type Utf8Options } from './transcode';
export { readingsOf } from './relation-from-stream';
export { goodRows, type GoodRows, type SetAsideRow } from './good-rows';
export { engineErrors } from './errors';
