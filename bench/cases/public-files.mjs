/** Data that nobody here wrote: files of pinned packages, each profiled, given tables, loaded, and counted back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLocal } from '../local.mjs';
import { dataFolder } from '../measure.mjs';
import { beside, duckdbSniffer, isTable } from '../public-files/duckdb-sniffer.mjs';
import { examineAll } from '../public-files/examine-all.mjs';
import { dataFiles, fetchPackages } from '../public-files/fetch.mjs';

export const title = 'Files of public packages: profile, DDL, load into both systems, counts back';
export const target = 'no crash, nothing wrong in silence; what is refused is refused with a reason';

const only = process.env.PUBLIC_FILES_ONLY;

export async function measure() {
  const files = (await fetchPackages())
    .flatMap(dataFiles)
    .filter(({ path }) => !only || new RegExp(only).test(path));
  const sniff = await duckdbSniffer();
  const told = [];
  for (const file of files) {
    const duckdb = /\.(json|jsonl|ndjson|geojson|parquet)(\.gz)?$/i.test(file.path)
      ? undefined
      : await sniff(file.path);
    if (isTable(file.path, duckdb)) told.push({ ...file, duckdb });
  }
  const outcomes = await withLocal(({ postgresql, clickhouse }) =>
    examineAll(
      told,
      { postgresql: postgresql.url, clickhouse: clickhouse.url },
      join(dataFolder, 'public-files.jsonl'),
    ),
  );
  // What each file came to, for people to look at.
  const list = outcomes.map((one) => ({ ...one, beside: beside(one), path: undefined }));
  writeFileSync(join(dataFolder, 'public-files.json'), JSON.stringify(list, null, 1));
  return summary(list);
}

const outcomeNames = {
  right: 'right: both systems hold what the profile says',
  'set-aside': 'right, with rows set aside and told',
  refused: 'refused with a reason',
  wrong: 'wrong',
  crash: 'crash',
};

function summary(list) {
  const row = (what, some) => ({
    what,
    files: some.length,
    share: `${((some.length * 100) / list.length).toFixed(1)} %`,
  });
  const compared = list.filter(({ beside }) => beside);
  const classes = [...new Set(compared.map(({ beside }) => beside))].sort();
  return [
    row('tables', list),
    ...Object.entries(outcomeNames).map(([outcome, name]) =>
      row(
        name,
        list.filter((one) => one.outcome === outcome),
      ),
    ),
    ...classes.map((name) =>
      row(
        `beside DuckDB's sniffer: ${name}`,
        compared.filter(({ beside }) => beside === name),
      ),
    ),
  ];
}
