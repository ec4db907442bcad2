/** A profile beside DuckDB's own SUMMARIZE, each in a process of its own, over files that a fixed seed makes. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeBinary } from '../scripts/environment.mjs';
import { aiEtl, dataFolder, inTurn, median, timed } from './measure.mjs';

const summarize = (csv) => `
  const { DuckDBInstance } = require('@duckdb/node-api');
  (async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const result = await connection.runAndReadAll("SUMMARIZE SELECT * FROM read_csv('${csv}')");
    if (result.currentRowCount < 2) process.exit(1);
  })();`;

/** Rows of the table: each way with its time and CPU time against SUMMARIZE. */
export async function besideSummarize(csv, runs) {
  const results = await inTurn(
    {
      'DuckDB SUMMARIZE': () => timed(nodeBinary, ['-e', summarize(csv)]),
      'ai-etl profile': () => aiEtl('profile', csv, '--json', '--quiet'),
    },
    runs,
  );
  const of = (list, what) => median(list.map((run) => run[what]));
  const native = results['DuckDB SUMMARIZE'];
  return Object.entries(results).map(([way, list]) => ({
    way,
    seconds: of(list, 'seconds').toFixed(2),
    'time against native': (of(list, 'seconds') / of(native, 'seconds')).toFixed(2),
    'CPU seconds': of(list, 'cpuSeconds').toFixed(2),
    'CPU against native': (of(list, 'cpuSeconds') / of(native, 'cpuSeconds')).toFixed(2),
    'peak memory, MB': Math.round(of(list, 'peakMb')),
  }));
}

/** A CSV made once of a SELECT of DuckDB whose values are hashes of row numbers: the same bytes everywhere. */
export async function madeCsv(name, select) {
  const file = join(dataFolder, name);
  if (existsSync(file)) return file;
  mkdirSync(dataFolder, { recursive: true });
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (${select}) TO '${file}' (HEADER)`);
  return file;
}
