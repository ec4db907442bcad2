import type { Engine } from '../engine';
import { textRows } from './engine-scan';
import { openRelation } from './open-scan';
import type { RelateSource } from './relate';

/** The values of a field, or of several together, each once with its rows, in a table of the engine. @internal */
export interface KeyValues {
  fields: string[];
  table: string;
}

/** What two fields have in common. @internal */
export interface Overlap {
  /** Rows of the child whose value the parent has. */
  rows: number;
  distinct: number;
  /** Rows of the child that have a value. */
  present: number;
  /** Some values that the parent lacks, and how many there are. */
  missing: string[];
  missingCount: number;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

const textOf = (field: string) => `CAST(${quote(field)} AS VARCHAR)`;
const valueOf = (fields: string[]) =>
  fields.length === 1 ? textOf(fields[0]!) : `CAST(to_json([${fields.map(textOf).join(', ')}]) AS VARCHAR)`;

/** Collects the values of some fields of a dataset; a dataset is read once. @internal */
export async function keyValues(
  engine: Engine,
  source: RelateSource,
  keys: string[][],
  signal?: AbortSignal,
): Promise<KeyValues[]> {
  const relation = await openRelation(engine, source.connection, source.object, {
    fields: [...new Set(keys.flat())],
    options: source.options,
    signal,
  });
  try {
    const made: KeyValues[] = [];
    for (const fields of keys) {
      const table = `key_values_${Math.random().toString(36).slice(2)}`;
      await engine.execute(
        `CREATE TABLE ${table} AS SELECT ${valueOf(fields)} AS v, count(*) AS n
         FROM ${relation.text} AS t WHERE ${fields.map((field) => `${quote(field)} IS NOT NULL`).join(' AND ')} GROUP BY v`,
        { signal },
      );
      made.push({ fields, table });
    }
    return made;
  } finally {
    await relation.release();
  }
}

/** @internal */
export async function overlap(
  engine: Engine,
  child: KeyValues,
  parent: KeyValues,
  signal?: AbortSignal,
): Promise<Overlap> {
  const [row = {}] = await textRows(
    engine,
    `SELECT CAST(coalesce(sum(c.n) FILTER (p.v IS NOT NULL), 0) AS VARCHAR) AS rows,
            CAST(count(p.v) AS VARCHAR) AS found,
            CAST(coalesce(sum(c.n), 0) AS VARCHAR) AS present,
            CAST(count(*) FILTER (p.v IS NULL) AS VARCHAR) AS lacking,
            to_json(min(c.v, 5) FILTER (p.v IS NULL))::VARCHAR AS missing
     FROM ${child.table} AS c LEFT JOIN ${parent.table} AS p ON c.v = p.v`,
    signal,
  );
  return {
    rows: Number(row.rows),
    distinct: Number(row.found),
    present: Number(row.present),
    missingCount: Number(row.lacking),
    missing: (JSON.parse(row.missing ?? 'null') as string[] | null) ?? [],
  };
}
