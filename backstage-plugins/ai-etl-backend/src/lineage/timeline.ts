import type { Edges } from '../database/lineage-at';
import { counting, isGone, marksOf, type Moment, type Roster } from '../open-lineage/job-lineage';
import type { ColumnEdge, Edge } from './LineageQueries';

/** A job of a version with its moments, and what its marks mean. */
export interface ToldJob {
  pipelineId: number;
  version: number;
  job: string;
  task: string | null;
  moments: readonly Moment[];
  told: ReadonlyMap<string, Edges>;
  /** Lists of tasks, where the job is the one that holds them. */
  rosters: readonly Roster[];
}

/** A version and when it was published. */
export interface Version {
  version: number;
  at: string;
}

/** Edges by key. */
export interface KeyedEdges {
  edges: ReadonlyMap<string, Edge>;
  columnEdges: ReadonlyMap<string, ColumnEdge>;
}

/** A time from which on lineage was another one. */
export interface Change {
  at: string;
  run?: string;
  version?: number;
  added: { edges: Edge[]; columnEdges: ColumnEdge[] };
  removed: { edges: Edge[]; columnEdges: ColumnEdge[] };
}

const nothing: KeyedEdges = { edges: new Map(), columnEdges: new Map() };

/** All changes of one pipeline's lineage, oldest first: the state at each time at which anything was told, compared. */
export function changesOf(
  jobs: readonly ToldJob[],
  versions: readonly Version[],
  keyed: (edges: Edges) => KeyedEdges,
): Change[] {
  const moments = jobs.flatMap((one) => one.moments);
  const times = [...new Set([...moments, ...versions].map(({ at }) => at))].sort();
  const changes: Change[] = [];
  let before = { key: '', state: nothing };
  for (const at of times) {
    const told = toldAt(jobs, versions, at);
    if (told.key === before.key) continue;
    const state = keyed(told.edges());
    const added = missingFrom(before.state, state);
    const removed = missingFrom(state, before.state);
    before = { key: told.key, state };
    if (count(added) + count(removed) === 0) continue;
    const version = versions.find((one) => one.at === at)?.version;
    const run = version === undefined ? moments.find((one) => one.at === at && one.runId)?.runId : undefined;
    changes.push({ at, ...(run && { run }), ...(version !== undefined && { version }), added, removed });
  }
  return changes;
}

/** What counted at a time, by a key that is the same for the same lineage. */
function toldAt(jobs: readonly ToldJob[], versions: readonly Version[], at: string) {
  const version = versions.reduce(
    (newest, one) => (one.at <= at ? Math.max(newest, one.version) : newest),
    0,
  );
  const own = jobs.filter((one) => one.version === version);
  const roster = own
    .flatMap(({ rosters }) => rosters)
    .reduce<Roster | undefined>(
      (newest, one) => (one.at <= at && (!newest || one.at >= newest.at) ? one : newest),
      undefined,
    );
  const told = own.flatMap((job) => {
    const moments = counting(job.moments.filter((one) => one.at <= at));
    const lastAt = moments.reduce((last, one) => (one.at > last ? one.at : last), '');
    if (isGone({ ...job, lastAt }, roster)) return [];
    return marksOf(moments).flatMap((mark) => {
      const edges = job.told.get(mark);
      return edges ? [{ mark: `${version} ${job.job} ${mark}`, edges }] : [];
    });
  });
  return {
    key: told
      .map(({ mark }) => mark)
      .sort()
      .join('\n'),
    edges: (): Edges => ({
      edges: told.flatMap(({ edges }) => edges.edges),
      columnEdges: told.flatMap(({ edges }) => edges.columnEdges),
    }),
  };
}

const missingFrom = (known: KeyedEdges, state: KeyedEdges) => ({
  edges: [...state.edges].flatMap(([key, edge]) => (known.edges.has(key) ? [] : edge)),
  columnEdges: [...state.columnEdges].flatMap(([key, edge]) => (known.columnEdges.has(key) ? [] : edge)),
});

const count = ({ edges, columnEdges }: Change['added']) => edges.length + columnEdges.length;
