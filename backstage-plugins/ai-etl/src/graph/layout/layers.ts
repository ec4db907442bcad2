import type { LayoutEdge } from './lay-out';

/** The layer of each box: after all that it comes from, and sources close to what they feed. */
export function layersOf(ids: readonly string[], edges: readonly LayoutEdge[]): Map<string, number> {
  const outgoing = new Map<string, string[]>(ids.map((id) => [id, []]));
  const waiting = new Map<string, number>(ids.map((id) => [id, 0]));
  for (const { from, to } of edges) {
    outgoing.get(from)!.push(to);
    waiting.set(to, waiting.get(to)! + 1);
  }
  const isSource = new Map([...waiting].map(([id, count]) => [id, count === 0]));
  const layers = new Map<string, number>(ids.map((id) => [id, 0]));
  const ready = ids.filter((id) => isSource.get(id));
  for (let at = 0; at < ready.length; at++) {
    for (const to of outgoing.get(ready[at])!) {
      layers.set(to, Math.max(layers.get(to)!, layers.get(ready[at])! + 1));
      waiting.set(to, waiting.get(to)! - 1);
      if (waiting.get(to) === 0) ready.push(to);
    }
  }
  for (const id of ids) {
    const fed = outgoing.get(id)!;
    if (isSource.get(id) && fed.length > 0) layers.set(id, Math.min(...fed.map((to) => layers.get(to)!)) - 1);
  }
  return layers;
}
