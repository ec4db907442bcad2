import type { LineageChanges, LineageEdges } from '@ai-etl/backstage-plugin-ai-etl-common';
import { findGraph, type Focus, type GraphOptions } from './graph';
import { shownMoment, type Moment } from './moment';
import { columnKey, edgeKey, type PastLineage } from './PastLineage';
import type { ColumnEdge, Edge, LineageSource } from './LineageQueries';

/** One of two moments, and lineage as it was then. */
export interface Side {
  moment: Moment;
  lineage: PastLineage;
}

/**
 * What changed around a focus between two moments. The walk goes along edges of both, so that an edge counts as new
 * only when it was not there before, not when there was no way to it.
 */
export async function lineageChanges(
  from: Side,
  to: Side,
  focus: Focus,
  options: GraphOptions,
): Promise<LineageChanges> {
  const either = new EitherLineage(from.lineage, to.lineage);
  const { nodes, found, shown, truncated } = await findGraph(either, focus, options);
  const part = (isWanted: (key: string) => boolean): LineageEdges => ({
    edges: found.edges.filter((edge) => isWanted(edgeKey(edge))).map(shown.edge),
    columnEdges: found.columnEdges.filter((edge) => isWanted(columnKey(edge))).map(shown.columnEdge),
  });
  const { before, after } = either;
  return {
    from: shownMoment(from.moment),
    to: shownMoment(to.moment),
    nodes,
    added: part((key) => after.has(key) && !before.has(key)),
    removed: part((key) => before.has(key) && !after.has(key)),
    kept: part((key) => before.has(key) && after.has(key)),
    truncated,
  };
}

/** Edges that were there at either of two moments, and at which. */
class EitherLineage implements LineageSource {
  /** Keys of the edges that were met. */
  readonly before = new Set<string>();
  readonly after = new Set<string>();

  constructor(
    private readonly from: PastLineage,
    private readonly to: PastLineage,
  ) {}

  async edges(...asked: Parameters<LineageSource['edges']>): Promise<Edge[]> {
    const [before, after] = await Promise.all([this.from.edges(...asked), this.to.edges(...asked)]);
    return joined(before, after, edgeKey, this);
  }

  async columnEdges(...asked: Parameters<LineageSource['columnEdges']>): Promise<ColumnEdge[]> {
    const [before, after] = await Promise.all([
      this.from.columnEdges(...asked),
      this.to.columnEdges(...asked),
    ]);
    return joined(before, after, columnKey, this);
  }

  async degrees(...[end, ids, direction, visible]: Parameters<LineageSource['degrees']>) {
    const counts = new Map<string | number, number>();
    for (const edge of await this.edges(end, ids, direction, visible, Infinity))
      counts.set(edge[end], (counts.get(edge[end]) ?? 0) + 1);
    return counts;
  }

  datasets = (ids: readonly string[]) => this.to.datasets(ids);
  pipelines = (ids: readonly number[]) => this.to.pipelines(ids);
  lastRuns = () => this.to.lastRuns();
}

function joined<T>(
  before: T[],
  after: T[],
  keyOf: (one: T) => string,
  met: { before: Set<string>; after: Set<string> },
): T[] {
  for (const one of before) met.before.add(keyOf(one));
  for (const one of after) met.after.add(keyOf(one));
  return [...new Map([...before, ...after].map((one) => [keyOf(one), one])).values()];
}
