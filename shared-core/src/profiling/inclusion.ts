import type { Engine } from '../engine';
import { textRows } from './engine-scan';
import { openRelation } from './open-scan';
import type { RelateSource } from './relate';

/** The values of a field, each once with its rows, in a table of the engine. @internal */
export interface KeyValues {
  field: string;
  table: string;
}

/** What two fields have in common. @internal */
export interface Overlap {
  /** Rows of the child whose value the parent has. */
  rows: number;
  distinct: number;
  /** Some values that the parent lacks. */
  missing: string[];
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Collects the values of some fields of a dataset; a dataset is read once. @internal */
export async function keyValues(
  engine: Engine,
  source: RelateSource,
  fields: string[],
  signal?: AbortSignal,
): Promise<KeyValues[]> {
  const relation = await openRelation(engine, source.connection, source.object, {
    fields,
    options: source.options,
    signal,
  });
  try {
    const made: KeyValues[] = [];
    for (const field of fields) {
      const table = `key_values_${Math.random().toString(36).slice(2)}`;
      await engine.execute(
        `CREATE TABLE ${table} AS SELECT CAST(${quote(field)} AS VARCHAR) AS v, count(*) AS n
         FROM ${relation.text} AS t WHERE ${quote(field)} IS NOT NULL GROUP BY v`,
        { signal },
      );
      made.push({ field, table });
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
            to_json(min(c.v, 5) FILTER (p.v IS NULL))::VARCHAR AS missing
     FROM ${child.table} AS c LEFT JOIN ${parent.table} AS p ON c.v = p.v`,
    signal,
  );
  return {
    rows: Number(row.rows),
    distinct: Number(row.found),
    missing: (JSON.parse(row.missing ?? 'null') as string[] | null) ?? [],
  };
}
