/** What a run of the flagship gave, for a person at a terminal. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Prints profile, advice, ledger and where the files lie, which it writes below a folder.
 * @returns whether the run succeeded and its ledger balances
 */
export async function tellResults(run, { server, folder }) {
  if (run.status !== 'success') {
    console.log(
      `The flagship failed at "${run.error?.node ?? run.lastNodeExecuted}": ${run.error?.message}\n${run.error?.description ?? ''}`,
    );
    return false;
  }
  const of = (name) => run.nodes[name]?.json[0] ?? {};
  const ledger = of('Warehouse').ledger ?? of('Warehouse');
  console.log(
    [
      '',
      ...profileLines(of('Profile').profile),
      '',
      ...adviceLines(of('Advise').advice),
      '',
      ledgerLine(ledger),
      '',
      ...(await fileLines(run, server, folder)),
    ].join('\n'),
  );
  return ledger.read === ledger.written + ledger.rejected;
}

const count = (value) => Number(value).toLocaleString('en');

function profileLines(profile) {
  const columns = profile.columns.map(({ name, type, inference, nulls, distinct }) => {
    const printed = typeof type === 'string' ? type : inference.value;
    return `  ${name.padEnd(14)}${printed.padEnd(12)}${count(nulls).padStart(9)} missing ${count(distinct).padStart(9)} distinct`;
  });
  return [
    `Profiled ${profile.dataset}: ${count(profile.rows)} rows in ${profile.seconds.toFixed(1)} s`,
    ...columns,
  ];
}

function adviceLines({ storage, partitioning }) {
  const line = (what, { title, reasons }) => [
    `  ${what}: ${title.en}`,
    ...reasons.slice(0, 3).map((reason) => `    ${reason.en}`),
  ];
  return [
    'Advised',
    ...line('storage', storage),
    ...line('partitions in ClickHouse', partitioning.clickhouse),
  ];
}

function ledgerLine({ source, target, read, written, rejected, seconds, path }) {
  return `Loaded ${source} → ${target.connection}/${target.object}: read ${count(read)} = written ${count(written)} + rejected ${count(rejected)}, ${seconds.toFixed(2)} s, ${path}`;
}

/** Files of the nodes (the DAG, the report), fetched from n8n as the editor does and written where a person finds them. */
async function fileLines(run, server, folder) {
  const lines = [];
  for (const name of ['Airflow DAG', 'Report']) {
    for (const { binary = {} } of run.nodes[name]?.items ?? []) {
      for (const file of Object.values(binary)) {
        const path = join(folder, file.directory ?? '', file.fileName);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, await contentOf(file, server));
        lines.push(`${name}: ${path}`);
      }
    }
  }
  return lines;
}

async function contentOf(file, server) {
  if (!file.id) return Buffer.from(file.data, 'base64');
  const answer = await fetch(
    `${server.url}/rest/binary-data?id=${encodeURIComponent(file.id)}&action=download`,
    { headers: { cookie: server.cookie } },
  );
  if (!answer.ok) throw new Error(`n8n did not give ${file.fileName}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
