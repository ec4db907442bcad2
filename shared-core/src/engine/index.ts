/** The embedded engine (DuckDB): queries, streams, relations, validation. Importing it loads no native code. */
export { openEngine, type Engine, type EngineOptions, type EngineQueryOptions } from './engine';
export { duckdbTypes } from './duckdb-types';
export { csvRelation, csvTextRelation, type CsvScan } from './csv-relation';
export { jsonRelation, type JsonScan } from './json-relation';
export { readableText, tryRead, type FieldReading } from './field-reading';
export { readingsOf } from './relation-from-stream';
export { engineErrors } from './errors';
