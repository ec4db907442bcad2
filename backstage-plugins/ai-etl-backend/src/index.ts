/**
 * The store, API and OpenLineage door of AI-ETL in Backstage.
 * @packageDocumentation
 */
export { aiEtlPlugin as default } from './plugin';
