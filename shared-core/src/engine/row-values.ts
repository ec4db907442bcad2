import type { DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Row } from '../connectors';
import { type Pause } from '../event-loop';

type Driver = typeof import('@duckdb/node-api');
type Convert = (value: DuckDBValue, type: DuckDBType) => unknown;

const safe = (value: bigint) =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
const isoTimestamp = (text: string) => (/^\d/.test(text) ? text.replace(' ', 'T') : text);
const asIs: Convert = (value) => value;
const asText: Convert = (value) => String(value);

/**
 * Turns DuckDB's values into what rows hold: plain JavaScript, bigint only beyond the safe range, decimals and
 * intervals as text, dates and times as ISO text, bytes as Buffer, maps and structs as objects.
 * @internal
 */
export function rowConverter(driver: Driver): Convert {
  const { DuckDBTypeId: id } = driver;
  const instant: Convert = (value) => {
    const text = new driver.DuckDBTimestampValue((value as { micros: bigint }).micros).toString();
    return /^\d/.test(text) ? `${isoTimestamp(text)}Z` : text;
  };
  const converters: Partial<Record<number, Convert>> = {
    [id.BIGINT]: (value) => safe(value as bigint),
    [id.UBIGINT]: (value) => safe(value as bigint),
    [id.HUGEINT]: asText,
    [id.UHUGEINT]: asText,
    [id.BIGNUM]: asText,
    [id.DECIMAL]: asText,
    [id.DATE]: asText,
    [id.TIME]: asText,
    [id.TIME_NS]: asText,
    [id.TIME_TZ]: asText,
    [id.TIMESTAMP]: (value) => isoTimestamp(String(value)),
    [id.TIMESTAMP_S]: (value) => isoTimestamp(String(value)),
    [id.TIMESTAMP_MS]: (value) => isoTimestamp(String(value)),
    [id.TIMESTAMP_NS]: (value) => isoTimestamp(String(value)),
    [id.TIMESTAMP_TZ]: instant,
    [id.INTERVAL]: asText,
    [id.UUID]: asText,
    [id.BIT]: asText,
    [id.BLOB]: (value) => Buffer.from((value as { bytes: Uint8Array }).bytes),
    [id.LIST]: (value, type) => items(value, (type as { valueType: DuckDBType }).valueType),
    [id.ARRAY]: (value, type) => items(value, (type as { valueType: DuckDBType }).valueType),
    [id.STRUCT]: (value, type) => entries(value, type),
    [id.MAP]: (value, type) => pairs(value, type),
    [id.UNION]: asText,
    [id.GEOMETRY]: asText,
    [id.VARIANT]: asText,
  };
  const convert: Convert = (value, type) => {
    if (value === null) return null;
    // JSON is text under another name.
    if (type.alias === 'JSON') return JSON.parse(String(value)) as unknown;
    return (converters[type.typeId] ?? asIs)(value, type);
  };
  const items = (value: DuckDBValue, of: DuckDBType) =>
    (value as { items: DuckDBValue[] }).items.map((item) => convert(item, of));
  const entries = (value: DuckDBValue, type: DuckDBType) => {
    const struct = type as InstanceType<Driver['DuckDBStructType']>;
    const parts = Object.entries((value as { entries: Record<string, DuckDBValue> }).entries);
    return Object.fromEntries(parts.map(([name, part]) => [name, convert(part, struct.typeForEntry(name))]));
  };
  const pairs = (value: DuckDBValue, type: DuckDBType) => {
    const { keyType, valueType } = type as { keyType: DuckDBType; valueType: DuckDBType } & DuckDBType;
    const parts = (value as unknown as { entries: { key: DuckDBValue; value: DuckDBValue }[] }).entries;
    return Object.fromEntries(
      parts.map((part) => [String(convert(part.key, keyType)), convert(part.value, valueType)]),
    );
  };
  return convert;
}

/** Rows of a chunk; hands the event loop over between stretches of cells, however wide the rows are. @internal */
export async function rowsOfChunk(
  chunk: DuckDBDataChunk,
  columns: { names: string[]; types: DuckDBType[] },
  convert: Convert,
  pause: Pause,
): Promise<Row[]> {
  const rows: Row[] = Array.from({ length: chunk.rowCount }, () => ({}));
  for (const [column, name] of columns.names.entries()) {
    // The vector's own type does not know that its text is JSON.
    const type = columns.types[column] as DuckDBType;
    const vector = chunk.getColumnVector(column);
    for (let at = 0; at < rows.length; at++) {
      (rows[at] as Row)[name] = convert(vector.getItem(at), type);
      if (at % 64 === 0 && pause.due) await pause.take();
    }
  }
  return rows;
}
