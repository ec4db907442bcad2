import { dialects, functionCatalogue, functionNamed } from '..';
import { parseSignature } from './signature';

it('has a row for each function, and only one', () => {
  const names = functionCatalogue.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(110);
  expect(functionNamed('lower')?.kind).toBe('scalar');
  expect(functionNamed('toString')).toBeUndefined();
});

it.each(functionCatalogue)(
  '$name has a signature that reads and a vector that proves it',
  ({ signatures, vectors }) => {
    for (const signature of signatures) {
      expect(signature).toMatch(/^.*-> \S+$/);
      expect(parseSignature(signature).result).not.toBe('');
    }
    expect(vectors.length).toBeGreaterThan(0);
  },
);

describe.each(Object.values(dialects))('$id', ({ functions, sameFunctions }) => {
  it('spells or refuses every function, and knows no other', () => {
    const names = functionCatalogue.map(({ name }) => name);
    const same = sameFunctions === 'all' ? names : [...sameFunctions];
    expect([...new Set([...Object.keys(functions), ...same])].sort()).toEqual([...names].sort());
  });

  it('says why where it refuses', () => {
    for (const spelling of Object.values(functions))
      if (typeof spelling === 'object')
        expect(Object.values(spelling.cannot).every((text) => text.length > 0)).toBe(true);
  });
});
