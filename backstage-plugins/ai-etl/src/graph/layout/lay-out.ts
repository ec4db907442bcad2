import { acyclic } from './acyclic';
import { layersOf } from './layers';
import { orderLayers } from './order';
import { place } from './place';
import { slices } from './slices';
import { withBends } from './bends';

/** What is laid out: a box of known size. */
export interface LayoutBox {
  id: string;
  width: number;
  height: number;
}

/** From left to right. */
export interface LayoutEdge {
  from: string;
  to: string;
}

export interface Point {
  x: number;
  y: number;
}

/** Room between layers (columns of the picture) and between boxes of one layer. */
export interface LayoutGaps {
  layer: number;
  box: number;
}

/** Where everything went. */
export interface Laid {
  /** Upper left corners, by id. */
  boxes: Map<string, Point>;
  /** Points that a long edge passes between other boxes, by `from→to`, from left to right. */
  bends: Map<string, Point[]>;
  width: number;
  height: number;
}

const GAPS: LayoutGaps = { layer: 96, box: 24 };

/**
 * A layered layout, left to right, in the manner of Sugiyama: cycles are opened, boxes get layers, long edges get
 * bends, layers are ordered to cross little, and boxes move towards their neighbours. It works in slices and lets the
 * page breathe between them, so that thousands of boxes never hold it.
 */
export async function layOut(
  boxes: readonly LayoutBox[],
  edges: readonly LayoutEdge[],
  gaps: LayoutGaps = GAPS,
): Promise<Laid> {
  const pause = slices();
  const known = new Set(boxes.map((box) => box.id));
  const between = edges.filter((edge) => edge.from !== edge.to && known.has(edge.from) && known.has(edge.to));
  const forward = acyclic([...known], between);
  await pause();
  const layers = layersOf([...known], forward);
  const graph = withBends(boxes, forward, layers);
  await pause();
  const ordered = await orderLayers(graph, pause);
  return place(graph, ordered, gaps, pause);
}
