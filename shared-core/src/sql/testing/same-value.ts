/** Digits that engines must share where one computes in float64. */
const tolerance = 1e-9;

/** A cell as every engine would write it: numbers as numbers, times without a zone's suffix and idle zeros. */
export function canonical(cell: unknown): unknown {
  if (Array.isArray(cell)) return cell.map(canonical);
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell !== 'string') return cell;
  if (/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(cell)) return canonicalTime(cell);
  if (/^\{.*\}$|^\[.*\]$/s.test(cell)) return JSON.stringify(parsed(cell));
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell) && !/^0\d/.test(cell) ? Number(cell) : cell;
}

const canonicalTime = (text: string) =>
  text
    .replace('T', ' ')
    .replace(/(\+00(:?00)?|Z)$/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** True if two canonical cells are the same, floats up to their last digits. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
  if (typeof left === 'number' && typeof right === 'number')
    return Math.abs(left - right) <= tolerance * Math.max(1, Math.abs(left));
  return left === right;
}

/** Rows in an order of their own, for queries that promise none. */
export const sorted = (rows: unknown[][]): unknown[][] =>
  [...rows].sort((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1));

const rowKey = (row: unknown[]) =>
  JSON.stringify(row.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell)));
