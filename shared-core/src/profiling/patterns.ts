import type { ColumnProfile } from './profile';
import type { ValueCount } from './value-counts';

/** Letters to A and a (of any script), digits to 9, the rest as it is: `AB-1234` becomes `AA-9999`. @internal */
function shapeOf(value: string): string {
  return value
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{Ll}\p{Lo}\p{Lm}\p{Lt}]/gu, 'a')
    .replace(/\p{Nd}/gu, '9');
}

/** Runs of one kind become one with a plus, so that words of different length are alike. */
const looseShape = (value: string) => shapeOf(value).replace(/(A|a|9)\1+/g, '$1+');

/** A shape longer than this says nothing to a reader. */
const longestShape = 40;
/** Below this share of the best shape the loose shapes are tried. */
const telling = 0.2;

/**
 * The shapes that values follow, most frequent first, at most five.
 * @param values - all values, or a sample of them
 * @internal
 */
export function patternsOf(values: ValueCount[]): ColumnProfile['patterns'] {
  const exact = sharesOf(values, shapeOf);
  const best = (exact[0]?.share ?? 0) >= telling ? exact : sharesOf(values, looseShape);
  const shown = best
    .filter(({ pattern, share }) => pattern.length <= longestShape && share >= 0.01)
    .slice(0, 5);
  return shown.length > 0 ? shown : undefined;
}

function sharesOf(values: ValueCount[], shape: (value: string) => string) {
  const found = new Map<string, { count: number; example: string }>();
  let rows = 0;
  for (const { value, count } of values) {
    const pattern = shape(value);
    const known = found.get(pattern);
    if (known) known.count += count;
    else found.set(pattern, { count, example: value });
    rows += count;
  }
  return [...found]
    .map(([pattern, { count, example }]) => ({
      pattern,
      share: Math.round((count / rows) * 1e4) / 1e4,
      example,
    }))
    .sort((a, b) => b.share - a.share || (a.pattern < b.pattern ? -1 : 1));
}
