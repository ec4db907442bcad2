/** CSV of 3 M rows → ClickHouse, through the command line, beside piping the same file to its HTTP insert. */
import { statSync } from 'node:fs';
import { aiEtl, flightsCsv, inTurn, median, timed } from '../measure.mjs';
import { withLocal } from '../local.mjs';

export const title = 'CSV → ClickHouse, 3,000,000 rows, 106 MB';
export const target = 'at least 0.8 of piping the same file to the HTTP insert; peak memory under 300 MB';

export async function measure({ runs }) {
  const csv = await flightsCsv();
  return withLocal(async ({ clickhouse }) => {
    const { host, port, user, password } = clickhouse;
    const post = (sql, ...more) => timed('curl', ['-sf', '-u', `${user}:${password}`, `http://${host}:${port}/?query=${encodeURIComponent(sql)}`, ...more]);
    // `-T -` streams; `-T file` would put the file's name into the address.
    const upload = (sql, file) =>
      timed('sh', ['-c', `curl -sf -u '${user}:${password}' -X POST -T - 'http://${host}:${port}/?query=${encodeURIComponent(sql)}' < '${file}'`]);
    const columns = 'date DateTime, delay Int32, distance Int32, origin String, destination String';
    const fresh = async (name) => {
      await post(`DROP TABLE IF EXISTS bench_${name}`, '-X', 'POST');
      await post(`CREATE TABLE bench_${name} (${columns}) ENGINE = MergeTree ORDER BY date`, '-X', 'POST');
    };
    const results = await inTurn(
      {
        http: () => upload('INSERT INTO bench_http FORMAT CSVWithNames', csv),
        aietl: () => aiEtl('copy', csv, `${clickhouse.url}#default.bench_aietl`, '--mode', 'append', '--json', '--quiet'),
      },
      runs,
      fresh,
    );
    const { output } = await post('SELECT count() FROM bench_aietl');
    if (output.trim() !== '3000000') throw new Error(`expected 3000000 rows, got ${output}`);
    const native = median(results.http.map((run) => run.seconds));
    return Object.entries({ 'curl → HTTP insert': results.http, 'ai-etl copy': results.aietl }).map(([way, list]) => {
      const seconds = median(list.map((run) => run.seconds));
      return {
        way,
        seconds: seconds.toFixed(2),
        'rows/s': Math.round(3e6 / seconds).toLocaleString('en'),
        'MB/s': (statSync(csv).size / 1e6 / seconds).toFixed(0),
        'speed against native': (native / seconds).toFixed(2),
        'peak memory, MB': Math.round(median(list.map((run) => run.peakMb))),
      };
    });
  });
}
