import type { Localized } from '../language';

/**
 * Names that a mistyped name may have meant, best first, at most three.
 *
 * @remarks Optimal string alignment distance (Damerau–Levenshtein without repeated transposition), letter case
 * ignored; up to a third of the letters may differ. A name that starts or ends with the given one counts as near.
 * @public
 */
export function nearestNames(name: string, candidates: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  // Another name of one letter is no near name.
  const allowed = Math.min(wanted.length - 1, Math.max(1, Math.floor(wanted.length / 3)));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: distanceTo(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** `. Did you mean …?` for the end of a message, or nothing. @public */
export const orNearest: Localized<(nearest: string[]) => string> = {
  en: (nearest) =>
    nearest.length ? `. Did you mean ${nearest.map((name) => `"${name}"`).join(' or ')}?` : '',
  ru: (nearest) =>
    nearest.length ? `. Возможно, имелось в виду ${nearest.map((name) => `«${name}»`).join(' или ')}?` : '',
};

function distanceTo(wanted: string, candidate: string): number {
  const contained =
    wanted.length >= 3 &&
    candidate.length >= 3 &&
    (candidate.startsWith(wanted) || candidate.endsWith(wanted) || wanted.startsWith(candidate));
  return contained ? Math.min(1, editDistance(wanted, candidate)) : editDistance(wanted, candidate);
}

function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforePrevious[j - 2]! + 1);
      current.push(best);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length]!;
}
