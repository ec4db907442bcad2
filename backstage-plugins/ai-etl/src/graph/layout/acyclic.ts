import type { LayoutEdge } from './lay-out';

/** The same edges without duplicates, those that would close a cycle turned around. */
export function acyclic(ids: readonly string[], edges: readonly LayoutEdge[]): LayoutEdge[] {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of edges) next.get(from)!.push(to);
  const backward = backEdges(ids, next);
  const seen = new Set<string>();
  const forward: LayoutEdge[] = [];
  for (const { from, to } of edges) {
    const edge = backward.has(keyOf(from, to)) ? { from: to, to: from } : { from, to };
    if (!seen.has(keyOf(edge.from, edge.to))) forward.push(edge);
    seen.add(keyOf(edge.from, edge.to));
  }
  return forward;
}

/** How an edge is called. */
export function keyOf(from: string, to: string): string {
  return `${from}→${to}`;
}

/** Edges to a box that the walk is still inside of; a walk with a stack of its own, because chains may be long. */
function backEdges(ids: readonly string[], next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const backward = new Set<string>();
  const state = new Map<string, 'open' | 'done'>();
  for (const root of ids) {
    const walk: { id: string; at: number }[] = state.has(root) ? [] : [{ id: root, at: 0 }];
    state.set(root, state.get(root) ?? 'open');
    while (walk.length > 0) {
      const top = walk[walk.length - 1];
      const child = next.get(top.id)![top.at++];
      if (child === undefined) {
        state.set(top.id, 'done');
        walk.pop();
      } else if (state.get(child) === 'open') {
        backward.add(keyOf(top.id, child));
      } else if (!state.has(child)) {
        state.set(child, 'open');
        walk.push({ id: child, at: 0 });
      }
    }
  }
  return backward;
}
