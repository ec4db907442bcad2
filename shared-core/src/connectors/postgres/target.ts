import type { PoolClient } from 'pg';
import { nearestNames } from '../../names';
import type { WriteRequest } from '../contract';
import { connectorErrors } from '../errors';
import { joinObject, splitObject, type ObjectParts } from '../object-name';
import { findRelation, listSchemas, type Relation } from './catalog';
import { requireRelation } from './describe';
import { forgetLoads } from './load-ledger';
import { assertRights, denied } from './permissions';
import { literal, quote } from './quote';
import type { PostgresServer } from './server';
import { inTransaction } from './transaction';

/** Where a name without a schema lies: the table that is found, else the connection's own schema. @internal */
export async function resolveTarget(
  client: PoolClient,
  server: PostgresServer,
  object: string,
): Promise<Required<ObjectParts>> {
  const parts = splitObject(object);
  if (parts.container === undefined) {
    const found = await findRelation(client, parts);
    return { container: found?.schema ?? server.settings.schema, name: parts.name };
  }
  return { container: parts.container, name: parts.name };
}

/**
 * Makes the schema of the target where it is missing and the request may create the table. Outside the load's
 * transaction, like the ledger that lies in it: a load that fails later leaves an empty schema.
 * @throws `connector.container-missing`, `connector.permission-denied` (input)
 * @internal
 */
export async function ensureSchema(
  client: PoolClient,
  server: PostgresServer,
  parts: Required<ObjectParts>,
  { create }: WriteRequest,
): Promise<void> {
  const { container } = parts;
  const schemas = await listSchemas(client);
  if (schemas.includes(container)) return;
  const connection = server.name;
  if (!create)
    throw connectorErrors['container-missing']({
      connection,
      container,
      nearest: nearestNames(container, schemas),
    });
  // Names and types that cannot be are told before anything is made.
  create(joinObject(parts));
  const { user, database } = server.settings;
  const { rows } = await client.query<{ allowed: boolean }>(
    `SELECT has_database_privilege(current_database(), 'CREATE') AS allowed`,
  );
  if (!rows[0]?.allowed) throw denied({ connection, user }, 'CREATE', `DATABASE ${quote(database)}`);
  // Even with IF NOT EXISTS two sessions at once collide in the catalogue; the second waits here.
  await inTransaction(client, async () => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext(${literal(`schema ${container}`)}))`);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${quote(container)}`);
  });
}

/** The table to load into; makes it where it is missing and the request says how. @internal */
export async function openTarget(
  client: PoolClient,
  server: PostgresServer,
  parts: Required<ObjectParts>,
  request: WriteRequest,
): Promise<Relation> {
  const object = joinObject(parts);
  const found = await findRelation(client, parts);
  if (found || !request.create) return found ?? requireRelation(client, object, server.name);
  // Two first loads of one table: the second waits, and finds it made.
  await client.query(`SELECT pg_advisory_xact_lock(hashtext(${literal(object)}))`);
  if (!(await findRelation(client, parts))) {
    for (const statement of request.create(object)) await client.query(statement);
    await forgetLoads(client, parts.container, object);
  }
  return requireRelation(client, object, server.name);
}

/**
 * Checks everything that can be known before the first row.
 * @throws `connector.not-writable` (refusal), `connector.field-missing`, `connector.keys-needed`,
 * `connector.permission-denied` (input)
 * @internal
 */
export function assertLoadable(
  relation: Relation,
  fields: string[],
  request: WriteRequest,
  server: PostgresServer,
): void {
  const connection = server.name;
  const object = joinObject({ container: relation.schema, name: relation.name });
  const refuse = (reason: string, причина: string) =>
    connectorErrors['not-writable']({ connection, object, reason, причина });
  if (!['r', 'p', 'f'].includes(relation.kind)) throw refuse('it is a view', 'это представление');
  const names = relation.columns.map((column) => column.name);
  for (const field of fields) {
    const column = relation.columns.find(({ name }) => name === field);
    if (!column)
      throw connectorErrors['field-missing']({
        connection,
        object,
        field,
        nearest: nearestNames(field, names),
      });
    if (column.isGenerated)
      throw refuse(`the server computes field "${field}" itself`, `поле «${field}» вычисляет сам сервер`);
  }
  if (request.mode === 'merge') {
    const missing = request.keys?.filter((key) => !fields.includes(key)) ?? [];
    if (!request.keys?.length || missing.length > 0)
      throw connectorErrors['keys-needed']({ connection, object, missing });
  }
  assertRights(relation, [...neededRights[request.mode]], { connection, user: server.settings.user });
}

const neededRights = {
  append: ['insert'],
  replace: ['insert', 'select', 'delete'],
  merge: ['insert', 'select', 'update'],
} as const;
