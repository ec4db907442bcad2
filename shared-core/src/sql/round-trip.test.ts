import fc from 'fast-check';
import {
  dialectIds,
  parseExpression,
  parseQuery,
  printExpression,
  printQuery,
  refusals,
  sqlReady,
  withoutPositions,
} from '.';
import { trees } from './testing/trees';

beforeAll(() => sqlReady());

const runs = { numRuns: 400 };

describe('parsing gives back what was printed', () => {
  it('of every expression', () => {
    fc.assert(
      fc.property(trees.expression, (tree) => {
        expect(withoutPositions(parseExpression(printExpression(tree, 'postgresql')))).toEqual(
          withoutPositions(tree),
        );
      }),
      runs,
    );
  });

  it('of every query', () => {
    fc.assert(
      fc.property(trees.query, (tree) => {
        expect(withoutPositions(parseQuery(printQuery(tree, 'postgresql')))).toEqual(withoutPositions(tree));
      }),
      runs,
    );
  });
});

it('prints or refuses any tree in any dialect, always with the same text', () => {
  fc.assert(
    fc.property(trees.query, fc.constantFrom(...dialectIds), (tree, dialect) => {
      if (refusals(tree, dialect).length > 0)
        expect(() => printQuery(tree, dialect)).toThrow(
          expect.objectContaining({ code: 'sql.dialect-cannot' }),
        );
      else expect(printQuery(tree, dialect)).toBe(printQuery(structuredClone(tree), dialect));
    }),
    runs,
  );
});
