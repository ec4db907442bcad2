import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { GraphBox } from '../graph/GraphCanvas';

export const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
/** A key that walks. */
export type Arrow = (typeof ARROWS)[number];

/** Where an arrow leads: along an edge to the nearest neighbour, or up and down among those that stand in one column. */
export function stepFrom(
  id: string,
  arrow: Arrow,
  edges: LineageGraph['edges'],
  boxes: readonly GraphBox[],
): string | undefined {
  const here = boxes.find((box) => box.id === id);
  if (!here) return boxes[0]?.id;
  const ahead = candidates(here, arrow, edges, boxes);
  return ahead.sort((a, b) => Math.abs(middle(a) - middle(here)) - Math.abs(middle(b) - middle(here)))[0]?.id;
}

function candidates(
  here: GraphBox,
  arrow: Arrow,
  edges: LineageGraph['edges'],
  boxes: readonly GraphBox[],
): GraphBox[] {
  if (arrow === 'ArrowLeft' || arrow === 'ArrowRight') {
    const [mine, other] = arrow === 'ArrowRight' ? (['from', 'to'] as const) : (['to', 'from'] as const);
    const near = new Set(edges.filter((edge) => edge[mine] === here.id).map((edge) => edge[other]));
    return boxes.filter((box) => near.has(box.id));
  }
  const sign = arrow === 'ArrowDown' ? 1 : -1;
  const center = (box: GraphBox) => box.x + box.width / 2;
  return boxes.filter(
    (box) => Math.abs(center(box) - center(here)) < 1 && Math.sign(middle(box) - middle(here)) === sign,
  );
}

function middle(box: GraphBox): number {
  return box.y + box.height / 2;
}
