import { randomUUID } from 'node:crypto';
import type { Row } from '../connectors';
import type { LogicalType } from '../schema';
import { csvTextScan, type CsvScan } from './csv-relation';
import type { Engine } from './engine';
import { readableText, tryRead, type FieldReading } from './field-reading';
import {
  brokenLineReason,
  jsonLinesScan,
  jsonTextScan,
  lineColumns,
  linesOf,
  type JsonScan,
} from './json-relation';
import { locateRows, plainFileOf } from './locate-rows';
import { quoteName, quoteText } from './quote';

/** A row that could not be read. Rows count from 1, the header not counted. @public */
export interface SetAsideRow {
  row: number;
  /** Where the rows lie in one plain file. */
  line?: number;
  field?: string;
  value?: string;
  /** Stable code, such as `not-a-number` or `ragged-row`. */
  reason: string;
  /** The type that the value should have been of. */
  type?: LogicalType;
  raw?: string;
}

/** The rows of a text file that can be read, and how many cannot. @public */
export interface GoodRows {
  /** Text of a relation. */
  text: string;
  rejected: number;
  /** The first of them, in the order of the file. */
  rows: SetAsideRow[];
}

/**
 * Reads a text file once to find the rows that do not fit, and gives a relation of those that do. Before the engine
 * is locked, since it is told of the files anew.
 * @param options - `shown`: how many of the rows that do not fit are told, 1,000 by default
 * @public
 */
export async function goodRows(
  engine: Engine,
  scan: CsvScan | JsonScan,
  { shown = 1000, ...options }: { signal?: AbortSignal; shown?: number } = {},
): Promise<GoodRows> {
  const name = `aside_${randomUUID().replaceAll('-', '')}`;
  const { from, broken, csv } = judged(scan, name);
  const fields = scan.schema.fields.map((field, at) =>
    reader(
      field.name,
      field.type,
      scan.readings?.[field.name],
      scan.kind === 'csv' ? `c${at}` : quoteName(field.name),
    ),
  );
  const bad = fields.flatMap(({ name: field, column, bad: when, reason }) =>
    when === undefined ? [] : [{ field: quoteText(field), column, when, reason }],
  );
  const checks = broken
    ? [
        {
          field: 'NULL::VARCHAR',
          column: broken,
          when: `${broken} IS NOT NULL`,
          reason: brokenLineReason(broken),
        },
        ...bad,
      ]
    : bad;
  const found =
    checks.length === 0
      ? 'NULL'
      : `CASE ${checks.map((check) => `WHEN ${check.when} THEN {'field': ${check.field}, 'value': left(${check.column}, 1000), 'reason': ${check.reason}}`).join(' ')} END`;
  const number = broken ? quoteName(lineColumns.row) : 'row_number() OVER ()';
  await engine.execute(
    `CREATE TABLE ${name} AS SELECT n, found.field AS field, found.value AS value, found.reason AS reason FROM (SELECT ${number} AS n, ${found} AS found FROM ${from('lines')}) WHERE found IS NOT NULL`,
    options,
  );
  const lines = csv ? await brokenLines(engine, `${name}_lines`, csv, options) : [];
  const { rows } = await engine.query(`SELECT * FROM ${name} ORDER BY n`, { limit: shown, ...options });
  const [counted] = (await engine.query(`SELECT count(*) AS n FROM ${name}`, options)).rows;
  const values = rows.map(valueRow(scan));
  const items = fields.map(({ column, good, name: field }) => `${good ?? column} AS ${quoteName(field)}`);
  const fit =
    checks.length === 0
      ? ''
      : ` WHERE NOT (${checks.map(({ when }) => `coalesce(${when}, false)`).join(' OR ')})`;
  return {
    // Of other tables: the same scan again would find the names of the first in use.
    text: `(SELECT ${items.join(', ')} FROM ${from('lines_2')}${fit})`,
    rejected: Number(counted?.n) + lines.length,
    rows: (await placed(values, lines, csv)).slice(0, shown),
  };
}

/** A line of the table of bad values as a row that was set aside. */
function valueRow({ schema }: CsvScan | JsonScan): (row: Row) => SetAsideRow {
  const types = new Map(schema.fields.map(({ name, type }) => [name, type]));
  return (row) => ({
    row: Number(row.n),
    value: String(row.value),
    reason: String(row.reason),
    ...(row.field === null
      ? { raw: String(row.value) }
      : { field: String(row.field), type: types.get(String(row.field)) }),
  });
}

/** A scan in the form in which its rows can be judged one by one. */
interface Judged {
  /** Text of a relation that notes what cannot be read at all in tables of this ending. */
  from(ending: string): string;
  /** Of JSON Lines: the column that holds the whole of a line that is no object. */
  broken?: string;
  csv?: CsvScan;
}

