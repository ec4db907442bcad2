import { stepQueries, type Plan, type StepQuery } from '../plan';
import { parseQuery } from '../sql';
import type { LineageEdge, LineageEnd, Origin } from './lineage';
import { queryLineage, type TableColumns } from './query-lineage';

/**
 * Column lineage of a plan, step by step: from the fields of datasets through every step to the fields of targets.
 * Edges without a field are about all rows (a filter, a join's condition), or about a dataset whose fields are not
 * known.
 * @public
 */
export function lineageOf(plan: Plan): LineageEdge[] {
  const columns: TableColumns = Object.fromEntries(
    plan.steps.map(({ step, shape }) => [
      step.id,
      shape.open ? undefined : shape.fields.map(({ name }) => name),
    ]),
  );
  return stepQueries(plan).flatMap((one) => stepEdges(plan, one, columns));
}

function stepEdges(plan: Plan, { planned, query }: StepQuery, columns: TableColumns): LineageEdge[] {
  const { step, inputs } = planned;
  const to: LineageEnd =
    step.kind === 'target' ? { connection: step.connection, dataset: step.object } : { step: step.id };
  const from = (id: string): LineageEnd =>
    step.kind === 'source' ? { connection: step.connection, dataset: step.object } : { step: id };
  if (!query)
    return inputs.map((id) => ({ from: from(id), to, kind: 'direct', transformation: 'transformation' }));
  // A source reads its dataset under its own id, of which all described columns are known.
  const given = plan.sources[step.id]?.fields.map(({ name }) => name);
  const known = step.kind === 'source' ? { [step.id]: given } : columns;
  const { outputs, rows } = queryLineage(query, known);
  const masked = step.kind === 'mask' ? Object.keys(step.fields) : [];
  return [
    ...outputs.flatMap(({ name, origins }) =>
      origins.map((origin) => edge(origin, from(origin.table), withField(to, name), masked.includes(name))),
    ),
    ...rows.map((origin) => edge(origin, from(origin.table), to, false)),
  ];
}

const withField = (end: LineageEnd, field: string): LineageEnd => (field === '*' ? end : { ...end, field });

function edge(origin: Origin, from: LineageEnd, to: LineageEnd, isMasked: boolean): LineageEdge {
  const transformation = isMasked && origin.kind === 'direct' ? 'mask' : origin.transformation;
  return { from: withField(from, origin.column), to, kind: origin.kind, transformation };
}

/**
 * Column lineage of one SELECT in PostgreSQL's dialect: from the columns of its tables to its outputs, whose end has
 * a field only. Synchronous: `await sqlReady()` once before.
 * @param tables - columns of tables by name, so that stars can be opened
 * @throws `sql.*` (input) where the text is no SELECT
 * @public
 */
export function lineageOfSql(text: string, tables: TableColumns = {}): LineageEdge[] {
  const { outputs, rows } = queryLineage(parseQuery(text), tables);
  const from = ({ table, column }: Origin) => withField({ dataset: table }, column);
  const direct = outputs.flatMap(({ name, origins }) =>
    origins.map(({ kind, transformation, ...origin }) => ({
      from: from({ kind, transformation, ...origin }),
      to: { field: name },
      kind,
      transformation,
    })),
  );
  return [
    ...direct,
    ...rows.map((row) => ({ from: from(row), to: {}, kind: row.kind, transformation: row.transformation })),
  ];
}
