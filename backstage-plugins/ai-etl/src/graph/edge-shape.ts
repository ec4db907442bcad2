import { curveThrough } from './curves';
import type { EdgeShape, EdgeTone } from './EdgeLayer';
import type { Point } from './layout';

/** An edge through points, with the room it takes. */
export function edgeShape(id: string, points: readonly Point[], tone: EdgeTone, dashed?: boolean): EdgeShape {
  const xs = points.map(point => point.x);
  const ys = points.map(point => point.y);
  return {
    id,
    path: curveThrough(points),
    tone,
    dashed,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}
