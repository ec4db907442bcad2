import { GroupCommit } from './GroupCommit';

describe('items that wait', () => {
  it('share a commit', async () => {
    const groups: number[][] = [];
    const commit = new GroupCommit<number, number>(async (items) => {
      groups.push(items);
      await new Promise(setImmediate);
      return items.map((item) => item * 2);
    });
    const first = commit.add(1);
    await Promise.resolve();
    const rest = [2, 3, 4].map((item) => commit.add(item));
    expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8]);
    expect(groups.flat()).toEqual([1, 2, 3, 4]);
    expect(groups.length).toBeLessThan(3);
  });

  it('do not fail with one of them', async () => {
    const stored: string[] = [];
    const commit = new GroupCommit<string, void>(async (items) => {
      if (items.includes('poison')) throw new Error('no');
      stored.push(...items);
      return items.map(() => undefined);
    });
    const results = await Promise.allSettled(['a', 'poison', 'b'].map((item) => commit.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stored).toEqual(['a', 'b']);
    await expect(commit.add('poison')).rejects.toThrow('no');
    await commit.add('c');
    expect(stored).toContain('c');
  });

  it('are refused when too many wait already', async () => {
    let release: () => void = () => undefined;
    const commit = new GroupCommit<number, void>(async (items) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return items.map(() => undefined);
    });
    const waiting = Array.from({ length: 5000 }, (_, item) => commit.add(item));
    await expect(commit.add(5001)).rejects.toMatchObject({ code: 'portal.too-busy' });
    const all = Promise.all(waiting);
    let done = false;
    void all.then(() => {
      done = true;
    });
    while (!done) {
      release();
      await new Promise(setImmediate);
    }
    await commit.idle();
  });
});
