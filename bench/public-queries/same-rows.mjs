/** Whether two engines gave the same rows, in whatever order: floats up to their last digits, times without idle zeros. */
const tolerance = 1e-9;

function canonical(cell) {
  if (Array.isArray(cell)) return cell.map(canonical);
  if (typeof cell === 'boolean' || typeof cell === 'bigint') return Number(cell);
  if (typeof cell !== 'string') return cell;
  if (/^\d{4}-\d\d-\d\d/.test(cell))
    return cell
      .replace('T', ' ')
      .replace(/ 00:00:00(\.0+)?$/, '')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell;
}

const sortKey = (row) =>
  JSON.stringify(row.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell)));
const prepared = (rows) =>
  rows.map((row) => row.map(canonical)).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));

function same(left, right) {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => same(item, right[index]));
  if (typeof left === 'number' && typeof right === 'number')
    return Math.abs(left - right) <= tolerance * Math.max(1, Math.abs(left));
  return left === right;
}

export const sameRows = (left, right) => same(prepared(left), prepared(right));
