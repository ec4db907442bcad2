/** How a value or a row came to be, in OpenLineage's words, lower case. @public */
export type Transformation =
  | 'identity'
  | 'transformation'
  | 'aggregation'
  | 'mask'
  | 'filter'
  | 'join'
  | 'group'
  | 'sort'
  | 'window'
  | 'conditional';

/** A field of a dataset or of a step; without `field` all of its rows. @public */
export interface LineageEnd {
  step?: string;
  /** A table, file or topic as its system calls it. */
  dataset?: string;
  connection?: string;
  field?: string;
}

/**
 * One edge of column lineage. `direct`: the value comes from there; `indirect`: which rows there are, or which value
 * was chosen, depends on it.
 * @public
 */
export interface LineageEdge {
  from: LineageEnd;
  to: LineageEnd;
  kind: 'direct' | 'indirect';
  transformation: Transformation;
  /** The field is named without its table, and several tables whose fields are not known may have it: one of them does. */
  ambiguous?: true;
}

/** A column of a table that a query reads, and what the query does with it. */
export interface Origin {
  table: string;
  /** `*` where the table's columns are not known. */
  column: string;
  kind: LineageEdge['kind'];
  transformation: Transformation;
  ambiguous?: true;
}

const strength: Transformation[] = ['identity', 'transformation', 'window', 'mask', 'aggregation'];

/** What two steps one after the other do with a value: the stronger of both. */
function combined(first: Transformation, then: Transformation): Transformation {
  return strength.indexOf(first) > strength.indexOf(then) ? first : then;
}

type Way = Pick<LineageEdge, 'kind' | 'transformation'>;

/** One way after another: an indirect part anywhere makes the whole indirect, and the first one says why. */
export function through<B extends Way>(before: B, { kind, transformation }: Way): B {
  if (before.kind === 'indirect') return before;
  if (kind === 'indirect') return { ...before, kind, transformation };
  return { ...before, transformation: combined(before.transformation, transformation) };
}

/** Each origin once, in order. */
export function uniqueOrigins(origins: Origin[]): Origin[] {
  if (origins.length < 2) return origins;
  return [...new Map(origins.map((origin) => [JSON.stringify(origin), origin])).values()];
}
