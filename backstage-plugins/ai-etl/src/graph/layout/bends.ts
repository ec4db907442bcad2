import { keyOf } from './acyclic';
import type { LayoutBox, LayoutEdge } from './lay-out';

/** A graph whose edges go from one layer to the next only. */
export interface LayeredGraph {
  /** Ids layer by layer; bends are among them. */
  layers: string[][];
  boxes: Map<string, LayoutBox>;
  left: Map<string, string[]>;
  right: Map<string, string[]>;
  /** The bends of an edge, from left to right. */
  bends: Map<string, string[]>;
}

const BEND_HEIGHT = 12;

/** Puts a bend into every layer that an edge passes, so that it gets a way of its own between the boxes. */
export function withBends(
  boxes: readonly LayoutBox[],
  edges: readonly LayoutEdge[],
  layerOf: ReadonlyMap<string, number>,
): LayeredGraph {
  const graph: LayeredGraph = {
    layers: [],
    boxes: new Map(),
    left: new Map(),
    right: new Map(),
    bends: new Map(),
  };
  for (const box of boxes) add(graph, box, layerOf.get(box.id)!);
  for (const { from, to } of edges) {
    const chain: string[] = [];
    for (let layer = layerOf.get(from)! + 1; layer < layerOf.get(to)!; layer++) {
      const bend = { id: `${keyOf(from, to)} ${layer}`, width: 0, height: BEND_HEIGHT };
      add(graph, bend, layer);
      chain.push(bend.id);
    }
    if (chain.length > 0) graph.bends.set(keyOf(from, to), chain);
    [from, ...chain].forEach((id, index) => join(graph, id, chain[index] ?? to));
  }
  return graph;
}

function add(graph: LayeredGraph, box: LayoutBox, layer: number): void {
  while (graph.layers.length <= layer) graph.layers.push([]);
  graph.layers[layer].push(box.id);
  graph.boxes.set(box.id, box);
  graph.left.set(box.id, []);
  graph.right.set(box.id, []);
}

function join(graph: LayeredGraph, from: string, to: string): void {
  graph.right.get(from)!.push(to);
  graph.left.get(to)!.push(from);
}
