import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionCatalogue, parseQuery, printQuery, sqlReady, typeQuery, type DialectId } from '.';
import { createFixtures, fixtureTables } from './testing/fixtures';
import { openEngines, type Engine } from './testing/engines';
import { canonical, sameValue, sorted } from './testing/same-value';
import { sentences } from './testing/sentences';
import { refusedCases, refusedFunctions, vectorWaivers } from './testing/waivers';

const ids: DialectId[] = ['postgresql', 'clickhouse', 'duckdb'];
let engines: Record<DialectId, Engine>;

beforeAll(async () => {
  await sqlReady();
  const opened = await openEngines();
  engines = Object.fromEntries(opened.map((engine) => [engine.id, engine])) as Record<DialectId, Engine>;
  for (const engine of opened) await createFixtures(engine);
}, 120_000);

afterAll(async () => {
  for (const id of ids) await engines?.[id]?.close();
});

describe('a function of the catalogue', () => {
  const vectors = functionCatalogue.flatMap(({ name, vectors: all }) =>
    all.map(([sql, result]) => ({ name, sql, result })),
  );

  it.each(vectors)('$sql', async ({ name, sql, result }) => {
    const query = parseQuery(`select ${sql} as result`);
    typeQuery(query, {}, { text: sql });
    for (const id of ids) {
      const reason = refusedFunctions[id]?.[name] ?? refusedFunctions[id]?.[sql];
      if (reason) {
        expect(() => printQuery(query, id)).toThrow(expect.objectContaining({ code: 'sql.dialect-cannot' }));
        continue;
      }
      const [[cell] = []] = await engines[id].rows(printQuery(query, id));
      const waived = vectorWaivers[id]?.[sql] !== undefined;
      expect({
        id,
        agrees: sameValue(canonical(cell), canonical(result)),
        cell: waived || canonical(cell),
      }).toEqual({
        id,
        agrees: !waived,
        cell: waived || sameCell(cell, result),
      });
    }
  });
});

/** The answer itself where it agrees within tolerance, else what was wanted, so that a failure shows both. */
const sameCell = (cell: unknown, wanted: unknown) =>
  sameValue(canonical(cell), canonical(wanted)) ? canonical(cell) : canonical(wanted);

describe('a query gives the same rows on every engine', () => {
  const folder = join(__dirname, 'cases');
  const cases = readdirSync(folder).filter((file) => file.endsWith('.sql'));

  it.each(cases)('%s', async (file) => {
    const sql = readFileSync(join(folder, file), 'utf8');
    const tables = fixtureTables();
    const query = parseQuery(sql);
    const schema = typeQuery(query, tables, { text: sql });
    const answers: unknown[][][] = [];
    for (const id of ids) {
      const reason = refusedCases[id]?.[file];
      if (reason) {
        expect(() => printQuery(query, id, { scope: { tables } })).toThrow(
          expect.objectContaining({ code: 'sql.dialect-cannot' }),
        );
        continue;
      }
      const rows = (await engines[id].rows(printQuery(query, id, { scope: { tables } }))).map((row) =>
        row.map(canonical),
      );
      answers.push(query.kind !== 'values' && query.orderBy ? rows : sorted(rows));
      expect(rows.every((row) => row.length === schema.fields.length)).toBe(true);
      for (const [index, field] of schema.fields.entries())
        if (!field.nullable) expect(rows.map((row) => row[index])).not.toContain(null);
    }
    const [first, ...others] = answers;
    for (const other of others) if (!sameValue(other, first)) expect(other).toEqual(first);
  });
});

it('engines agree on whatever PostgreSQL answers to a generated query', async () => {
  const tables = fixtureTables();
  await fc.assert(
    fc.asyncProperty(sentences, async (sql) => {
      const query = parseQuery(sql);
      typeQuery(query, tables, { text: sql });
      const print = (id: DialectId) => printQuery(query, id, { scope: { tables } });
      const answer = async (id: DialectId) => {
        const rows = (await engines[id].rows(print(id))).map((row) => row.map(canonical));
        return sql.includes('order by') ? rows : sorted(rows);
      };
      const wanted = await answer('postgresql').catch(() => undefined);
      fc.pre(wanted !== undefined); // an overflow of the generated numbers
      for (const id of ['clickhouse', 'duckdb'] as const) {
        const given = await answer(id);
        if (!sameValue(given, wanted))
          expect({ rows: given, id, sql: print(id) }).toEqual({ rows: wanted, id, sql: undefined });
      }
    }),
    { numRuns: 300, seed: 20261121 },
  );
}, 120_000);
