import { layOut, type LayoutBox, type LayoutEdge } from '.';
import { spread } from './spread';

const box = (id: string, height = 40): LayoutBox => ({ id, width: 100, height });
const edges = (...pairs: string[]): LayoutEdge[] => pairs.map((pair) => ({ from: pair[0], to: pair[1] }));

describe('layOut', () => {
  it('goes from left to right, also where edges form a cycle', async () => {
    const { boxes } = await layOut(
      [...'abcd'].map((id) => box(id)),
      edges('ab', 'bc', 'cd', 'db'),
    );
    expect(boxes.get('a')!.x).toBeLessThan(boxes.get('b')!.x);
    expect(boxes.get('b')!.x).toBeLessThan(boxes.get('c')!.x);
    expect(boxes.get('c')!.x).toBeLessThan(boxes.get('d')!.x);
  });

  it('puts a source next to what it feeds, not at the far left', async () => {
    const { boxes } = await layOut(
      [...'abcs'].map((id) => box(id)),
      edges('ab', 'bc', 'sc'),
    );
    expect(boxes.get('s')!.x).toBe(boxes.get('b')!.x);
  });

  it('stands a chain in one line', async () => {
    const { boxes } = await layOut(
      [...'abc'].map((id) => box(id)),
      edges('ab', 'bc'),
    );
    expect(new Set([...boxes.values()].map(({ y }) => y)).size).toBe(1);
  });

  it('leads a long edge around the boxes it passes', async () => {
    const { boxes, bends } = await layOut(
      [...'abc'].map((id) => box(id)),
      edges('ab', 'bc', 'ac'),
    );
    const [bend] = bends.get('a→c')!;
    const between = boxes.get('b')!;
    expect(bend.x).toBeGreaterThan(boxes.get('a')!.x);
    expect(bend.y < between.y || bend.y > between.y + 40).toBe(true);
  });

  it('draws no box over another, however tangled the graph', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `n${index}`);
    const tangle = ids.flatMap((to, index) =>
      [1, 3, 11].flatMap((back) => (index >= back ? [{ from: ids[index - back], to }] : [])),
    );
    const { boxes } = await layOut(
      ids.map((id, index) => box(id, 20 + (index % 7) * 15)),
      tangle,
    );
    const placed = ids.map((id, index) => ({ ...boxes.get(id)!, height: 20 + (index % 7) * 15 }));
    const overlapping = placed.flatMap((a, i) =>
      placed.slice(i + 1).filter((b) => a.x === b.x && a.y < b.y + b.height && b.y < a.y + a.height),
    );
    expect(overlapping).toEqual([]);
  });

  it('lays out nothing, a lone box, a loop and an edge to nowhere', async () => {
    expect((await layOut([], [])).boxes.size).toBe(0);
    const { boxes, width, height } = await layOut([box('a')], edges('aa', 'az'));
    expect([boxes.get('a'), width, height]).toEqual([{ x: 0, y: 0 }, 100, 40]);
  });
});

describe('spread', () => {
  it('keeps what has room where it wants to be', () => {
    expect(spread([0, 100, 300], [10, 10, 10], 5)).toEqual([0, 100, 300]);
  });

  it('moves those that would overlap around their common middle', () => {
    expect(spread([50, 50], [20, 20], 10)).toEqual([35, 65]);
  });
});
