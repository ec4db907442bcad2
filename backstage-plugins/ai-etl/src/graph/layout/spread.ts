/**
 * Middles as near to the wanted ones as the order and the gaps allow, by least squares: neighbours that would overlap
 * become one block, which stands at the mean of what its members want (pool adjacent violators).
 */
export function spread(wanted: readonly number[], heights: readonly number[], gap: number): number[] {
  const offsets = offsetsOf(heights, gap);
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((middle, index) => {
    let block = { sum: middle - offsets[index], count: 1 };
    while (blocks.length > 0 && mean(blocks[blocks.length - 1]) >= mean(block)) {
      const before = blocks.pop()!;
      block = { sum: before.sum + block.sum, count: before.count + block.count };
    }
    blocks.push(block);
  });
  return blocks
    .flatMap((block) => Array<number>(block.count).fill(mean(block)))
    .map((middle, index) => middle + offsets[index]);
}

/** Where middles are when the boxes stand as close as they may. */
function offsetsOf(heights: readonly number[], gap: number): number[] {
  const offsets: number[] = [];
  heights.forEach((height, index) => {
    offsets.push(index === 0 ? 0 : offsets[index - 1] + (heights[index - 1] + height) / 2 + gap);
  });
  return offsets;
}

function mean(block: { sum: number; count: number }): number {
  return block.sum / block.count;
}
