/**
 * Pages of pipelines, runs, datasets and column lineage for Backstage.
 * @packageDocumentation
 */
export { default } from './plugin';
export { aiEtlApiRef } from './api';
export { aiEtlTranslationRef } from './translation';
