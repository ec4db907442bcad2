import type { Field, TableSchema } from '../../schema';
import { nearestNames } from '../../names';
import type { ObjectDescription } from '../contract';
import { connectorErrors } from '../errors';
import { joinObject, splitObject, type ObjectParts } from '../object-name';
import {
  findRelation,
  isView,
  listDatabases,
  listRelations,
  needsFinal,
  type Column,
  type Relation,
} from './catalog';
import { splitList } from './native-type';
import type { ClickHouseServer } from './server';
import { clickhouseTypes } from './types';

/**
 * The relation of that name.
 * @throws `connector.object-missing`, `connector.container-missing` (input), with the nearest names
 * @internal
 */
export async function requireRelation(
  server: ClickHouseServer,
  object: string,
  signal?: AbortSignal,
): Promise<Relation> {
  const parts = splitObject(object);
  return (await findRelation(server, parts, signal)) ?? Promise.reject(await missing(server, parts, signal));
}

/** @throws `connector.container-missing` (input) @internal */
export async function assertDatabase(server: ClickHouseServer, container: string, signal?: AbortSignal) {
  const databases = await listDatabases(server, signal);
  if (databases.includes(container)) return;
  const nearest = nearestNames(container, databases);
  throw connectorErrors['container-missing']({ connection: server.name, container, nearest });
}

async function missing(server: ClickHouseServer, parts: ObjectParts, signal?: AbortSignal) {
  const container = parts.container ?? server.settings.database;
  await assertDatabase(server, container, signal);
  const tables = await listRelations(server, { container, signal });
  const nearest = nearestNames(
    parts.name,
    tables.map((table) => table.name),
  ).map((name) => joinObject({ ...parts, name }));
  return connectorErrors['object-missing']({ connection: server.name, object: joinObject(parts), nearest });
}

/** An EPHEMERAL column takes a value and keeps none. */
const isReadable = (column: Column) => column.defaultKind !== 'EPHEMERAL';

/** @internal */
export function schemaOf(relation: Relation): TableSchema {
  const fields = relation.columns.filter(isReadable).map(fieldOf);
  const key = uniqueKey(relation);
  return { fields, ...(key && { primaryKey: key }) };
}

/** @internal */
export function fieldOf(column: Pick<Column, 'name' | 'type' | 'comment'>): Field {
  const { type, nullable = false } = clickhouseTypes.fromNative(column.type);
  const comment = column.comment ? { comment: column.comment } : {};
  return { name: column.name, type, nullable, nativeType: column.type, ...comment };
}

/** A key of ClickHouse orders rows and lets two have the same; only a replacing table, read whole, has one of each. */
function uniqueKey({ engine, sortingKey, columns }: Relation): string[] | undefined {
  if (!engine.endsWith('ReplacingMergeTree')) return undefined;
  const names = splitList(sortingKey).map((name) => name.replace(/^`(.*)`$/, '$1'));
  return names.every((name) => columns.some((column) => column.name === name)) ? names : undefined;
}

/** @internal */
export function describeRelation(relation: Relation, object: string, partitions: number): ObjectDescription {
  const filled = relation.columns.filter((column) => isReadable(column) && column.defaultKind !== '');
  const fills = filled.map((column) => [
    column.name,
    column.defaultKind === 'DEFAULT' ? 'default' : 'generated',
  ]);
  return {
    object,
    schema: schemaOf(relation),
    rows: relation.rows ?? undefined,
    sizeBytes: relation.bytes ?? undefined,
    ...(relation.comment && { comment: relation.comment }),
    ...(fills.length > 0 && { fills: Object.fromEntries(fills) as ObjectDescription['fills'] }),
    details: {
      database: relation.database,
      kind: isView(relation.engine) ? 'view' : 'table',
      engine: relation.engine,
      ...(relation.sortingKey && { sortingKey: relation.sortingKey }),
      ...(relation.primaryKey && { primaryKey: relation.primaryKey }),
      ...(relation.partitionKey && { partitionKey: relation.partitionKey, partitions }),
      ...(relation.storagePolicy && { storagePolicy: relation.storagePolicy }),
      ...(relation.dependents.length > 0 && { materializedViews: relation.dependents }),
      ...(needsFinal(relation.engine) && { readsFinal: true }),
    },
  };
}
