import type { Focus } from './focus';

/** A column, a whole table or a pipeline that was picked. */
export interface Picked {
  /** `dataset:<id>` or `pipeline:<name>`. */
  node: string;
  field?: string;
}

/** Everything one sees, as the address keeps it. */
export interface LineageView {
  focus?: Focus;
  direction: 'upstream' | 'downstream' | 'both';
  depth: number;
  columns: boolean;
  indirect: boolean;
  impact: boolean;
  table: boolean;
  picked?: Picked;
  /** A moment of the past, of ISO 8601; without it, now. */
  at?: string;
  /** Nodes whose neighbours were loaded. */
  opened: string[];
}

const DIRECTIONS = ['upstream', 'downstream', 'both'] as const;
export const DEPTHS = [1, 2, 3, 5, 10, 20];
const DEFAULT_DEPTH = 3;

/** Reads an address. */
export function viewOf(search: URLSearchParams): LineageView {
  const [dataset, pipeline, node] = ['dataset', 'pipeline', 'picked'].map(
    (key) => search.get(key) ?? undefined,
  );
  const depth = Number(search.get('depth'));
  return {
    focus: focusIn(dataset, pipeline),
    direction: DIRECTIONS.find((direction) => direction === search.get('direction')) ?? 'both',
    depth: DEPTHS.includes(depth) ? depth : DEFAULT_DEPTH,
    columns: search.get('columns') !== 'off',
    indirect: search.get('indirect') === 'on',
    impact: search.get('impact') === 'on',
    table: search.get('view') === 'table',
    picked: node ? { node, field: search.get('column') ?? undefined } : undefined,
    at: search.get('at') ?? undefined,
    opened: search.getAll('open'),
  };
}

function focusIn(dataset: string | undefined, pipeline: string | undefined): Focus | undefined {
  if (dataset) return { type: 'dataset', id: dataset };
  return pipeline ? { type: 'pipeline', id: pipeline } : undefined;
}

/** What can be changed, as the address writes it; what is usual is left out. */
const WRITERS: {
  [K in keyof LineageView]?: (value: LineageView[K]) => Record<string, string | string[] | undefined>;
} = {
  focus: (focus) => ({
    dataset: focus?.type === 'dataset' ? focus.id : undefined,
    pipeline: focus?.type === 'pipeline' ? focus.id : undefined,
  }),
  direction: (direction) => ({ direction: direction === 'both' ? undefined : direction }),
  depth: (depth) => ({ depth: depth === DEFAULT_DEPTH ? undefined : String(depth) }),
  columns: (columns) => ({ columns: columns ? undefined : 'off' }),
  indirect: (indirect) => ({ indirect: indirect ? 'on' : undefined }),
  impact: (impact) => ({ impact: impact ? 'on' : undefined }),
  table: (table) => ({ view: table ? 'table' : undefined }),
  picked: (picked) => ({ picked: picked?.node, column: picked?.field }),
  at: (at) => ({ at }),
  opened: (opened) => ({ open: opened }),
};

/** An address with a changed view. */
export function withView(search: URLSearchParams, change: Partial<LineageView>): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const key of Object.keys(change) as (keyof LineageView)[]) {
    const write = WRITERS[key] as (value: unknown) => Record<string, string | string[] | undefined>;
    for (const [name, value] of Object.entries(write(change[key]))) {
      next.delete(name);
      for (const word of [value ?? []].flat()) next.append(name, word);
    }
  }
  return next;
}
