/**
 * AI-ETL's core: pipeline spec, compilation, inference, advice, movement and ledger.
 * @packageDocumentation
 */
export * from './language';
export * from './errors';
export * from './schema';
export * from './spec';
export * from './sql';
export * from './connectors';
export * from './movement';
export * from './plan';
export * from './run';
export * from './profiling';
export * from './advice';
export * from './ddl';
export * from './engine';
export * from './publishing';
export * from './references';
export * from './reports';
export * from './compile';
export * from './canvas';
export * from './local';
export * from './lineage';
export * from './generation';
