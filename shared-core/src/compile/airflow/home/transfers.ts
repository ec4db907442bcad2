import { indented } from '../../indented';
import type { WarehouseSystem } from '../dag';

/** Rows between two servers travel as CSV in which NULL is \N, so that an empty text stays one. */
export const transfers: Record<
  WarehouseSystem,
  { select: (query: string) => string; insert: (table: string, fields: string[]) => string }
> = {
  postgresql: {
    select: (query) => `COPY (\n${indented(query)}\n) TO STDOUT WITH (FORMAT csv, HEADER true, NULL '\\N')`,
    insert: (table, fields) =>
      `COPY ${table} (${fields.join(', ')}) FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\\N')`,
  },
  clickhouse: {
    select: (query) => `${query}\nFORMAT CSVWithNames`,
    insert: (table, fields) =>
      `INSERT INTO ${table} (${fields.join(', ')}) SETTINGS date_time_input_format = 'best_effort' FORMAT CSVWithNames`,
  },
};
