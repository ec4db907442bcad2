import type { ColumnEdge, LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { columnEdgeId, columnKey, tableEdgeId } from './ids';
import type { Picked } from './address';

/** What lights up. */
export interface Path {
  /** Ids of edges, of columns and of tables alike. */
  edges: Set<string>;
  nodes: Set<string>;
  /** `dataset:<id>` and field, see `columnKey`. */
  columns: Set<string>;
  upstream: number;
  downstream: number;
}

/** Everything a picked thing comes from and goes into. */
export function pathOf(graph: LineageGraph, picked: Picked, indirect: boolean): Path {
  return picked.field === undefined ? tablePath(graph, picked.node) : columnPath(graph, picked, indirect);
}

function tablePath(graph: LineageGraph, start: string): Path {
  const path = emptyPath([start]);
  const walk = (near: (edge: { from: string; to: string }) => [string, string]) => {
    const next = groupBy(graph.edges, (edge) => near(edge)[0]);
    return closure(
      [start],
      (id) => next.get(id) ?? [],
      (edge) => {
        path.edges.add(tableEdgeId(edge.from, edge.to));
        path.nodes.add(near(edge)[1]);
        return near(edge)[1];
      },
    );
  };
  path.upstream = walk(({ from, to }) => [to, from]);
  path.downstream = walk(({ from, to }) => [from, to]);
  return path;
}

function columnPath(graph: LineageGraph, { node, field }: Picked, indirect: boolean): Path {
  const start = columnKey(node, field);
  const path = emptyPath([node]);
  path.columns.add(start);
  const { into, outOf } = columnIndex(graph, indirect);
  const take = (edge: ColumnEdge, end: ColumnEdge['from']) => {
    const key = columnKey(`dataset:${end.dataset}`, end.field);
    path.edges.add(columnEdgeId(edge));
    path.nodes.add(`dataset:${end.dataset}`).add(`pipeline:${edge.pipeline}`);
    path.columns.add(key);
    return key;
  };
  // What decides about all rows of a table is upstream of each of its columns.
  path.upstream = closure(
    [start],
    (key) => [...(into.get(key) ?? []), ...(into.get(allRowsOf(key)) ?? [])],
    (edge) => take(edge, edge.from),
  );
  path.downstream = closure(
    [start],
    (key) => outOf.get(key) ?? [],
    (edge) => take(edge, edge.to),
  );
  return path;
}

interface ColumnIndex {
  into: Map<string, ColumnEdge[]>;
  outOf: Map<string, ColumnEdge[]>;
}

/** Kept for as long as the graph: the pointer asks for another path at every row it crosses. */
const indexes = new WeakMap<LineageGraph, Map<boolean, ColumnIndex>>();

function columnIndex(graph: LineageGraph, indirect: boolean): ColumnIndex {
  const kept = indexes.get(graph) ?? new Map<boolean, ColumnIndex>();
  indexes.set(graph, kept);
  if (!kept.has(indirect)) {
    const edges = graph.columnEdges.filter((edge) => indirect || edge.kind === 'direct');
    const into = groupBy(edges, ({ to }) => columnKey(`dataset:${to.dataset}`, to.field));
    kept.set(indirect, {
      into,
      outOf: groupBy(edges, ({ from }) => columnKey(`dataset:${from.dataset}`, from.field)),
    });
  }
  return kept.get(indirect)!;
}

function allRowsOf(key: string): string {
  return key.slice(0, key.indexOf('\n') + 1);
}

function emptyPath(nodes: string[]): Path {
  return { edges: new Set(), nodes: new Set(nodes), columns: new Set(), upstream: 0, downstream: 0 };
}

/** Walks from the starts as far as it goes; says how many it met. Cycles end at what was met before. */
function closure<E>(
  starts: readonly string[],
  edgesOf: (id: string) => readonly E[],
  take: (edge: E) => string,
): number {
  const met = new Set(starts);
  const queue = [...starts];
  for (let at = 0; at < queue.length; at++) {
    for (const edge of edgesOf(queue[at])) {
      const id = take(edge);
      if (!met.has(id)) queue.push(id);
      met.add(id);
    }
  }
  return met.size - starts.length;
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
