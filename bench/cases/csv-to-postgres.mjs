/** CSV of 3 M rows → PostgreSQL, through the command line, beside `psql \copy` into the same kind of table. */
import { statSync } from 'node:fs';
import { aiEtl, flightsCsv, inTurn, median, timed } from '../measure.mjs';
import { withLocal } from '../local.mjs';

export const title = 'CSV → PostgreSQL, 3,000,000 rows, 106 MB';
export const target = 'at least 0.8 of `psql \\copy`; peak memory under 300 MB';

export async function measure({ runs }) {
  const csv = await flightsCsv();
  return withLocal(async ({ postgresql, query }) => {
    const columns = 'date timestamp, delay integer, distance integer, origin text, destination text';
    const fresh = async (name) => query(`DROP TABLE IF EXISTS bench_${name}; CREATE TABLE bench_${name} (${columns})`);
    const results = await inTurn(
      {
        psql: () => timed('psql', [postgresql.url, '-qc', `\\copy bench_psql FROM '${csv}' WITH (FORMAT csv, HEADER)`]),
        aietl: () => aiEtl('copy', csv, `${postgresql.url}#public.bench_aietl`, '--mode', 'append', '--json', '--quiet'),
      },
      runs,
      fresh,
    );
    const counted = await query('SELECT count(*) FROM bench_aietl');
    if (!counted.includes('3000000')) throw new Error(`expected 3000000 rows, got ${counted}`);
    const native = median(results.psql.map((run) => run.seconds));
    return [row('psql \\copy', results.psql, native, csv), row('ai-etl copy', results.aietl, native, csv)];
  });
}

function row(what, runs, native, csv) {
  const seconds = median(runs.map((run) => run.seconds));
  return {
    way: what,
    seconds: seconds.toFixed(2),
    'rows/s': Math.round(3e6 / seconds).toLocaleString('en'),
    'MB/s': (statSync(csv).size / 1e6 / seconds).toFixed(0),
    'speed against native': (native / seconds).toFixed(2),
    'peak memory, MB': Math.round(median(runs.map((run) => run.peakMb))),
  };
}
