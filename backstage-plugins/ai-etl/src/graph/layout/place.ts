import type { LayeredGraph } from './bends';
import type { Laid, LayoutGaps, Point } from './lay-out';
import type { Pause } from './slices';
import { spread } from './spread';

const PASSES = 10;

/** Gives ordered layers their places: columns from left to right, boxes at the height of their neighbours. */
export async function place(
  graph: LayeredGraph,
  layers: string[][],
  gaps: LayoutGaps,
  pause: Pause,
): Promise<Laid> {
  const middles = new Map<string, number>();
  for (const layer of layers) stack(graph, layer, gaps.box, middles);
  for (let pass = 0; pass < PASSES; pass++) {
    // The last pass goes right: a chain stands level with what it comes from.
    const rightward = pass % 2 === 1;
    const near = rightward ? graph.left : graph.right;
    for (const layer of rightward ? layers : [...layers].reverse()) {
      settle(graph, layer, gaps.box, middles, near);
      await pause();
    }
  }
  return measured(graph, layers, gaps, middles);
}

function stack(
  graph: LayeredGraph,
  layer: readonly string[],
  gap: number,
  middles: Map<string, number>,
): void {
  let y = 0;
  for (const id of layer) {
    const { height } = graph.boxes.get(id)!;
    middles.set(id, y + height / 2);
    y += height + gap;
  }
}

function settle(
  graph: LayeredGraph,
  layer: readonly string[],
  gap: number,
  middles: Map<string, number>,
  near: ReadonlyMap<string, string[]>,
): void {
  const wanted = layer.map((id) => {
    const others = near.get(id)!;
    return others.length === 0
      ? middles.get(id)!
      : others.reduce((sum, other) => sum + middles.get(other)!, 0) / others.length;
  });
  const heights = layer.map((id) => graph.boxes.get(id)!.height);
  spread(wanted, heights, gap).forEach((middle, index) => middles.set(layer[index], middle));
}

function measured(
  graph: LayeredGraph,
  layers: string[][],
  gaps: LayoutGaps,
  middles: ReadonlyMap<string, number>,
): Laid {
  const corners = new Map<string, Point>();
  let top = Infinity;
  let bottom = -Infinity;
  let x = 0;
  for (const layer of layers) {
    const widest = Math.max(0, ...layer.map((id) => graph.boxes.get(id)!.width));
    for (const id of layer) {
      const { width, height } = graph.boxes.get(id)!;
      const y = middles.get(id)! - height / 2;
      corners.set(id, { x: x + (widest - width) / 2, y });
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + height);
    }
    x += widest + gaps.layer;
  }
  const shift = Number.isFinite(top) ? top : 0;
  for (const corner of corners.values()) corner.y -= shift;
  return {
    ...separated(graph, corners),
    width: Math.max(0, x - gaps.layer),
    height: Math.max(0, bottom - shift),
  };
}

function separated(graph: LayeredGraph, corners: Map<string, Point>): Pick<Laid, 'boxes' | 'bends'> {
  const bends = new Map<string, Point[]>();
  for (const [edge, chain] of graph.bends) {
    bends.set(
      edge,
      chain.map((id) => ({ x: corners.get(id)!.x, y: corners.get(id)!.y + graph.boxes.get(id)!.height / 2 })),
    );
    for (const id of chain) corners.delete(id);
  }
  return { boxes: corners, bends };
}
