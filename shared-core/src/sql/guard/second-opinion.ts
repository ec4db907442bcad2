import { sqlErrors } from '../errors';

const reading = new Set(['select', 'values', 'show', 'explain', 'desc']);

/**
 * Asks node-sql-parser (PostgreSQL's build alone, 0.3 MB) what a text writes. It knows less of SQL than the engines,
 * so a text that it cannot read gets no opinion.
 * @returns what is written, such as `INSERT`, or undefined
 */
export async function askSecondParser(sql: string): Promise<string | undefined> {
  const { Parser } = await import('node-sql-parser/build/postgresql');
  const parsed = read(() => new Parser().parse(sql, { database: 'postgresql' }));
  if (!parsed) return undefined;
  const statements = [parsed.ast].flat();
  if (statements.length > 1) throw sqlErrors['not-one-statement']({ count: statements.length });
  const types = [
    ...statements.map(({ type }) => type),
    ...parsed.tableList.map((entry) => entry.split('::')[0] ?? ''),
  ];
  return types.find((type) => type && !reading.has(type))?.toUpperCase();
}

function read<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined; // no opinion
  }
}
