/**
 * One file the whole way, in a process of its own so that a crash costs one file: profile, DDL, a load into both
 * systems, counts back. Files come as messages, outcomes go back.
 */
import { createRequire } from 'node:module';
import { root } from '../../scripts/environment.mjs';

const core = createRequire(import.meta.url)(`${root}/shared-core`);
const { connectors, profileDataset, advise, createStatements, load, printType, isAiEtlError } = core;
const systems = ['postgresql', 'clickhouse'];
const targets = JSON.parse(process.env.PUBLIC_FILES_TARGETS);
const opened = {};

process.on('message', async ({ path, at }) => {
  const outcome = await examine(path, `f${at}`).catch(failed);
  process.send({ at, ...outcome });
});
process.send({ ready: true });

/** `input`, `data` and `refusal` say who must do what; anything else is ours. */
function failed(error) {
  const isTold =
    isAiEtlError(error) && error.kind !== 'internal' && !/^engine\.|bad-statement/.test(error.code);
  return {
    outcome: isTold ? 'refused' : 'crash',
    why: isAiEtlError(error) ? error.code : error.constructor.name,
    said: String(error.message).slice(0, 500),
  };
}

async function connection(system) {
  const connector = connectors.forUri(targets[system]);
  return (opened[system] ??= await connector.open(connector.fromUri(targets[system]).settings, {
    name: system,
  }));
}

async function examine(path, object) {
  const files = await connectors.get('file').open({}, { name: 'files' });
  try {
    const described = await files.describe(path);
    const profile = await profileDataset(files, path);
    const found = {
      rows: profile.rows,
      rejected: profile.rejected,
      format: described.details.format,
      dialect: described.details.csv,
      told: toldOf(described.details.dialect),
      columns: profile.columns.map((column) => ({
        name: column.name,
        type: printType(column.type),
        nulls: column.nulls,
        why: column.inference.decidedBy?.why?.en,
      })),
    };
    for (const system of systems) {
      const wrong = await loaded(files, path, object, system, profile);
      if (wrong) return { ...found, ...wrong };
    }
    return { ...found, outcome: profile.rejected > 0 ? 'set-aside' : 'right' };
  } finally {
    await files.close();
  }
}

const toldOf = (inferences = {}) =>
  Object.fromEntries(Object.entries(inferences).map(([what, { value }]) => [what, value]));

/** Nothing, where the system holds what the profile says; otherwise what it holds instead. */
async function loaded(files, path, object, system, profile) {
  const target = await connection(system);
  const advice = advise(profile);
  const statements = createStatements({
    system,
    object,
    schema: profile.schema,
    profile,
    advice,
    createContainer: true,
  });
  const drop = () => target.execute([`DROP TABLE IF EXISTS ${object}`]);
  await drop();
  try {
    await target.execute(statements);
    const ledger = await load({
      source: { connection: files, object: path },
      target: { connection: target, object, mode: 'append' },
    });
    const counts = profile.columns.map(({ name }, at) => `count(${quoted(system, name)}) AS ai_etl_c${at}`);
    const { rows } = await target.query(`SELECT count(*) AS ai_etl_n, ${counts.join(', ')} FROM ${object}`);
    const [row] = rows;
    if (Number(row.ai_etl_n) !== ledger.written || ledger.read !== ledger.written + ledger.rejected)
      return {
        outcome: 'wrong',
        why: `${system}: counts`,
        said: `${row.ai_etl_n} back, ${ledger.written} written`,
      };
    if (ledger.read !== profile.rows + profile.rejected)
      return {
        outcome: 'wrong',
        why: `${system}: rows`,
        said: `${ledger.read} read, ${profile.rows} profiled`,
      };
    if (ledger.rejected > profile.rejected)
      return {
        outcome: 'set-aside',
        why: `${system}: ${ledger.rejects?.[0]?.reason ?? 'rejected'}`,
        said: `${ledger.rejected} of ${ledger.read}`,
      };
    // Its composite types have no NULL, which the type mapping names as a loss.
    const isNested = ({ kind }) =>
      system === 'clickhouse' && ['struct', 'array', 'map', 'json'].includes(kind);
    const column = profile.columns.find(
      ({ nulls, type }, at) =>
        !isNested(type) && Number(row.ai_etl_n) - Number(row[`ai_etl_c${at}`]) !== nulls,
    );
    if (column && ledger.rejected === 0)
      return {
        outcome: 'wrong',
        why: `${system}: NULL`,
        said: `column ${column.name}, ${column.nulls} profiled`,
      };
    return undefined;
  } finally {
    await drop();
  }
}

const quoted = (system, name) =>
  system === 'clickhouse'
    ? `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
    : `"${name.replaceAll('"', '""')}"`;
