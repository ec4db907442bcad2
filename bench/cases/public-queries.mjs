/**
 * Public queries said in other dialects and executed: TPC-H and TPC-DS from PostgreSQL's dialect, ClickBench from ClickHouse's,
 * beside sqlglot; column lineage beside sqlglot's; and the statements of sqlglot's own tests. `AI_ETL_SHOW=1` names what fell short.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, say } from '../../scripts/environment.mjs';
import { openEngines } from '../public-queries/engines.mjs';
import { corpus } from '../public-queries/install.mjs';
import { readFixtures } from '../public-queries/fixtures.mjs';
import { compareLineage } from '../public-queries/lineage.mjs';
import { sameRows } from '../public-queries/same-rows.mjs';

export const title = 'Public queries in other dialects: TPC-H, TPC-DS (scale 0.01), ClickBench (3,000 rows)';
export const target = 'every query runs, with the rows of the system that it was written for; or it is refused by name';

const core = createRequire(join(root, 'shared-core', 'package.json'));
const show = (text) => process.env.AI_ETL_SHOW && say(text);

export async function measure() {
  const sql = core('./dist/sql');
  await sql.sqlReady();
  const { folder, suites, fixtures } = await corpus();
  const engines = await openEngines();
  try {
    const rows = [];
    for (const suite of suites) rows.push(...(await executed(suite, folder, engines, sql)));
    for (const suite of suites) if (suite.lineage) rows.push(compareLineage(suite, sql, core('./dist/lineage'), show));
    rows.push(...(await readFixtures(fixtures, sql, engines.clickhouse, show)));
    return rows.map((row) => ({ ...empty, ...row }));
  } finally {
    for (const engine of Object.values(engines)) await engine.close();
  }
}

const empty = { what: '', said: '', runs: '', 'same rows': '', 'refused by name': '', 'by sqlglot: runs': '', 'by sqlglot: same rows': '' };

/** The queries of a suite on every other engine, against the rows of the engine that they were written for. */
async function executed(suite, folder, engines, sql) {
  const { name, read, tables, queries } = suite;
  for (const engine of Object.values(engines)) {
    await engine.use(name);
    for (const [table, columns] of Object.entries(tables)) await engine.load(name, table, columns, join(folder, name, `${table}.csv`), read === 'postgresql');
  }
  const schemas = declared(tables, sql, read === 'postgresql');
  const wanted = {};
  for (const [id, text] of Object.entries(queries)) wanted[id] = await answer(engines[read], text);
  const rows = [];
  for (const to of Object.keys(suite.sqlglot)) {
    const ours = { said: 0, refused: 0, runs: 0, same: 0 };
    const theirs = { runs: 0, same: 0 };
    for (const [id, text] of Object.entries(queries)) {
      const said = attempt(() => sql.transpile(text, { from: read, to, tables: schemas }).sql);
      if (said.error) show(`${name} ${id} → ${to}: ${said.error.message}`);
      if (said.error?.kind === 'refusal') ours.refused += 1;
      if (said.value) ours.said += 1;
      await count(ours, said.value, engines[to], wanted[id], `${name} ${id} → ${to}`);
      await count(theirs, suite.sqlglot[to][id], engines[to], wanted[id], `sqlglot: ${name} ${id} → ${to}`);
    }
    const all = Object.keys(queries).length;
    const of = (figure) => `${figure} of ${all}`;
    rows.push({ what: `${name}: ${read} → ${to}`, said: of(ours.said), runs: of(ours.runs), 'same rows': of(ours.same), 'refused by name': ours.refused, 'by sqlglot: runs': of(theirs.runs), 'by sqlglot: same rows': of(theirs.same) });
  }
  return rows;
}

async function count(counts, text, engine, wanted, name) {
  if (!text) return;
  const given = await answer(engine, text);
  if (given.error) return show(`${name}: ${given.error.message.slice(0, 200)}`);
  counts.runs += 1;
  if (wanted.rows && sameRows(given.rows, wanted.rows)) counts.same += 1;
  else show(`${name}: other rows (${given.rows.length}, wanted ${wanted.rows?.length ?? wanted.error.message})`);
}

const answer = (engine, text) => engine.rows(text).then((rows) => ({ rows }), (error) => ({ error }));

function attempt(work) {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

/** Schemas of the tables, which some rewrites need. */
function declared(tables, sql, isNullable) {
  const word = isNullable ? '' : ' NOT NULL';
  const text = Object.entries(tables).map(([table, columns]) => `CREATE TABLE ${table} (${columns.map(([name, type]) => `"${name}" ${type}${word}`).join(', ')})`);
  return sql.declaredTables(text.join(';'));
}
