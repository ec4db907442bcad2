import type { Expression, Query } from './ast';

/** True if two trees say the same; positions do not count. @public */
export function sameExpression(left: Expression | Query, right: Expression | Query): boolean {
  return JSON.stringify(withoutPositions(left)) === JSON.stringify(withoutPositions(right));
}

/** The tree without positions, keys in order, so that equal trees are equal values. @public */
export function withoutPositions<T>(tree: T): T {
  if (Array.isArray(tree)) return tree.map((item: unknown) => withoutPositions(item)) as T;
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree).filter(([key, value]) => key !== 'at' && value !== undefined);
  return Object.fromEntries(
    entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, withoutPositions<unknown>(value)]),
  ) as T;
}
