/** DDL: CREATE and ALTER per system, from a schema, a layout, a profile and advice. */
export { createStatements, createTable } from './create';
export type { CreatedTable, CreateOptions } from './table-design';
export type { DdlSystem } from './systems';
export { parsePartition, printPartition, partitionGrains } from './layout';
export type { Partition, PartitionGrain, TableLayout } from './layout';
export { layoutOf } from './layout-of';
export { parseObjectName, type ObjectName } from './object-name';
export { alterStatements, type Alteration, type AlterOptions, type AlterRisk } from './alter';
export { ddlErrors } from './errors';
