import { nextSight } from './useSight';

const view = (left: number, width: number) => ({ left, right: left + width, top: 0, bottom: 100 });

describe('nextSight', () => {
  const drawn = nextSight(undefined, view(0, 100));

  it('draws some room around the view', () => {
    expect(drawn).toEqual({ left: -75, right: 175, top: -75, bottom: 175 });
  });

  it('is the same while the view stays within', () => {
    expect(nextSight(drawn, view(70, 100))).toBe(drawn);
    // Come so near, most of what is drawn is far away.
    expect(nextSight(drawn, { ...view(40, 20), top: 40, bottom: 60 })).not.toBe(drawn);
    expect(nextSight(drawn, { ...view(40, 50), top: 30, bottom: 80 })).toBe(drawn);
  });

  it('moves on with a view that leaves', () => {
    expect(nextSight(drawn, view(80, 100))).toEqual({ left: 5, right: 255, top: -75, bottom: 175 });
  });
});
