import type { Point } from './layout';

/** A curve through the points that leaves and arrives level, as SVG writes it. */
export function curveThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  let path = `M${round(first.x)} ${round(first.y)}`;
  let before = first;
  for (const point of rest) {
    const bow = Math.max(24, Math.abs(point.x - before.x) / 2);
    const c1 = before.x + bow;
    const c2 = point.x - bow;
    path += `C${round(c1)} ${round(before.y)} ${round(c2)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    before = point;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
