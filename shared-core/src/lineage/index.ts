/** Column lineage of plans and of SQL. */
export { datasetLineageOf } from './dataset-lineage';
export { lineageOf, lineageOfSql } from './lineage-of';
export { queryLineage, type QueryLineage, type TableColumns } from './query-lineage';
export type { LineageEdge, LineageEnd, Origin, Transformation } from './lineage';
export * from './open-lineage';
export { lineageErrors } from './errors';
