/**
 * Extension points and the permission policy of AI-ETL in Backstage.
 * @packageDocumentation
 */
export * from './extension-points';
export * from './policy';