function judged(scan: CsvScan | JsonScan, name: string): Judged {
  const rejects = (ending: string) => ({ table: `${name}_${ending}`, scans: `${name}_${ending}_scans` });
  if (scan.kind === 'csv') return { from: (ending) => csvTextScan(scan, rejects(ending)), csv: scan };
  const lines = linesOf(scan);
  if (!lines) return { from: () => jsonTextScan(scan) };
  return {
    from: (ending) => jsonLinesScan(scan, lines, rejects(ending)),
    broken: quoteName(lineColumns.broken),
    csv: lines,
  };
}

interface FieldReader {
  name: string;
  column: string;
  /** SQL of the value; the column itself where it is text. */
  good?: string;
  bad?: string;
  reason?: string;
}

function reader(
  name: string,
  type: LogicalType,
  reading: FieldReading | undefined,
  column: string,
): FieldReader {
  const text = readableText(column, type, reading);
  if (type.kind === 'string') return { name, column, good: text };
  if (type.kind === 'json') return { name, column };
  const good = tryRead(text, type, reading);
  return {
    name,
    column,
    good,
    bad: `(${text} IS NOT NULL AND ${good} IS NULL)`,
    reason: reasonOf(text, type),
  };
}

const reasons: Partial<Record<LogicalType['kind'], string>> = {
  boolean: 'not-a-boolean',
  date: 'not-a-date',
  time: 'not-a-time',
  timestamp: 'not-a-timestamp',
  uuid: 'not-a-uuid',
  enum: 'not-in-list',
};

function reasonOf(text: string, { kind }: LogicalType): string {
  if (kind !== 'integer' && kind !== 'decimal' && kind !== 'float')
    return quoteText(reasons[kind] ?? 'not-its-type');
  const shape = kind === 'integer' ? '[+-]?[0-9]+' : '[+-]?[0-9]*[.,]?[0-9]+';
  return `CASE WHEN regexp_full_match(${text}, '${shape}') THEN 'out-of-range' ELSE 'not-a-number' END`;
}

/** DuckDB's kinds of broken lines → ours. */
const kinds: Record<string, string> = {
  'MISSING COLUMNS': 'ragged-row',
  'TOO MANY COLUMNS': 'ragged-row',
  'UNQUOTED VALUE': 'unclosed-quote',
  'LINE SIZE OVER MAXIMUM': 'row-too-long',
  'INVALID ENCODING': 'bad-encoding',
};

/** A row that is no row to the reader, with its first byte. */
type BrokenLine = SetAsideRow & { position: number };

/** DuckDB counts records, the header and skipped lines with them. */
async function brokenLines(
  engine: Engine,
  table: string,
  { csv }: CsvScan,
  options: { signal?: AbortSignal },
): Promise<BrokenLine[]> {
  const before = (csv.skip ?? 0) + (csv.header ? 1 : 0);
  const sql = `SELECT line - ${before} AS n, any_value(error_type)::VARCHAR AS kind, left(any_value(csv_line), 1000) AS raw, min(line_byte_position) - 1 AS position FROM ${table} GROUP BY file_id, line ORDER BY n`;
  const { rows } = await engine.query(sql, { limit: 1_000_000, ...options });
  return rows.map(({ n, kind, raw, position }) => ({
    row: Number(n),
    position: Number(position),
    reason: kinds[String(kind)] ?? 'unreadable-row',
    value: String(raw ?? ''),
    raw: String(raw ?? ''),
  }));
}

/** Each row with its place: exact where they lie in one plain file, counted elsewhere. */
async function placed(values: SetAsideRow[], lines: BrokenLine[], csv?: CsvScan): Promise<SetAsideRow[]> {
  const path = csv && plainFileOf(csv);
  if (path === undefined || values.length + lines.length === 0) return merged(values, lines);
  const found = await locateRows(path, csv!.csv, {
    readable: values.map(({ row }) => row),
    unreadable: lines.map(({ position }) => position),
  });
  return [
    ...values.map((value, at) => ({ ...value, ...found.readable[at] })),
    ...lines.map(({ position: _, ...line }, at) => ({ ...line, ...found.unreadable[at] })),
  ].sort((one, other) => one.row - other.row);
}

/** Values were numbered among the readable rows only: each broken line before one moves it on. */
function merged(values: SetAsideRow[], lines: BrokenLine[]): SetAsideRow[] {
  let passed = 0;
  const moved = values.map((value) => {
    while (passed < lines.length && (lines[passed] as BrokenLine).row <= value.row + passed) passed++;
    return { ...value, row: value.row + passed };
  });
  const counted = lines.map(({ position: _, ...line }) => line);
  return [...moved, ...counted].sort((one, other) => one.row - other.row);
}
