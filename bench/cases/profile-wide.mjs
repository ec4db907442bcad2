/** Profile of a CSV of 200 columns of every kind, 50,000 rows, beside DuckDB's own SUMMARIZE. */
import { besideSummarize, madeCsv } from '../profiled.mjs';

export const title = 'Profile of a wide CSV: 200 columns, 50,000 rows, 86 MB';
export const target = "at most 1.5 times the CPU time of DuckDB's SUMMARIZE";

const kinds = [
  (h) => `${h} % 1000000`,
  (h) => `(${h} % 100000000) / 100.0`,
  (h) => `['red', 'green', 'blue', 'black', 'white'][1 + (${h} % 5)::INTEGER]`,
  (h) => `strftime(DATE '2015-01-01' + (${h} % 3650)::INTEGER, '%Y-%m-%d')`,
  (h) => `${h} % 50`,
  (h) => `CASE WHEN ${h} % 10 = 0 THEN NULL ELSE 'name ' || (${h} % 20000) END`,
  (h) => `round((${h} % 1000) / 7.0, 3)`,
  (h) => `(${h} % 2 = 0)::VARCHAR`,
  (h) => `strftime(TIMESTAMP '2020-01-01' + INTERVAL 1 SECOND * (${h} % 100000000)::INTEGER, '%Y-%m-%d %H:%M:%S')`,
  (h) => `'C-' || lpad((${h} % 300)::VARCHAR, 5, '0')`,
];
const columns = Array.from({ length: 199 }, (_, at) => {
  const kind = kinds[(at + 1) % kinds.length];
  return `${kind(`hash(i * 1000 + ${at + 1})`)} AS c${at + 1}`;
});

export async function measure({ runs }) {
  const select = `SELECT i AS id, ${columns.join(', ')} FROM range(50000) t(i)`;
  return besideSummarize(await madeCsv('wide.csv', select), runs);
}
