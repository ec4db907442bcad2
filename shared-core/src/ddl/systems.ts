import type { TypeMapping } from '../schema';
import type { CreatedTable, TableDesign } from './table-design';
import { clickhouseTable } from './clickhouse-table';
import { postgresTable } from './postgresql-table';

/** Systems that this room makes statements for. @public */
export type DdlSystem = 'postgresql' | 'clickhouse';

/** @internal */
export const writers: Record<DdlSystem, (design: TableDesign, types: TypeMapping) => CreatedTable> = {
  postgresql: postgresTable,
  clickhouse: clickhouseTable,
};
