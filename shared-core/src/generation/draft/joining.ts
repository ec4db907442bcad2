import { plainName } from '../grammar/readers';
import { objectWords, type SceneColumn, type SceneDataset } from '../columns/scene';
import type { Columns } from './pick-column';
import type { Sources } from './sources';
import type { Interview } from './interview';
import { foreignKeys } from './foreign-keys';

/** How the rows of the sources come together; `columns` says what their fields are called after it. */
export interface Gathered {
  ids: Map<SceneDataset, string>;
  columns: Columns;
  combine?:
    | { kind: 'union'; mode: 'all' | 'distinct' }
    | {
        kind: 'join';
        type: 'inner' | 'left' | 'right' | 'full' | 'cross';
        on?: string[] | Record<string, string>;
      };
}

/** Step ids after the objects, each once. */
function idsOf(datasets: readonly SceneDataset[]): Map<SceneDataset, string> {
  const taken = new Set<string>();
  return new Map(
    datasets.map((dataset) => {
      const base = plainName(objectWords(dataset.object));
      let id = base;
      for (let count = 2; taken.has(id); count += 1) id = `${base}_${count}`;
      taken.add(id);
      return [dataset, id];
    }),
  );
}

/** Decides between a join and a union, and by what to join. */
export function gather(sources: Sources, interview: Interview): Gathered {
  const { datasets } = sources;
  const ids = idsOf(datasets);
  const [left, right] = datasets;
  if (!left || !right) return { ids, columns: plainColumns(datasets) };
  const way = sources.way === 'either' ? wayOf(sources, interview) : sources.way;
  if (way === 'union') {
    const mode = sources.distinct ? 'distinct' : 'all';
    interview.explain(sources.phrase, interview.say.union({ mode }), 0.95);
    return { ids, columns: unionColumns(datasets), combine: { kind: 'union', mode } };
  }
  const columns = joinColumns(datasets, ids);
  if (sources.type === 'cross') return { ids, columns, combine: { kind: 'join', type: 'cross' } };
  const on = keysOf(sources, left, right, interview);
  const combine = { kind: 'join' as const, type: sources.type, ...(on ? { on } : {}) };
  // A key of the right equals the left's, so that words for it mean the left's.
  const keys = new Set(on ? (Array.isArray(on) ? on : Object.values(on)) : []);
  const needless = (column: SceneColumn): boolean =>
    column.dataset === right && keys.has(column.name) && sources.type !== 'full' && sources.type !== 'right';
  return { ids, columns: { ...columns, all: columns.all.filter((column) => !needless(column)) }, combine };
}

const names = (dataset: SceneDataset): string[] => dataset.columns.map(({ name }) => name);

/** Datasets of the same fields go one under the other; others are joined when a key shows, else asked about. */
function wayOf(sources: Sources, interview: Interview): 'join' | 'union' {
  const [left, right] = sources.datasets as [SceneDataset, SceneDataset];
  const same = names(left).length > 0 && names(left).join('\n') === names(right).join('\n');
  if (same) return 'union';
  if (sources.on || (foreignKeys(left, right).length === 1 && names(left).length > 0)) return 'join';
  const options = [
    { value: 'union', label: interview.say.askUnion },
    { value: 'join', label: interview.say.askJoined },
  ];
  return interview.ask(
    'combine',
    sources.phrase,
    interview.say.askCombine({ left: left.object, right: right.object }),
    options,
  ).value as 'join' | 'union';
}

function keysOf(
  sources: Sources,
  left: SceneDataset,
  right: SceneDataset,
  interview: Interview,
): string[] | Record<string, string> | undefined {
  const said = sources.on?.map((pair) => namedPair(pair, left, right));
  const pairs =
    said && said.every((pair) => pair !== undefined)
      ? (said as [string, string][])
      : inferred(sources, left, right, interview);
  if (!pairs || pairs.length === 0) return undefined;
  interview.explain(
    sources.phrase,
    interview.say.join({ type: sources.type, on: pairs.map((pair) => pair.join(' = ')).join(', ') }),
    said ? 1 : 0.8,
  );
  return pairs.every(([one, other]) => one === other) ? pairs.map(([one]) => one) : Object.fromEntries(pairs);
}

/** `on customer_id`: the field of both, or of one that refers to the other's key. */
function namedPair(
  pair: NonNullable<Sources['on']>[number],
  left: SceneDataset,
  right: SceneDataset,
): [string, string] | undefined {
  const best = (mention: typeof pair.left, dataset: SceneDataset): string | undefined =>
    mention.candidates.find(({ column, score }) => column.dataset === dataset && score >= 0.6)?.column.name;
  const one = best(pair.left, left);
  const other = best(pair.right ?? pair.left, right);
  if (one && other && (pair.right || one === other)) return [one, other];
  if (pair.right) {
    const turned: [string | undefined, string | undefined] = [best(pair.right, left), best(pair.left, right)];
    return turned[0] && turned[1] ? [turned[0], turned[1]] : undefined;
  }
  const keys = foreignKeys(left, right).filter(([from, to]) => from === one || to === other);
  return keys[0] ?? (one && other ? [one, other] : undefined) ?? openPair(pair, left, right);
}

/** Of datasets without schemas the name is taken for both. */
const openPair = (
  pair: NonNullable<Sources['on']>[number],
  left: SceneDataset,
  right: SceneDataset,
): [string, string] | undefined =>
  left.open || right.open
    ? [pair.left.candidates[0]!.column.name, (pair.right ?? pair.left).candidates[0]!.column.name]
    : undefined;

function inferred(
  sources: Sources,
  left: SceneDataset,
  right: SceneDataset,
  interview: Interview,
): [string, string][] | undefined {
  const keys = foreignKeys(left, right);
  if (keys.length === 1) return keys;
  const options = keys.map((pair) => ({ value: pair.join('='), label: pair.join(' = ') }));
  const { value } = interview.ask(
    'join',
    { ...sources.phrase, text: '' },
    interview.say.askJoin({ left: left.object, right: right.object }),
    options,
    true,
  );
  const [one, other] = (value ?? '').split('=').map((name) => name.trim());
  return one ? [[one, other ?? one]] : undefined;
}

const plainColumns = (datasets: readonly SceneDataset[]): Columns => ({
  all: datasets.flatMap(({ columns }) => columns),
  nameOf: ({ name }) => name,
});

/** The first dataset's fields stand for those of the others. */
const unionColumns = (datasets: readonly SceneDataset[]): Columns => ({
  all: datasets.flatMap(({ columns }) => columns),
  nameOf: ({ name }) => name,
});

/** As the join step names its fields: a name that the left has already gets the right step's id before it. */
function joinColumns(datasets: readonly SceneDataset[], ids: Map<SceneDataset, string>): Columns {
  const output = new Map<SceneColumn, string>();
  const taken = new Set<string>();
  for (const dataset of datasets)
    for (const column of dataset.columns) {
      const name = taken.has(column.name) ? `${ids.get(dataset)}_${column.name}` : column.name;
      taken.add(name);
      output.set(column, name);
    }
  return { all: [...output.keys()], nameOf: (column) => output.get(column) ?? column.name };
}
