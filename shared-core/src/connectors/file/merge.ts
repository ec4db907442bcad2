import type { Engine } from '../../engine';
import type { TableSchema } from '../../schema';
import type { EngineRelation } from '../contract';
import { connectorErrors } from '../errors';
import type { FileSession } from './session';

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * Keeps the last row of each key in a table of the engine.
 * @throws `connector.null-value` (data) for a NULL in a key
 * @internal
 */
export async function withoutRepeats(
  session: FileSession,
  engine: Engine,
  object: string,
  incoming: string,
  keys: string[],
  signal?: AbortSignal,
) {
  const names = keys.map(quoteName);
  await engine.execute(
    `CREATE TABLE incoming AS SELECT row_number() OVER () AS merge_row, * FROM ${incoming}`,
    { signal },
  );
  const nulls = names.map((name, at) => `count(*) FILTER (${name} IS NULL) AS k${at}`).join(', ');
  const { rows } = await engine.query(`SELECT count(*) AS n, ${nulls} FROM incoming`, { signal });
  const empty = keys.find((_, at) => Number(rows[0]?.[`k${at}`]) > 0);
  if (empty !== undefined)
    throw connectorErrors['null-value']({ connection: session.connection, object, field: empty });
  await engine.execute(
    `CREATE TABLE latest AS SELECT * FROM incoming QUALIFY row_number() OVER (PARTITION BY ${names.join(', ')} ORDER BY merge_row DESC) = 1`,
    { signal },
  );
  const distinct = await engine.query('SELECT count(*) AS n FROM latest', { signal });
  return { latest: 'latest', rows: Number(rows[0]?.n), distinct: Number(distinct.rows[0]?.n) };
}

/** Old rows with what is new of them, then the rows of new keys. Fields that the load does not bring keep their values. */
export function mergeQuery(old: EngineRelation, given: TableSchema, latest: string, keys: string[]): string {
  const names = old.schema.fields.map(({ name }) => name);
  const brought = new Set(given.fields.map(({ name }) => name));
  const on = keys.map((key) => `o.${quoteName(key)} = n.${quoteName(key)}`).join(' AND ');
  const updated = names.map((name) => {
    const column = quoteName(name);
    return brought.has(name)
      ? `CASE WHEN n.merge_row IS NULL THEN o.${column} ELSE n.${column} END AS ${column}`
      : `o.${column} AS ${column}`;
  });
  const inserted = names.map(
    (name) => `${brought.has(name) ? `n.${quoteName(name)}` : 'NULL'} AS ${quoteName(name)}`,
  );
  return [
    `SELECT ${updated.join(', ')} FROM ${old.text} AS o LEFT JOIN ${latest} AS n ON ${on}`,
    `SELECT ${inserted.join(', ')} FROM ${latest} AS n WHERE NOT EXISTS (SELECT 1 FROM ${old.text} AS o WHERE ${on})`,
  ].join(' UNION ALL ');
}
