/** Timing of whole processes and of work inside this one: medians, peak memory, machine facts. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { nodeBinary, root } from '../scripts/environment.mjs';

/** What the figures were read on. */
export const machine = () =>
  `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Rows of objects as a Markdown table. */
export function table(rows) {
  const columns = Object.keys(rows[0]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => row[column]))),
  ].join('\n');
}

/**
 * Runs a command once: wall seconds, seconds of CPU (as last seen, so up to 25 ms short), and the peak of resident memory
 * of it and its children together, in MB.
 */
export async function timed(command, parameters, options = {}) {
  const started = performance.now();
  const child = spawn(command, parameters, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  let peak = 0;
  let cpu = 0;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMb(child.pid));
    cpu = Math.max(cpu, cpuSeconds(child.pid));
  }, 25);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(watch);
  if (code !== 0)
    throw new Error(`${command} ${parameters.join(' ')} ended with ${code}\n${output.slice(-2000)}`);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: cpu, peakMb: peak, output };
}

/** Seconds of CPU, user's and system's, that a process has used; the kernel counts in hundredths. */
function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return 0; // it ended while it was looked at
    throw error;
  }
}

/** Resident memory of a process and its descendants, in MB. */
export function residentMb(pid) {
  try {
    const resident =
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return resident + children.reduce((sum, child) => sum + residentMb(child), 0);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return 0; // it ended while it was looked at
    throw error;
  }
}

/** Runs several ways in turn, so that a drifting machine is fair to all; gives every way's runs. */
export async function inTurn(ways, runs, before = async () => {}) {
  const results = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = -1; round < runs; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      await before(name);
      const result = await way();
      if (round >= 0) results[name].push(result); // the first round warms up
    }
  }
  return results;
}

/** The command line of this repository. */
export const aiEtl = (...parameters) =>
  timed(nodeBinary, [join(root, 'shared-core', 'bin', 'ai-etl.js'), ...parameters]);

/** Folder for data that benches make; kept between runs. */
export const dataFolder = join(root, '.local', 'bench');

/** flights-3m.parquet of vega-datasets as CSV: 3,000,000 rows, 106 MB. */
export async function flightsCsv() {
  const file = join(dataFolder, 'flights-3m.csv');
  if (existsSync(file)) return file;
  mkdirSync(dataFolder, { recursive: true });
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const parquet = join(root, 'node_modules', 'vega-datasets', 'data', 'flights-3m.parquet');
  await connection.run(`COPY (SELECT * FROM read_parquet('${parquet}')) TO '${file}' (FORMAT csv, HEADER)`);
  return file;
}
