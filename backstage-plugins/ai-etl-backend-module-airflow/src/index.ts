/**
 * Runs of Airflow, asked by its own API, for AI-ETL in Backstage.
 *
 * @packageDocumentation
 */
export { airflowModule as default } from './module';
