import type { ObjectParts } from '../object-name';
import { joinObject } from '../object-name';
import { nearestNames } from '../../names';
import type { WriteRequest } from '../contract';
import { connectorErrors } from '../errors';
import { findRelation, listDatabases, type Relation } from './catalog';
import { assertDatabase, requireRelation } from './describe';
import { LoadLedger, type LoadState } from './load-ledger';
import { quote } from './quote';
import type { ClickHouseServer } from './server';
import { isMergeTree } from './staging';

/** A table to load into, and what became of this run before. @internal */
export interface Target {
  relation: Relation;
  ledger: LoadLedger;
  earlier?: LoadState;
}

/** The table to load into, with the ledger of its loads; makes the table where it is missing and the request says how. @internal */
export async function openTarget(
  server: ClickHouseServer,
  parts: Required<ObjectParts>,
  request: WriteRequest,
): Promise<Target> {
  const { runId, signal } = request;
  const object = joinObject(parts);
  const ledger = new LoadLedger(server, parts.container, object);
  const [found, { isMissing, earlier }] = await Promise.all([
    findRelation(server, parts, signal),
    ledger.look(runId, signal),
  ]);
  if (!found) await ensureDatabase(server, parts, request);
  if (found || !request.create) {
    const relation = found ?? (await requireRelation(server, object, signal));
    if (isMissing) await ledger.ensure(signal);
    return { relation, ledger, earlier };
  }
  await ledger.ensure(signal);
  await create(server, parts, request.create(object), ledger);
  const relation = await requireRelation(server, object, signal);
  return { relation, ledger, earlier: await ledger.find(runId, signal) };
}

/** @throws `connector.container-missing`, `connector.permission-denied` (input) */
async function ensureDatabase(
  server: ClickHouseServer,
  parts: Required<ObjectParts>,
  { create, signal }: WriteRequest,
): Promise<void> {
  const { container } = parts;
  if (!create) return assertDatabase(server, container, signal);
  const databases = await listDatabases(server, signal);
  if (databases.includes(container)) return;
  // Names and types that cannot be are told before anything is made.
  create(joinObject(parts));
  const sql = `CREATE DATABASE IF NOT EXISTS ${quote(container)}${server.onCluster}`;
  await server.run({ sql, object: container, signal });
}

/** Two first loads of one table: the second finds it made, and that is no error. */
async function create(
  server: ClickHouseServer,
  parts: Required<ObjectParts>,
  statements: string[],
  ledger: LoadLedger,
): Promise<void> {
  try {
    for (const sql of statements) await server.run({ sql });
  } catch (error) {
    if (!(await findRelation(server, parts))) throw error;
    return;
  }
  await ledger.forget();
}

/** Engines that keep rows of their own; the others read from elsewhere or pass rows on. */
const loadable = /MergeTree$|^(Memory|Log|TinyLog|StripeLog)$/;

/**
 * Checks everything that can be known before the first row.
 * @throws `connector.not-writable` (refusal), `connector.field-missing`, `connector.keys-needed`,
 * `connector.read-only` (input)
 * @internal
 */
export function assertLoadable(
  relation: Relation,
  fields: string[],
  request: WriteRequest,
  server: ClickHouseServer,
): void {
  const connection = server.name;
  const object = joinObject({ container: relation.database, name: relation.name });
  const refuse = (reason: string, причина: string) =>
    connectorErrors['not-writable']({ connection, object, reason, причина });
  if (server.facts.readonly > 0) throw connectorErrors['read-only']({ connection });
  if (!loadable.test(relation.engine))
    throw refuse(`its engine is ${relation.engine}`, `её движок — ${relation.engine}`);
  for (const field of fields) {
    const column = relation.columns.find(({ name }) => name === field);
    if (!column) {
      const names = relation.columns.map(({ name }) => name);
      throw connectorErrors['field-missing']({
        connection,
        object,
        field,
        nearest: nearestNames(field, names),
      });
    }
    if (column.defaultKind !== '' && column.defaultKind !== 'DEFAULT')
      throw refuse(`field "${field}" is ${column.defaultKind}`, `поле «${field}» — ${column.defaultKind}`);
  }
  const views = relation.dependents.join(', ');
  if (views && (request.mode !== 'append' || !isMergeTree(relation.engine)))
    throw refuse(
      `the materialized view ${views} reads its inserts and would not see a ${request.mode}`,
      `материализованное представление ${views} читает её вставки и не увидит ${request.mode}`,
    );
  if (request.mode !== 'merge') return;
  const missing = request.keys?.filter((key) => !fields.includes(key)) ?? [];
  if (!request.keys?.length || missing.length > 0)
    throw connectorErrors['keys-needed']({ connection, object, missing });
}
