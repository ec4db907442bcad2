import type { ObjectParts } from '../object-name';
import { literal } from './quote';
import type { ClickHouseServer } from './server';

/** A table or view as the system tables know it. @internal */
export interface Relation {
  database: string;
  name: string;
  engine: string;
  partitionKey: string;
  sortingKey: string;
  primaryKey: string;
  storagePolicy: string;
  rows: number | null;
  bytes: number | null;
  comment: string;
  /** Materialized views that read its inserts. */
  dependents: string[];
  /** Differs between two tables of one name: its UUID, or, where the database gives none, its folder. */
  identity: string;
  columns: Column[];
}

/** @internal */
export interface Column {
  name: string;
  type: string;
  defaultKind: '' | 'DEFAULT' | 'MATERIALIZED' | 'ALIAS' | 'EPHEMERAL';
  inPartitionKey: boolean;
  comment: string;
}

/** A line of a listing. @internal */
export type Listed = Pick<Relation, 'database' | 'name' | 'engine' | 'rows' | 'bytes'>;

const systemDatabases = `('system', 'information_schema', 'INFORMATION_SCHEMA')`;

/** The tables of ours, and of materialized views, that are no datasets. */
const isOurs = `(startsWith(name, 'ai_etl_') OR startsWith(name, '.inner'))`;

const noUuid = '00000000-0000-0000-0000-000000000000';

const relationQuery = `
  SELECT database, name, engine, partition_key AS partitionKey, sorting_key AS sortingKey,
    primary_key AS primaryKey, storage_policy AS storagePolicy, toFloat64(total_rows) AS rows,
    toFloat64(total_bytes) AS bytes, comment,
    arrayMap((d, t) -> concat(d, '.', t), dependencies_database, dependencies_table) AS dependents,
    if(toString(uuid) = '${noUuid}', arrayStringConcat(data_paths, ','), toString(uuid)) AS identity,
    (SELECT arraySort(about -> toUInt64(about[1]),
        groupArray([toString(position), name, type, default_kind, toString(is_in_partition_key), comment]))
      FROM system.columns WHERE database = {database:String} AND table = {name:String}) AS described
  FROM system.tables WHERE database = {database:String} AND name = {name:String}`;

/** Of a column, all as texts: how the server writes tuples depends on its settings. */
type Described = [
  position: string,
  name: string,
  type: string,
  defaultKind: Column['defaultKind'],
  inPartitionKey: string,
  comment: string,
];

/** The relation of that name, or undefined. @internal */
export async function findRelation(
  server: ClickHouseServer,
  parts: ObjectParts,
  signal?: AbortSignal,
): Promise<Relation | undefined> {
  const parameters = { database: parts.container ?? server.settings.database, name: parts.name };
  const [relation] = await server.rows<Omit<Relation, 'columns'> & { described: Described[] }>({
    sql: relationQuery,
    parameters,
    signal,
  });
  if (!relation) return undefined;
  const { described, ...facts } = relation;
  const columns = described.map(([, name, type, defaultKind, inPartitionKey, comment]) => ({
    name,
    type,
    defaultKind,
    inPartitionKey: inPartitionKey === '1',
    comment,
  }));
  return { ...facts, columns };
}

/** @internal */
export function listRelations(
  server: ClickHouseServer,
  options: { container?: string; like?: string; limit?: number; signal?: AbortSignal },
): Promise<Listed[]> {
  const { container, like, limit, signal } = options;
  const wanted = [
    container === undefined ? `database NOT IN ${systemDatabases}` : `database = ${literal(container)}`,
    `NOT is_temporary AND NOT ${isOurs}`,
    like !== undefined &&
      `(name ILIKE ${literal(like)} OR concat(database, '.', name) ILIKE ${literal(like)})`,
  ].filter(Boolean);
  const sql = `SELECT database, name, engine, toFloat64(total_rows) AS rows, toFloat64(total_bytes) AS bytes
    FROM system.tables WHERE ${wanted.join(' AND ')} ORDER BY database, name${limit === undefined ? '' : ` LIMIT ${limit}`}`;
  return server.rows<Listed>({ sql, signal });
}

/** @internal */
export async function listDatabases(server: ClickHouseServer, signal?: AbortSignal): Promise<string[]> {
  const sql = `SELECT name FROM system.databases WHERE name NOT IN ${systemDatabases} ORDER BY name`;
  return (await server.rows<{ name: string }>({ sql, signal })).map((row) => row.name);
}

/** How many partitions hold rows. @internal */
export async function countPartitions(server: ClickHouseServer, relation: Relation): Promise<number> {
  const [row] = await server.rows<{ partitions: number }>({
    sql: `SELECT toFloat64(uniqExact(partition_id)) AS partitions FROM system.parts
          WHERE active AND database = {database:String} AND table = {name:String}`,
    parameters: { database: relation.database, name: relation.name },
  });
  return row?.partitions ?? 0;
}

/** Engines whose rows are whole only after their merge, which FINAL does while reading. @internal */
export const needsFinal = (engine: string) =>
  /(Replacing|Collapsing|Summing|Aggregating)MergeTree$/.test(engine);

/** @internal */
export const isView = (engine: string) => /View$/.test(engine);
