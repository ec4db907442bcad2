import type { Row } from '../connectors';

const MAX_ROWS = 5;
const MAX_TEXT = 200;

/** The first rows, as JSON can hold them: long texts cut, bytes counted, numbers beyond 2^53 as text. @public */
export function previewRows(rows: Row[], limit = MAX_ROWS): Row[] {
  return rows
    .slice(0, limit)
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shown(value)])));
}

/** Rows whole, as JSON can hold them. @public */
export function jsonRows(rows: Row[]): Row[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
  );
}

function shown(value: unknown): unknown {
  const json = plain(value);
  const text = typeof json === 'string' ? json : typeof json === 'object' ? JSON.stringify(json) : undefined;
  return text !== undefined && text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : json;
}

function plain(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
  return value;
}
