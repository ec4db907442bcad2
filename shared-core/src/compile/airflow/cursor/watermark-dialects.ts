import { simple, timestamp, type Field, type LogicalType } from '../../../schema';
import type { StepOf } from '../../../spec';
import { indented } from '../../indented';
import type { WarehouseSystem } from '../dag';
import type { Lookback } from './lookback';

/** The table that keeps watermarks, a row for each source of each target. */
export const tableKeys = ['pipeline', 'source', 'target'];
export const tableFields: Field[] = [
  ...tableKeys.map((name) => ({ name, type: simple('string'), nullable: false })),
  { name: 'value', type: simple('string'), nullable: true },
  { name: 'saved_at', type: timestamp(true), nullable: false },
];

/** True for a moment of the world's clock, which is kept in UTC. */
export const isInstant = ({ type }: Field): boolean => type.kind === 'timestamp' && type.zone;

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
  /** A kept value as text, so much earlier. */
  earlier(value: string, back: Lookback): string;
  /** Makes the row that `hold` locks. */
  begin(row: KeptRow): string[];
  find(row: KeptRow): string;
  hold(row: KeptRow): string[];
  /** Moves it on, and never back: a file that has shrunk would be appended again once it has grown. */
  advance(row: KeptRow, highest: string, field: Field): string;
}

/** What PostgreSQL compares kept texts as; all others are numbers. */
const kindsOfValue: Partial<Record<LogicalType['kind'], string>> = { date: 'date', timestamp: 'timestamp' };

/** The greatest of a NULL and a number is the number here and NULL there. */
const unlessNull = (value: string, text: string) => `CASE WHEN ${value} IS NOT NULL THEN ${text} END`;

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
    earlier: (value, back) => {
      if (back.kind === 'date') return `to_char(${value}::date - ${back.days}, 'YYYY-MM-DD')`;
      if (back.kind === 'number')
        return unlessNull(value, `greatest(${value}::numeric - ${back.amount}, ${back.least})::text`);
      const { amount, unit } = back.duration;
      return `to_char(${value}::timestamp - interval '${amount} ${unit}', 'YYYY-MM-DD HH24:MI:SS.US')`;
    },
    begin: ({ table, values }) => [
      `INSERT INTO ${table} (pipeline, source, target, saved_at)\nVALUES (${values.join(', ')}, now())\nON CONFLICT DO NOTHING`,
    ],
    find: ({ table, where }) => `SELECT value\nFROM ${table}\nWHERE ${where}`,
    hold: ({ table, where }) => [
      `-- Another load of the same rows waits here until this one is through\nSELECT value\nFROM ${table}\nWHERE ${where}\nFOR UPDATE`,
    ],
    advance: ({ table, where }, highest, field) => {
      const typed = (text: string) => `${text}::${kindsOfValue[field.type.kind] ?? 'numeric'}`;
      return [
        '-- Rows and watermark are of one transaction',
        `UPDATE ${table} AS kept`,
        'SET value = landed.value, saved_at = now()',
        `FROM (\n${indented(highest)}\n) AS landed`,
        `WHERE ${where}`,
        '  AND landed.value IS NOT NULL',
        `  AND (kept.value IS NULL OR ${typed('kept.value')} <= ${typed('landed.value')})`,
      ].join('\n');
    },
  },
  clickhouse: {
    utc: '',
    layout: { orderBy: tableKeys, engine: 'ReplacingMergeTree(saved_at)' },
    text: (column, field) =>
      isInstant(field)
        ? `toString(toTimeZone(maxOrNull(${column}), 'UTC'))`
        : `toString(maxOrNull(${column}))`,
    earlier: (value, back) => {
      if (back.kind === 'date') return `toString(toDate32(${value}) - ${back.days})`;
      if (back.kind === 'number') {
        const number = (text: string) => `toDecimal256(${text}, ${back.scale})`;
        const earlier = `greatest(${number(value)} - ${back.amount}, ${number(`'${back.least}'`)})`;
        return unlessNull(value, `toString(${earlier})`);
      }
      const { amount, unit } = back.duration;
      const moment = `parseDateTime64BestEffort(${value}, ${back.precision}, 'UTC')`;
      return `toString(${moment} - INTERVAL ${amount} ${unit.slice(0, -1).toUpperCase()})`;
    },
    begin: () => [],
    find: ({ table, where }) =>
      `SELECT argMaxOrNull(value, saved_at) AS value\nFROM ${table}\nWHERE ${where}`,
    hold: () => [],
    advance: ({ table, values }, highest) =>
      `INSERT INTO ${table} (pipeline, source, target, value, saved_at)\nSELECT ${values.join(', ')}, value, now64(6)\nFROM (\n${indented(highest)}\n)\nWHERE value IS NOT NULL`,
  },
};
