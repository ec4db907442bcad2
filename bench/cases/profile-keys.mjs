/** Profile of a CSV with six keys among ten fields, 1,000,000 rows, beside DuckDB's own SUMMARIZE. */
import { besideSummarize, madeCsv } from '../profiled.mjs';

export const title = 'Profile of a CSV rich in keys: 1,000,000 rows, 159 MB';
export const target = "at most 2 times the CPU time of DuckDB's SUMMARIZE";

const uuid = [
  [1, 8],
  [9, 4],
  [13, 4],
  [17, 4],
  [21, 12],
]
  .map(([from, length]) => `substr(m, ${from}, ${length})`)
  .join(" || '-' || ");
const fields = {
  id: 'i',
  uuid,
  account: '1000000000 + hash(i) % 9000000000',
  email: "'user' || i || '@example.com'",
  order_no: "'ORD-' || lpad(i::VARCHAR, 9, '0')",
  moment: "strftime(TIMESTAMP '2020-01-01' + INTERVAL 1 SECOND * (i * 60)::INTEGER, '%Y-%m-%d %H:%M:%S')",
  token: "md5('a' || i)",
  customer_id: 'hash(i * 7) % 200000',
  product_id: 'hash(i * 11) % 50000',
  line: '1 + i % 5',
};

export async function measure({ runs }) {
  const items = Object.entries(fields).map(([name, sql]) => `${sql} AS ${name}`);
  const select = `SELECT ${items.join(', ')} FROM (SELECT i, md5(i::VARCHAR) AS m FROM range(1000000) t(i))`;
  return besideSummarize(await madeCsv('keys.csv', select), runs);
}
