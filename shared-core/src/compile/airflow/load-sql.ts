import type { WarehouseSystem } from './dag';

/** What a publishing script is written for. */
export interface Publication {
  /** The target's name, quoted, with a suffix put behind its last part: `name('__new')`. */
  name: (suffix?: string) => string;
  /** Quoted names of the fields, in order. */
  fields: string[];
  keys: string[];
  /** CREATE TABLE IF NOT EXISTS and what belongs to it. */
  create: string[];
  /** The SELECT that gives the rows. */
  query: string;
}

type Publish = (publication: Publication) => string[];

const insert = ({ fields, query }: Publication, into: string) =>
  `INSERT INTO ${into} (${fields.join(', ')})\n${query}`;

/** PostgreSQL runs each list in one transaction: readers see the old rows or the new ones. */
const postgresql: Record<string, Publish> = {
  append: (target) => [...target.create, insert(target, target.name())],
  // DELETE, not TRUNCATE: readers with an older snapshot keep their rows, and nobody waits for a lock.
  replace: (target) => [...target.create, `DELETE FROM ${target.name()}`, insert(target, target.name())],
  merge: (target) => [
    ...target.create,
    `${insert(target, target.name())}\nON CONFLICT (${target.keys.join(', ')}) ${onConflict(target)}`,
  ],
};

function onConflict({ fields, keys }: Publication): string {
  const rest = fields.filter((field) => !keys.includes(field));
  return rest.length
    ? `DO UPDATE SET\n${rest.map((field) => `  ${field} = EXCLUDED.${field}`).join(',\n')}`
    : 'DO NOTHING';
}

/** ClickHouse has no transaction over statements: rows are made beside the table, and one EXCHANGE publishes them. */
const clickhouse: Record<string, Publish> = {
  append: (target) =>
    beside(target, [
      `INSERT INTO ${target.name('__new')} SELECT * FROM ${target.name()}`,
      insert(target, target.name('__new')),
    ]),
  replace: (target) => beside(target, [insert(target, target.name('__new'))]),
  merge: (target) => [
    ...target.create,
    `DROP TABLE IF EXISTS ${target.name('__rows')}`,
    `CREATE TABLE ${target.name('__rows')} AS ${target.name()}`,
    insert(target, target.name('__rows')),
    ...beside({ ...target, create: [] }, [
      `INSERT INTO ${target.name('__new')}\nSELECT * FROM ${target.name()}\nWHERE (${target.keys.join(', ')}) NOT IN (SELECT ${target.keys.join(', ')} FROM ${target.name('__rows')})`,
      `INSERT INTO ${target.name('__new')} SELECT * FROM ${target.name('__rows')}`,
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

/** The statements that put a query's rows into a target, by system and load mode. */
export const publications: Record<WarehouseSystem, Record<string, Publish>> = { postgresql, clickhouse };
