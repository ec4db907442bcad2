import type { LineageGraph, LineageNode } from '@ai-etl/backstage-plugin-ai-etl-common';
import { byUrgency } from '../presentation/state';

/** A box with more neighbours on one side shows these many; the rest waits behind its badge. */
export const MOST_NEIGHBOURS = 12;

type Side = 'in' | 'out';

/**
 * A graph that can be looked at: hubs with hundreds of neighbours show the first few of them, those whose last run
 * went wrong before the others, and count the rest as hidden. What is opened shows all.
 *
 * @param starts - nodes that stay whatever happens: the focus, what is picked
 * @param opened - nodes whose neighbours were asked for
 */
export function foldHubs(
  graph: LineageGraph,
  starts: readonly (string | undefined)[],
  opened: readonly string[],
): LineageGraph {
  const near = neighboursOf(graph);
  const { nodes, edges } = reached(near, starts, new Set(opened));
  // A graph that nothing leads into from the starts is shown as it came.
  if (nodes.size === 0 || edges.size === graph.edges.length) return graph;
  const isShown = (from: string, to: string) => edges.has(edgeKey(from, to));
  const hidden = (id: string, side: Side) =>
    near(id, side).filter((node) => !edges.has(keyTowards(id, node.id, side))).length;
  return {
    ...graph,
    nodes: graph.nodes
      .filter(({ id }) => nodes.has(id))
      .map((node) => ({
        ...node,
        hiddenUpstream: (node.hiddenUpstream ?? 0) + hidden(node.id, 'in'),
        hiddenDownstream: (node.hiddenDownstream ?? 0) + hidden(node.id, 'out'),
      })),
    edges: graph.edges.filter(({ from, to }) => isShown(from, to)),
    columnEdges: graph.columnEdges.filter(
      ({ from, to, pipeline }) =>
        isShown(`dataset:${from.dataset}`, `pipeline:${pipeline}`) &&
        isShown(`pipeline:${pipeline}`, `dataset:${to.dataset}`),
    ),
  };
}

const edgeKey = (from: string, to: string) => `${from}\n${to}`;
const keyTowards = (id: string, other: string, side: Side) =>
  side === 'in' ? edgeKey(other, id) : edgeKey(id, other);

type Near = (id: string, side: Side) => readonly LineageNode[];

/** Neighbours by node and side, those that somebody must look at first. */
function neighboursOf({ nodes, edges }: LineageGraph): Near {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sides = { in: new Map<string, LineageNode[]>(), out: new Map<string, LineageNode[]>() };
  const add = (side: Side, of: string, id: string) => {
    const node = byId.get(id);
    if (!node) return;
    if (!sides[side].has(of)) sides[side].set(of, []);
    sides[side].get(of)!.push(node);
  };
  for (const { from, to } of edges) {
    add('out', from, to);
    add('in', to, from);
  }
  for (const side of Object.values(sides))
    for (const list of side.values())
      list.sort((one, other) => byUrgency(one.lastRun?.state, other.lastRun?.state));
  return (id, side) => sides[side].get(id) ?? [];
}

/**
 * Walks outward from the starts. Whether an edge is shown is decided at the end that is met first: else every reader of
 * a hub that is met by another way would draw its line to the hub after all.
 */
function reached(near: Near, starts: readonly (string | undefined)[], opened: ReadonlySet<string>) {
  const isKnown = (id: string) => near(id, 'in').length > 0 || near(id, 'out').length > 0;
  const nodes = new Set(starts.filter((id): id is string => id !== undefined && isKnown(id)));
  const edges = new Set<string>();
  const decided = new Set<string>();
  for (const id of nodes) {
    for (const side of ['in', 'out'] as const)
      for (const other of chosen(id, side)) {
        edges.add(keyTowards(id, other, side));
        nodes.add(other);
      }
    decided.add(id);
  }
  return { nodes, edges };

  function chosen(id: string, side: Side): string[] {
    const all = near(id, side).map((node) => node.id);
    if (opened.has(id)) return all;
    const open = all.filter((other) => !decided.has(other) || opened.has(other));
    if (all.length <= MOST_NEIGHBOURS) return open;
    const shown = all.filter((other) => edges.has(keyTowards(id, other, side))).length;
    const known = open.filter((other) => nodes.has(other));
    const strange = open.filter((other) => !nodes.has(other));
    return [...known, ...strange].slice(0, Math.max(0, MOST_NEIGHBOURS - shown));
  }
}
