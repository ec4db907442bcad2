import { stepQueries, type Plan, type StepQuery } from '../plan';
import { parseQuery } from '../sql';
import { combined, type LineageEdge, type LineageEnd, type Origin } from './lineage';
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
    step.kind === 'target'
      ? { connection: step.connection, dataset: step.object }
      : { step: step.id };
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
 * The same from end to end: fields of the datasets that are read to fields of the datasets that are written.
 * @public
 */
export function datasetLineageOf(plan: Plan): LineageEdge[] {
  const edges = lineageOf(plan);
  const into = new Map<string, LineageEdge[]>();
  for (const one of edges) into.set(keyOf(one.to), [...(into.get(keyOf(one.to)) ?? []), one]);
  const ends = [...new Map(edges.filter(({ to }) => to.dataset).map(({ to }) => [keyOf(to), to])).values()];
  const found = ends.flatMap((end) => backFrom(end, into).map((one) => ({ ...one, to: end })));
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

const keyOf = (end: LineageEnd) =>
  JSON.stringify([end.step, end.connection, end.dataset, end.field]);

type Way = Omit<LineageEdge, 'to'>;

/** Every dataset field that an end goes back to, with what happened on the way. */
function backFrom(
  end: LineageEnd,
  into: ReadonlyMap<string, LineageEdge[]>,
  seen = new Map<string, Way[]>(),
): Way[] {
  const key = keyOf(end);
  const known = seen.get(key);
  if (known) return known;
  seen.set(key, []);
  const ways = (into.get(key) ?? []).flatMap((last) =>
    last.from.dataset ? [last] : upTo(last, into, seen).map((way) => follow(way, last)),
  );
  const unique = [
    ...new Map(
      ways.map(({ from, kind, transformation }) => [
        JSON.stringify([from, kind, transformation]),
        { from, kind, transformation },
      ]),
    ).values(),
  ];
  seen.set(key, unique);
  return unique;
}

/** Where a field of a step comes from; what decides about all rows of the step goes to its row edges alone. */
function upTo(last: LineageEdge, into: ReadonlyMap<string, LineageEdge[]>, seen: Map<string, Way[]>): Way[] {
  const whole = { step: last.from.step };
  const ofField = backFrom(last.from, into, seen);
  return last.to.field === undefined ? [...ofField, ...backFrom(whole, into, seen)] : ofField;
}

function follow(before: Way, after: Way): Way {
  if (before.kind === 'indirect') return before;
  if (after.kind === 'indirect') return { ...before, kind: 'indirect', transformation: after.transformation };
  return { ...before, transformation: combined(before.transformation, after.transformation) };
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
