/** Column lineage of plans and of SQL. */
export { datasetLineageOf } from './dataset-lineage';
export { lineageOf } from './lineage-of';
export { lineageOfSql } from './lineage-of-sql';
export { queryLineage, type QueryLineage, type TableColumns } from './query-lineage';
export type { LineageEdge, LineageEnd, Origin, Transformation } from './lineage';
export * from './open-lineage';
export { lineageErrors } from './errors';
