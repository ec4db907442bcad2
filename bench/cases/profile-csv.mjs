/** Profile of a 3 M row CSV, beside DuckDB's own SUMMARIZE in a process of its own. */
import { aiEtl, flightsCsv, inTurn, median, timed } from '../measure.mjs';
import { nodeBinary } from '../../scripts/environment.mjs';

export const title = 'Profile of a CSV of 3,000,000 rows';
export const target = "at most 1.5 times DuckDB's SUMMARIZE";

const summarize = (csv) => `
  const { DuckDBInstance } = require('@duckdb/node-api');
  (async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const result = await connection.runAndReadAll("SUMMARIZE SELECT * FROM read_csv('${csv}')");
    if (result.currentRowCount !== 5) process.exit(1);
  })();`;

export async function measure({ runs }) {
  const csv = await flightsCsv();
  const results = await inTurn(
    {
      'DuckDB SUMMARIZE': () => timed(nodeBinary, ['-e', summarize(csv)]),
      'ai-etl profile': () => aiEtl('profile', csv, '--json', '--quiet'),
    },
    runs,
  );
  const native = median(results['DuckDB SUMMARIZE'].map((run) => run.seconds));
  return Object.entries(results).map(([way, list]) => {
    const seconds = median(list.map((run) => run.seconds));
    return { way, seconds: seconds.toFixed(2), 'time against native': (seconds / native).toFixed(2), 'peak memory, MB': Math.round(median(list.map((run) => run.peakMb))) };
  });
}
