/**
 * The names nearest to a misspelled one, at most three, nearest first.
 *
 * @remarks Damerau–Levenshtein in its optimal string alignment form (Damerau 1964); a third of the name's length,
 * at least two edits, is still near. Case does not count, and a name that holds the other is near as well.
 */
export function nearestNames(name: string, known: Iterable<string>): string[] {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const wanted = name.toLowerCase();
  return [...new Set(known)]
    .map((candidate) => ({ candidate, edits: nearness(wanted, candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function nearness(wanted: string, candidate: string): number {
  const edits = editDistance(wanted, candidate);
  const holds =
    wanted.length >= 3 && (candidate.includes(wanted) || wanted.includes(candidate)) && candidate.length >= 3;
  return holds ? Math.min(edits, 2) : edits;
}

function editDistance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      const edits = [at(rows[i - 1], j) + 1, at(row, j - 1) + 1, at(rows[i - 1], j - 1) + cost];
      row.push(Math.min(...edits, swapped ? at(rows[i - 2], j - 2) + 1 : Infinity));
    }
    rows.push(row);
  }
  return at(rows[left.length], right.length);
}

const at = (row: number[] | undefined, index: number) => row?.[index] ?? Infinity;
