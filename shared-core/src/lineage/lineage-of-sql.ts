import { parseScript, type DialectId, type Statement } from '../sql';
import type { LineageEdge, LineageEnd, Origin } from './lineage';
import { queryLineage, type QueryLineage, type TableColumns } from './query-lineage';

/**
 * Column lineage of SQL, one statement or a script. What a SELECT gives ends in a field only
 * (in a step `query 2` where there are several); INSERT, UPDATE, DELETE, MERGE, CREATE TABLE AS, CREATE VIEW and
 * SELECT INTO end in fields of their table. Tables that the script declares or makes are known to what follows.
 * Synchronous: `await sqlReady()` once before.
 * @param tables - columns of tables by name, so that stars can be opened and bare names told apart
 * @param from - dialect of the text
 * @throws `sql.syntax` (input), `sql.dialect-not-read` (refusal), `sql.construct-refused` (refusal) for a statement whose data flow is not known
 * @public
 */
export function lineageOfSql(
  text: string,
  tables: TableColumns = {},
  from: DialectId = 'postgresql',
): LineageEdge[] {
  const known: Record<string, readonly string[] | undefined> = { ...tables };
  const statements = parseScript(text, from);
  const queries = statements.filter(({ kind }) => kind === 'query');
  return statements.flatMap((statement) => {
    if (statement.kind === 'table') {
      known[statement.table.join('.')] = statement.fields.map(({ name }) => name);
      return [];
    }
    const lineage = queryLineage(statement.query, known);
    if (statement.kind === 'write') return written(statement, lineage, known);
    const number = queries.indexOf(statement) + 1;
    return edgesOf(lineage, queries.length > 1 ? { step: `query ${number}` } : {});
  });
}

type Write = Extract<Statement, { kind: 'write' }>;

function written(
  { table, columns, isNew }: Write,
  lineage: QueryLineage,
  known: Record<string, readonly string[] | undefined>,
): LineageEdge[] {
  const dataset = table.join('.');
  const given = lineage.outputs.map(({ name }) => name);
  // An INSERT without a list fills the columns from the left; those of a table nobody described keep the query's names.
  const all = columns?.length === 0 && !isNew && !given.includes('*') ? known[dataset] : columns;
  const names = all ?? given;
  const outputs = lineage.outputs.map((output, index) => ({ ...output, name: names[index] ?? output.name }));
  if (isNew && !given.includes('*')) known[dataset] = outputs.map(({ name }) => name);
  return edgesOf({ ...lineage, outputs }, { dataset });
}

function edgesOf({ outputs, rows }: QueryLineage, to: LineageEnd): LineageEdge[] {
  const edge = ({ table, column, ...way }: Origin, end: LineageEnd): LineageEdge => ({
    from: column === '*' ? { dataset: table } : { dataset: table, field: column },
    to: end,
    ...way,
  });
  return [
    ...outputs.flatMap(({ name, origins }) => {
      const end = name === '*' && to.dataset !== undefined ? to : { ...to, field: name };
      return origins.map((origin) => edge(origin, end));
    }),
    ...rows.map((row) => edge(row, to)),
  ];
}
