import type { GraphBox } from './GraphCanvas';

const PLAIN = 'var(--bui-gray-5)';

/** All boxes as one shape for each colour: thousands of them cost no more than a few. */
export function spotsOf(boxes: readonly GraphBox[]): { tint: string; path: string }[] {
  const byTint = new Map<string, string[]>();
  for (const { x, y, width, height, tint = PLAIN } of boxes) {
    if (!byTint.has(tint)) byTint.set(tint, []);
    byTint.get(tint)!.push(`M${x} ${y}h${width}v${height}h${-width}z`);
  }
  return [...byTint].map(([tint, spots]) => ({ tint, path: spots.join('') }));
}
