import type { PoolClient } from 'pg';
import type { ObjectParts } from '../object-name';

/** A table, view or the like as the catalogue knows it. @internal */
export interface Relation {
  oid: string;
  schema: string;
  name: string;
  /** pg_class.relkind: r table, p partitioned, v view, m materialized view, f foreign. */
  kind: 'r' | 'p' | 'v' | 'm' | 'f';
  hasChildren: boolean;
  rows: number | null;
  bytes: number;
  comment: string | null;
  partitionKey: string | null;
  partitions: number;
  columns: Column[];
  /** Unique indexes over whole columns and all rows; a deferrable one cannot decide a conflict. */
  keys: { isPrimary: boolean; isImmediate: boolean; fields: string[] }[];
  rights: { usage: boolean; select: boolean; insert: boolean; update: boolean; delete: boolean };
  /** Other tables that refer to this one. */
  referencedBy: string[];
}

/** @internal */
export interface Column {
  name: string;
  /** As `format_type` prints it; of a domain its base type. */
  native: string;
  declared: string;
  labels: string[] | null;
  isRequired: boolean;
  isGenerated: boolean;
  hasDefault: boolean;
  /** The sequence behind serial and identity, where this user may move it. */
  sequence: string | null;
  maxLength: number | null;
  comment: string | null;
}

/** The kinds that hold rows and that a person means by "table". */
const readable = `('r', 'p', 'v', 'm', 'f')`;

/** The tables of ours that are no datasets. */
const isOurs = `c.relname = 'ai_etl_load'`;

/** A domain over a domain over a type: the type and its parameters at the bottom. */
const bases = `
  WITH RECURSIVE base AS (
    SELECT a.attnum, t.oid, t.typtype, t.typbasetype, t.typtypmod, a.atttypmod AS modifier, t.typnotnull AS required
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT b.attnum, t.oid, t.typtype, t.typbasetype, t.typtypmod, b.typtypmod, b.required OR t.typnotnull
    FROM base b JOIN pg_type t ON t.oid = b.typbasetype WHERE b.typtype = 'd'
  )`;

const columnsQuery = `${bases}
  SELECT a.attname AS name, format_type(b.oid, b.modifier) AS native,
    format_type(a.atttypid, a.atttypmod) AS declared,
    (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = b.oid) AS labels,
    a.attnotnull OR b.required AS "isRequired", a.attgenerated <> '' AS "isGenerated",
    a.atthasdef OR a.attidentity <> '' AS "hasDefault",
    (SELECT s::regclass::text FROM pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) s
     WHERE has_sequence_privilege(s, 'UPDATE')) AS sequence,
    CASE WHEN b.oid IN (1042, 1043) AND b.modifier > 4 THEN b.modifier - 4 END AS "maxLength",
    col_description(a.attrelid, a.attnum) AS comment
  FROM base b JOIN pg_attribute a ON a.attrelid = $1 AND a.attnum = b.attnum
  WHERE b.typtype <> 'd' ORDER BY a.attnum`;

const keysQuery = `
  SELECT i.indisprimary AS "isPrimary", i.indimmediate AS "isImmediate",
    (SELECT json_agg(a.attname ORDER BY k.position) FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(number, position)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number WHERE k.position <= i.indnkeyatts) AS fields
  FROM pg_index i
  WHERE i.indrelid = $1 AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
  ORDER BY i.indisprimary DESC, i.indexrelid`;

const relationQuery = `
  SELECT c.oid::text, n.nspname AS schema, c.relname AS name, c.relkind::text AS kind, c.relhassubclass AS "hasChildren",
    CASE WHEN c.relkind = 'p' THEN (SELECT sum(greatest(p.reltuples, 0)) FROM pg_partition_tree(c.oid) t
                                    JOIN pg_class p ON p.oid = t.relid WHERE t.isleaf)
         WHEN c.reltuples >= 0 THEN c.reltuples END::float8 AS rows,
    CASE WHEN c.relkind = 'p' THEN (SELECT sum(pg_total_relation_size(t.relid)) FROM pg_partition_tree(c.oid) t)
         WHEN c.relkind IN ('r', 'm') THEN pg_total_relation_size(c.oid) END::float8 AS bytes,
    obj_description(c.oid, 'pg_class') AS comment,
    CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS "partitionKey",
    (SELECT count(*) FROM pg_inherits i WHERE i.inhparent = c.oid)::int AS partitions,
    json_build_object('usage', has_schema_privilege(n.oid, 'USAGE'),
      'select', has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'),
      'insert', has_table_privilege(c.oid, 'INSERT') OR has_any_column_privilege(c.oid, 'INSERT'),
      'update', has_table_privilege(c.oid, 'UPDATE') OR has_any_column_privilege(c.oid, 'UPDATE'),
      'delete', has_table_privilege(c.oid, 'DELETE')) AS rights,
    coalesce((SELECT json_agg(DISTINCT f.conrelid::regclass::text) FROM pg_constraint f
              WHERE f.contype = 'f' AND f.confrelid = c.oid AND f.conrelid <> c.oid), '[]') AS "referencedBy"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ${readable} AND c.relname = $2
    AND CASE WHEN $1::text IS NULL THEN pg_table_is_visible(c.oid) ELSE n.nspname = $1 END`;

/** The relation of that name, or undefined. @internal */
export async function findRelation(client: PoolClient, parts: ObjectParts): Promise<Relation | undefined> {
  const { rows } = await client.query<Relation>(relationQuery, [parts.container ?? null, parts.name]);
  const [relation] = rows;
  if (!relation) return undefined;
  const columns = await client.query<Column>(columnsQuery, [relation.oid]);
  const keys = await client.query<Relation['keys'][number]>(keysQuery, [relation.oid]);
  return { ...relation, columns: columns.rows, keys: keys.rows };
}

/** A line of a listing. @internal */
export interface Listed {
  schema: string;
  name: string;
  kind: Relation['kind'];
  rows: number | null;
  bytes: number | null;
}

const listQuery = `
  SELECT n.nspname AS schema, c.relname AS name, c.relkind::text AS kind,
    CASE WHEN c.relkind IN ('r', 'm') AND c.reltuples >= 0 THEN c.reltuples::float8 END AS rows,
    CASE WHEN c.relkind IN ('r', 'm') THEN (c.relpages::float8 * current_setting('block_size')::int) END AS bytes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ${readable} AND NOT c.relispartition AND NOT ${isOurs}
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND ($1::text IS NULL OR n.nspname = $1)
    AND ($2::text IS NULL OR c.relname ILIKE $2 OR n.nspname || '.' || c.relname ILIKE $2)
  ORDER BY 1, 2 LIMIT $3`;

/** @internal */
export async function listRelations(
  client: PoolClient,
  options: { container?: string; like?: string; limit?: number },
): Promise<Listed[]> {
  const { container, like, limit } = options;
  return (await client.query<Listed>(listQuery, [container ?? null, like ?? null, limit ?? null])).rows;
}

/** @internal */
export async function listSchemas(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}
