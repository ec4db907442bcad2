/** CSV of 3 M rows → ClickHouse, through the command line and through a run in this process, beside piping the same file to its HTTP insert. */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { aiEtl, flightsCsv, inTurn, median, residentMb, timed } from '../measure.mjs';
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
        run: () => runHere(csv, clickhouse, 'default.bench_run'),
      },
      runs,
      fresh,
    );
    const { output } = await post('SELECT (SELECT count() FROM bench_aietl), (SELECT count() FROM bench_run)');
    if (output.trim() !== '3000000\t3000000') throw new Error(`expected 3000000 rows twice, got ${output}`);
    const native = median(results.http.map((run) => run.seconds));
    return Object.entries({ 'curl → HTTP insert': results.http, 'ai-etl copy': results.aietl, 'Run, in process': results.run }).map(([way, list]) => {
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

/** What *Run* does in n8n's process: everything loaded, connections opened, the plan validated and run. */
async function runHere(csv, { host, port, user, password }, object) {
  const { connectors, runPlan, sqlReady, validateSpec } = createRequire(import.meta.url)('../../shared-core/dist/index.js');
  await sqlReady();
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, residentMb(process.pid))), 25);
  const started = performance.now();
  const opened = {
    files: await connectors.get('file').open({}, { name: 'files' }),
    warehouse: await connectors.get('clickhouse').open({ host, port, user, password }, { name: 'warehouse' }),
  };
  const { schema } = await opened.files.describe(csv);
  const steps = [
    { id: 'flights', kind: 'source', connection: 'files', object: csv },
    { id: 'loaded', kind: 'target', input: 'flights', connection: 'warehouse', object, mode: 'append' },
  ];
  const connections = { files: { system: 'file' }, warehouse: { system: 'clickhouse' } };
  const spec = { apiVersion: 'ai-etl/v1', name: 'bench', connections, steps };
  const { plan } = await validateSpec(spec, { schemas: { flights: schema } });
  await runPlan(plan, { connections: async (name) => opened[name] });
  await Promise.all(Object.values(opened).map((connection) => connection.close()));
  clearInterval(watch);
  return { seconds: (performance.now() - started) / 1000, peakMb };
}
