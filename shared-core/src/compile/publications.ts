import { indented } from './indented';

/** What a publishing script is written for; names are quoted already. */
export interface Publication {
  /** The target's name with a suffix put behind its last part: `name('__new')`. */
  name(suffix?: string): string;
  fields: string[];
  keys: string[];
  /** CREATE TABLE IF NOT EXISTS and what belongs to it; empty where the table is expected to be there. */
  create: string[];
  /** The SELECT that gives the rows. */
  query: string;
}

export type PublishMode = 'append' | 'replace' | 'merge';
type Publish = (target: Publication) => string[];

const columns = ({ fields }: Publication) => (fields.length > 0 ? ` (${fields.join(', ')})` : '');
const insert = (target: Publication, into = target.name()) =>
  `INSERT INTO ${into}${columns(target)}\n${target.query}`;

/** Statements of one transaction: readers see the old rows or the new ones. */
const inTransaction = (statements: string[]) => ['BEGIN', ...statements, 'COMMIT'];

/** MERGE needs no unique index on the keys, unlike ON CONFLICT. */
function mergeInto(target: Publication, rows: string): string {
  const rest = target.fields.filter((field) => !target.keys.includes(field));
  const on = target.keys.map((key) => `target.${key} = loaded.${key}`).join(' AND ');
  return [
    `MERGE INTO ${target.name()} AS target`,
    `USING ${rows} AS loaded`,
    `ON ${on}`,
    ...(rest.length > 0
      ? [`WHEN MATCHED THEN UPDATE SET ${rest.map((field) => `${field} = loaded.${field}`).join(', ')}`]
      : []),
    `WHEN NOT MATCHED THEN INSERT${columns(target)}`,
    `  VALUES (${target.fields.map((field) => `loaded.${field}`).join(', ')})`,
  ].join('\n');
}

const postgresql: Record<PublishMode, Publish> = {
  append: (target) => inTransaction([...target.create, insert(target)]),
  // DELETE, not TRUNCATE: readers with an older snapshot keep their rows, and nobody waits for a lock.
  replace: (target) => inTransaction([...target.create, `DELETE FROM ${target.name()}`, insert(target)]),
  merge: (target) => inTransaction([...target.create, mergeInto(target, `(\n${indented(target.query)}\n)`)]),
};

/** ClickHouse has no transaction over statements: rows are made beside the table, and one EXCHANGE publishes them. */
const clickhouse: Record<PublishMode, Publish> = {
  append: (target) => [...target.create, insert(target)],
  replace: (target) => beside(target, [insert(target, target.name('__new'))]),
  // An anti join keeps rows whose key has a NULL in it; NOT IN would lose them.
  merge: (target) => [
    ...target.create,
    `DROP TABLE IF EXISTS ${target.name('__rows')}`,
    `CREATE TABLE ${target.name('__rows')} AS ${target.name()}`,
    insert(target, target.name('__rows')),
    ...beside({ ...target, create: [] }, [
      `INSERT INTO ${target.name('__new')}\nSELECT target.*\nFROM ${target.name()} AS target\nLEFT ANTI JOIN ${target.name('__rows')} AS loaded USING (${target.keys.join(', ')})`,
      `INSERT INTO ${target.name('__new')}\nSELECT * FROM ${target.name('__rows')}`,
    ]),
    `DROP TABLE ${target.name('__rows')}`,
  ],
};

function beside(target: Publication, fill: string[]): string[] {
  return [
    ...target.create,
    `DROP TABLE IF EXISTS ${target.name('__new')}`,
    `CREATE TABLE ${target.name('__new')} AS ${target.name()}`,
    ...fill,
    `EXCHANGE TABLES ${target.name('__new')} AND ${target.name()}`,
    `DROP TABLE ${target.name('__new')}`,
  ];
}

/** DuckDB takes the types of a new table from the rows themselves. */
const duckdb: Record<PublishMode, Publish> = {
  append: (target) =>
    throughRows(target, [`INSERT INTO ${target.name()} BY NAME\nFROM ${target.name('__rows')}`]),
  replace: (target) => [`CREATE OR REPLACE TABLE ${target.name()} AS\n${target.query}`],
  merge: (target) => throughRows(target, [mergeInto(target, target.name('__rows'))]),
};

function throughRows(target: Publication, publish: string[]): string[] {
  const rows = target.name('__rows');
  return inTransaction([
    `CREATE OR REPLACE TABLE ${rows} AS\n${target.query}`,
    `CREATE TABLE IF NOT EXISTS ${target.name()} AS\nFROM ${rows} LIMIT 0`,
    ...publish,
    `DROP TABLE ${rows}`,
  ]);
}

/** The same publication of those rows alone whose keys the target does not have, so that none is there twice. */
export const unknownRows = {
  postgresql: (target: Publication): Publication => ({
    ...target,
    query: [
      `SELECT loaded.*\nFROM (\n${indented(target.query)}\n) AS loaded`,
      'WHERE NOT EXISTS (',
      `  SELECT 1\n  FROM ${target.name()} AS target`,
      `  WHERE ${target.keys.map((key) => `target.${key} = loaded.${key}`).join(' AND ')}`,
      ')',
    ].join('\n'),
  }),
  clickhouse: (target: Publication): Publication => ({
    ...target,
    query: [
      `SELECT loaded.*\nFROM (\n${indented(target.query)}\n) AS loaded`,
      `LEFT ANTI JOIN ${target.name()} AS target USING (${target.keys.join(', ')})`,
    ].join('\n'),
  }),
};

/** The statements that put a query's rows into a target, by dialect and load mode. */
export const publications = { postgresql, clickhouse, duckdb };

/** ClickHouse: all new rows appear together, and a run that dies on the way has appended none of them. */
export const appendAtOnce: Publish = (target) => [
  ...target.create,
  `DROP TABLE IF EXISTS ${target.name('__rows')}`,
  `CREATE TABLE ${target.name('__rows')} AS ${target.name()}`,
  insert(target, target.name('__rows')),
  `ALTER TABLE ${target.name()} ATTACH PARTITION ALL FROM ${target.name('__rows')}`,
  `DROP TABLE ${target.name('__rows')}`,
];
