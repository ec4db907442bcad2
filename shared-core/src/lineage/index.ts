/** Column lineage of plans and of SQL. */
export { lineageOf, datasetLineageOf, lineageOfSql } from './lineage-of';
export { queryLineage, type QueryLineage, type TableColumns } from './query-lineage';
export type { LineageEdge, LineageEnd, Origin, Transformation } from './lineage';
