import { curveThrough } from './curves';
import type { EdgeShape } from './EdgeLayer';
import type { Point } from './layout';

/** An edge through points, with the room it takes. */
export function edgeShape(
  id: string,
  points: readonly Point[],
  looks: Pick<EdgeShape, 'dashed' | 'detail'> = {},
): EdgeShape {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return {
    id,
    path: curveThrough(points),
    ...looks,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}
