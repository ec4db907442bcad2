import type { RunBrief } from '@ai-etl/backstage-plugin-ai-etl-common';
import { isNarrowed, queryOf, withChange, withoutFilters } from './query';
import { barsOf, countByState } from './bars';

const run = (runId: string, seconds?: number, state: RunBrief['state'] = 'success'): RunBrief => ({
  runId,
  seconds,
  state,
});
const ROOM = { width: 98, height: 20, gap: 2, slots: 10 };

describe('sparkline', () => {
  it('stands against the right edge, the newest last', () => {
    const bars = barsOf([run('old', 1), run('new', 4)], ROOM);
    expect(bars.map((bar) => bar.run.runId)).toEqual(['old', 'new']);
    expect(bars[1].x + bars[1].width).toBeCloseTo(ROOM.width);
    expect(bars[1]).toMatchObject({ y: 0, height: 20 });
    expect(bars[0].height).toBe(10);
  });

  it('keeps short runs in sight and the newest when there are too many', () => {
    const bars = barsOf(
      [...Array.from({ length: 15 }, (_, index) => run(String(index), 0.001)), run('slow', 9999)],
      ROOM,
    );
    expect(bars).toHaveLength(10);
    expect(bars[0].height).toBe(5);
    expect(bars[9].run.runId).toBe('slow');
  });

  it('draws runs of unknown length in full', () => {
    expect(barsOf([run('a'), run('b')], ROOM).map((bar) => bar.height)).toEqual([20, 20]);
    expect(barsOf([], ROOM)).toEqual([]);
  });

  it('counts by state', () => {
    expect(countByState([run('a'), run('b', 1, 'failed'), run('c')])).toEqual({ success: 2, failed: 1 });
  });
});

describe('the address of the list', () => {
  it('reads what is there and falls back to what is usual', () => {
    expect(
      queryOf(new URLSearchParams('search=%20x%20&sort=owner&order=desc&offset=50&limit=9999')),
    ).toMatchObject({ search: 'x', sort: 'owner', order: 'desc', offset: 50, limit: 100 });
    expect(queryOf(new URLSearchParams('sort=DROP&offset=-3'))).toMatchObject({
      sort: 'name',
      order: 'asc',
      offset: 0,
    });
  });

  it('goes back to the first page when what is listed changes', () => {
    const second = new URLSearchParams('owner=a&offset=25');
    expect(withChange(second, { tag: 'x' }).toString()).toBe('owner=a&tag=x');
    expect(withChange(second, { offset: '50' }).get('offset')).toBe('50');
    expect(isNarrowed(queryOf(second))).toBe(true);
    expect(isNarrowed(queryOf(withoutFilters(second)))).toBe(false);
  });
});
