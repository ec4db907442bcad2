import { stepQueries, type Plan, type StepQuery } from '../plan';
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
  const masked = new Set(step.kind === 'mask' ? Object.keys(step.fields) : []);
  return [
    ...outputs.flatMap(({ name, origins }) =>
      origins.map((origin) => edge(origin, from(origin.table), withField(to, name), masked.has(name))),
    ),
    ...rows.map((origin) => edge(origin, from(origin.table), to, false)),
  ];
}

const withField = (end: LineageEnd, field: string): LineageEnd => (field === '*' ? end : { ...end, field });

function edge(origin: Origin, from: LineageEnd, to: LineageEnd, isMasked: boolean): LineageEdge {
  const transformation = isMasked && origin.kind === 'direct' ? 'mask' : origin.transformation;
  const { kind, ambiguous } = origin;
  return { from: withField(from, origin.column), to, kind, transformation, ...(ambiguous && { ambiguous }) };
}
