import type { LayeredGraph } from './bends';
import type { Pause } from './slices';

const SWEEPS = 8;

/** Orders each layer by the middle of its neighbours, sweeping right and left: few crossings, at little cost. */
export async function orderLayers(graph: LayeredGraph, pause: Pause): Promise<string[][]> {
  const layers = firstOrder(graph);
  const position = new Map<string, number>();
  const number = (layer: string[]) => layer.forEach((id, index) => position.set(id, index));
  layers.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const rightward = sweep % 2 === 0;
    const turn = rightward ? layers : [...layers].reverse();
    for (const layer of turn) {
      sortByMiddle(layer, rightward ? graph.left : graph.right, position);
      number(layer);
      await pause();
    }
  }
  return layers;
}

/** Boxes in the order a walk from the left meets them: connected ones start out together. */
function firstOrder(graph: LayeredGraph): string[][] {
  const rank = new Map<string, number>();
  for (const start of graph.layers.flat()) {
    const walk = [start];
    while (walk.length > 0) {
      const id = walk.pop()!;
      if (rank.has(id)) continue;
      rank.set(id, rank.size);
      walk.push(...[...graph.right.get(id)!, ...graph.left.get(id)!].reverse());
    }
  }
  return graph.layers.map((layer) => [...layer].sort((a, b) => rank.get(a)! - rank.get(b)!));
}

function sortByMiddle(
  layer: string[],
  neighbours: ReadonlyMap<string, string[]>,
  position: ReadonlyMap<string, number>,
): void {
  const middle = new Map(
    layer.map((id, index) => {
      const near = neighbours.get(id)!;
      // Without a neighbour on this side it stays where it is.
      return [
        id,
        near.length === 0 ? index : near.reduce((sum, other) => sum + position.get(other)!, 0) / near.length,
      ];
    }),
  );
  layer.sort((a, b) => middle.get(a)! - middle.get(b)!);
}
