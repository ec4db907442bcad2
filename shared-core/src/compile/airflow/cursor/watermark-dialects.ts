import { simple, timestamp, type Field } from '../../../schema';
import type { StepOf } from '../../../spec';
import type { WarehouseSystem } from '../dag';

/** The table that keeps watermarks, a row for each source of each target. */
export const tableKeys = ['pipeline', 'source', 'target'];
export const tableFields: Field[] = [
  ...tableKeys.map((name) => ({ name, type: simple('string'), nullable: false })),
  { name: 'value', type: simple('string'), nullable: true },
  { name: 'saved_at', type: timestamp(true), nullable: false },
];

/** True for a moment of the world's clock, which is kept in UTC. */
export const isInstant = ({ type }: Field): boolean => type.kind === 'timestamp' && type.zone;

export const indented = (text: string): string => text.replace(/^/gm, '  ');

/** One row of the table: its name quoted, its keys as literals and as a condition. */
export interface KeptRow {
  table: string;
  values: string[];
  where: string;
}

interface WatermarkDialect {
  /** Put behind a kept moment, so that it is read as one of UTC; nothing where no zone means UTC. */
  utc: string;
  /** How the table is laid out, where keys alone do not say it. */
  layout?: StepOf<'target'>['layout'];
  /** The highest value of a column as text. */
  text(column: string, field: Field): string;
  /** Makes the row that `hold` locks. */
  begin(row: KeptRow): string[];
  find(row: KeptRow): string;
  hold(row: KeptRow): string[];
  advance(row: KeptRow, highest: string): string;
}

/** How each system keeps a watermark. */
export const dialects: Record<WarehouseSystem, WatermarkDialect> = {
  postgresql: {
    utc: '+00',
    text: (column, field) => {
      if (field.type.kind === 'date') return `to_char(max(${column}), 'YYYY-MM-DD')`;
      if (field.type.kind !== 'timestamp') return `max(${column})::text`;
      const moment = isInstant(field) ? `max(${column}) AT TIME ZONE 'UTC'` : `max(${column})`;
      return `to_char(${moment}, 'YYYY-MM-DD HH24:MI:SS.US')`;
    },
    begin: ({ table, values }) => [
      `INSERT INTO ${table} (pipeline, source, target, saved_at)\nVALUES (${values.join(', ')}, now())\nON CONFLICT DO NOTHING`,
    ],
    find: ({ table, where }) => `SELECT value\nFROM ${table}\nWHERE ${where}`,
    hold: ({ table, where }) => [
      `-- Another load of the same rows waits here until this one is through\nSELECT value\nFROM ${table}\nWHERE ${where}\nFOR UPDATE`,
    ],
    advance: ({ table, where }, highest) =>
      `-- Rows and watermark are of one transaction\nUPDATE ${table} AS kept\nSET value = landed.value, saved_at = now()\nFROM (\n${indented(highest)}\n) AS landed\nWHERE ${where} AND landed.value IS NOT NULL`,
  },
  clickhouse: {
    utc: '',
    layout: { orderBy: tableKeys, engine: 'ReplacingMergeTree(saved_at)' },
    text: (column, field) =>
      isInstant(field)
        ? `toString(toTimeZone(maxOrNull(${column}), 'UTC'))`
        : `toString(maxOrNull(${column}))`,
    begin: () => [],
    find: ({ table, where }) =>
      `SELECT argMaxOrNull(value, saved_at) AS value\nFROM ${table}\nWHERE ${where}`,
    hold: () => [],
    advance: ({ table, values }, highest) =>
      `INSERT INTO ${table} (pipeline, source, target, value, saved_at)\nSELECT ${values.join(', ')}, value, now64(6)\nFROM (\n${indented(highest)}\n)\nWHERE value IS NOT NULL`,
  },
};
