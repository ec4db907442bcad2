/**
 * Types, permissions and the API client of AI-ETL in Backstage.
 * @packageDocumentation
 */
export { createAiEtlClient, type AiEtlClient, type AiEtlClientOptions } from './client';
export { datasetEntityNameOf, datasetIdOf, entityNameOf } from './entity-names';
export { PIPELINE_TOPIC } from './events';
export * from './permissions';
export * from './recipes';
export { transliterate } from './transliterate';
export * from './types';
