import type { Shape } from './plan';
import type { Needed } from './step-rules';

/** Either, together. */
export function alsoNeeded(needed: Needed, more: Needed): Needed {
  return needed === 'all' || more === 'all' ? 'all' : new Set([...needed, ...more]);
}

/** Without some names, such as those that a step makes itself. */
export function withoutNames(needed: Needed, names: Iterable<string>, shape: Shape): Needed {
  const made = new Set(names);
  const all = needed === 'all' ? closedNames(shape) : [...needed];
  return all === undefined ? 'all' : new Set(all.filter((name) => !made.has(name)));
}

/** Names that are read, in the order of the shape; undefined where they cannot be listed. */
export function neededNames(needed: Needed, shape: Shape): string[] | undefined {
  if (needed === 'all') return closedNames(shape);
  const known = shape.fields.map((field) => field.name);
  return [
    ...known.filter((name) => needed.has(name)),
    ...[...needed].filter((name) => !known.includes(name)),
  ];
}

const closedNames = (shape: Shape) => (shape.open ? undefined : shape.fields.map((field) => field.name));

/** A query has to have a column: a step of which only the number of rows matters gives its first. */
export function atLeastOne(needed: Needed, shape: Shape): Needed {
  if (needed === 'all' || needed.size > 0) return needed;
  const [first] = shape.fields;
  return first ? new Set([first.name]) : 'all';
}
