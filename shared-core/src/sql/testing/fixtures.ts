import type { TableSchema } from '../../schema';
import { parseQuery, printQuery, typeQuery, type DialectId } from '..';
import type { Engine } from './engines';

/** Tables as queries of the canonical dialect: NULLs, duplicates, Cyrillic, an empty one, edges of time. */
const definitions: Record<string, string> = {
  people: `select id::integer, name::text, "Город"::text, salary::numeric(10, 2), hired::date, boss::integer, rating::float8, active::boolean
    from (values
      (1, 'Иван', 'Москва', 1500.50, '2020-01-15', null, 4.5, true),
      (2, 'Мария', 'Санкт-Петербург', 2300.00, '2019-03-31', 1, null, true),
      (3, 'Олег', null, null, '2021-12-31', 1, 3.25, false),
      (4, 'Anna', 'Москва', 2300.00, '2024-02-29', 2, 0, null),
      (5, null, 'Казань', 99.99, null, 2, -1.5, true),
      (6, 'О''Нил', 'Москва', 0.01, '1999-12-31', null, 5, false)
    ) as v(id, name, "Город", salary, hired, boss, rating, active)`,
  orders: `select id::bigint, person::integer, amount::numeric(12, 2), qty::integer, placed::timestamp, paid::timestamptz, status::text, note::json
    from (values
      (101, 1, 10.00, 1, '2024-01-31 23:59:59.5', '2024-01-31 20:59:59.5+00', 'оплачен', '{"тип": "опт", "parts": [1, 2], "ok": true}'),
      (102, 1, 20.50, 3, '2024-02-29 00:00:00', '2024-02-28 21:00:00+00', 'новый', '{"тип": null}'),
      (103, 2, 20.50, 0, '2024-03-10 12:30:00', null, 'оплачен', null),
      (104, null, 5.25, 2, '2024-03-31 03:30:00', '2024-03-31 00:30:00+00', null, '{"n": 7}'),
      (105, 9, null, null, '2023-12-31 23:00:00', '2023-12-31 23:00:00+00', 'отменён', '{}'),
      (106, 4, 1000.00, 12, null, null, 'новый', null),
      (107, 2, 20.50, 3, '2024-02-29 00:00:00', '2024-02-29 00:00:00+00', 'новый', null)
    ) as v(id, person, amount, qty, placed, paid, status, note)`,
  nothing: `select id::integer, name::text from (values (1, 'a')) as v(id, name) where id > 1`,
};

/** Schemas of the fixtures, as the typing gives them. */
export function fixtureTables(): Record<string, TableSchema> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, sql]) => [name, typeQuery(parseQuery(sql), {}, { text: sql })]),
  );
}

/** Creates the fixtures in an engine. */
export async function createFixtures(engine: Engine): Promise<void> {
  for (const [name, sql] of Object.entries(definitions))
    await engine.run(
      `CREATE TABLE ${name}${tableEngines[engine.id] ?? ''} AS\n${printQuery(parseQuery(sql), engine.id)}`,
    );
}

/** What a dialect's CREATE TABLE … AS needs besides. */
const tableEngines: Partial<Record<DialectId, string>> = { clickhouse: ' ENGINE = Memory' };
