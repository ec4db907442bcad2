import type { LineageGraph, LineageNode } from '@ai-etl/backstage-plugin-ai-etl-common';

/**
 * One graph of several answers. How many neighbours a node has in all is what an answer shows plus what it hides; so
 * what stays hidden in the whole is that number less what the whole shows.
 */
export function mergeGraphs(graphs: readonly LineageGraph[]): LineageGraph {
  if (graphs.length === 1) return graphs[0];
  const nodes = new Map<string, LineageNode>();
  const totals = new Map<string, Degree>();
  for (const graph of graphs) {
    const shown = degrees(graph.edges);
    for (const node of graph.nodes) {
      if (!nodes.has(node.id)) nodes.set(node.id, node);
      const { up, down } = shown.get(node.id) ?? NONE;
      const before = totals.get(node.id) ?? NONE;
      totals.set(node.id, {
        up: Math.max(before.up, up + (node.hiddenUpstream ?? 0)),
        down: Math.max(before.down, down + (node.hiddenDownstream ?? 0)),
      });
    }
  }
  const edges = unique(graphs.flatMap((graph) => graph.edges));
  const shown = degrees(edges);
  return {
    nodes: [...nodes.values()].map((node) => {
      const { up, down } = shown.get(node.id) ?? NONE;
      const total = totals.get(node.id)!;
      return {
        ...node,
        hiddenUpstream: Math.max(0, total.up - up),
        hiddenDownstream: Math.max(0, total.down - down),
      };
    }),
    edges,
    columnEdges: unique(graphs.flatMap((graph) => graph.columnEdges)),
    truncated: graphs.some((graph) => graph.truncated),
  };
}

interface Degree {
  up: number;
  down: number;
}
const NONE: Degree = { up: 0, down: 0 };

function degrees(edges: LineageGraph['edges']): Map<string, Degree> {
  const found = new Map<string, Degree>();
  const of = (id: string) => {
    if (!found.has(id)) found.set(id, { up: 0, down: 0 });
    return found.get(id)!;
  };
  for (const { from, to } of unique(edges)) {
    of(from).down++;
    of(to).up++;
  }
  return found;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
