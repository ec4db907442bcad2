import type { PoolClient } from 'pg';
import { enumeration, type Field, type TableSchema } from '../../schema';
import { nearestNames } from '../../names';
import type { ObjectDescription } from '../contract';
import { connectorErrors } from '../errors';
import { joinObject, splitObject, type ObjectParts } from '../object-name';
import { findRelation, listRelations, listSchemas, type Column, type Relation } from './catalog';
import { postgresTypes } from './types';

/**
 * The relation of that name.
 * @throws `connector.object-missing`, `connector.container-missing` (input), with the nearest names
 * @internal
 */
export async function requireRelation(
  client: PoolClient,
  object: string,
  connection: string,
): Promise<Relation> {
  const parts = splitObject(object);
  return (await findRelation(client, parts)) ?? Promise.reject(await missing(client, parts, connection));
}

async function missing(client: PoolClient, parts: ObjectParts, connection: string) {
  const { container } = parts;
  const object = joinObject(parts);
  if (container !== undefined) {
    const schemas = await listSchemas(client);
    if (!schemas.includes(container))
      return connectorErrors['container-missing']({
        connection,
        container,
        nearest: nearestNames(container, schemas),
      });
  }
  const all = await listRelations(client, { container });
  const names = new Map(
    all.map(({ schema, name }) => [
      name,
      joinObject(container === undefined ? { name } : { container: schema, name }),
    ]),
  );
  const nearest = nearestNames(parts.name, names.keys()).map((name) => names.get(name)!);
  return connectorErrors['object-missing']({ connection, object, nearest });
}

/** @internal */
export function schemaOf(relation: Relation): TableSchema {
  const primary = relation.keys.find((key) => key.isPrimary);
  const unique = relation.keys.filter((key) => !key.isPrimary).map((key) => key.fields);
  return {
    fields: relation.columns.map(fieldOf),
    ...(primary && { primaryKey: primary.fields }),
    ...(unique.length > 0 && { uniqueKeys: unique }),
  };
}

function fieldOf(column: Column): Field {
  const { type } = column.labels
    ? { type: enumeration(column.labels) }
    : postgresTypes.fromNative(column.native);
  return {
    name: column.name,
    type,
    nullable: !column.isRequired,
    nativeType: column.declared,
    ...(column.comment !== null && { comment: column.comment }),
  };
}

/** @internal */
export function describeRelation(relation: Relation, object: string): ObjectDescription {
  const filled = relation.columns.filter((column) => column.hasDefault);
  const limited = relation.columns.filter((column) => column.maxLength !== null);
  return {
    object,
    schema: schemaOf(relation),
    rows: relation.rows ?? undefined,
    sizeBytes: relation.bytes ?? undefined,
    comment: relation.comment ?? undefined,
    ...(filled.length > 0 && {
      fills: Object.fromEntries(filled.map((c) => [c.name, c.isGenerated ? 'generated' : 'default'])),
    }),
    ...(limited.length > 0 && { maxLengths: Object.fromEntries(limited.map((c) => [c.name, c.maxLength!])) }),
    details: {
      schema: relation.schema,
      kind: kinds[relation.kind],
      ...(relation.partitionKey !== null && {
        partitionKey: relation.partitionKey,
        partitions: relation.partitions,
      }),
    },
  };
}

const kinds: Record<Relation['kind'], string> = {
  r: 'table',
  p: 'partitioned table',
  v: 'view',
  m: 'materialized view',
  f: 'foreign table',
};
