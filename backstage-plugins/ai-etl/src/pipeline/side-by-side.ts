/** A row of two texts side by side; a side that has no such line is empty. */
export interface DiffRow {
  kind: 'same' | 'changed' | 'fold';
  before?: { number: number; line: string };
  after?: { number: number; line: string };
  /** Of a fold: how many equal lines it hides. */
  hidden?: number;
}

const CONTEXT = 3;
/** Above it lines are compared by position between the equal head and tail: the table of the exact way would be too large. */
const MOST_CELLS = 4_000_000;

/** Two texts line by line, long equal stretches folded. */
export function sideBySide(before: string, after: string): DiffRow[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const head = sharedHead(a, b);
  const tail = sharedTail(a, b, head);
  const same = (i: number, j: number): DiffRow => ({
    kind: 'same',
    before: { number: i + 1, line: a[i] },
    after: { number: j + 1, line: b[j] },
  });
  const rows: DiffRow[] = [];
  for (let i = 0; i < head; i++) rows.push(same(i, i));
  let [i, j] = [head, head];
  for (const [x, y] of [
    ...matches(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    [a.length - tail - head, b.length - tail - head],
  ]) {
    rows.push(...changedRows(a, b, [i, x + head], [j, y + head]));
    [i, j] = [x + head, y + head];
    if (i < a.length - tail && j < b.length - tail) rows.push(same(i++, j++));
  }
  for (let left = tail; left > 0; left--) rows.push(same(a.length - left, b.length - left));
  return folded(rows);
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function sharedHead(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a[count] === b[count]) count++;
  return count;
}

function sharedTail(a: readonly string[], b: readonly string[], head: number): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) - head && a[a.length - 1 - count] === b[b.length - 1 - count])
    count++;
  return count;
}

/** Pairs of equal lines, a longest common subsequence. */
function matches(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > MOST_CELLS) return [];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1] + 1
          : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i++;
    else j++;
  }
  return pairs;
}

function changedRows(
  a: readonly string[],
  b: readonly string[],
  [i, x]: [number, number],
  [j, y]: [number, number],
): DiffRow[] {
  return Array.from({ length: Math.max(x - i, y - j) }, (_, offset) => ({
    kind: 'changed' as const,
    ...(i + offset < x && { before: { number: i + offset + 1, line: a[i + offset] } }),
    ...(j + offset < y && { after: { number: j + offset + 1, line: b[j + offset] } }),
  }));
}

/** Equal lines far from any change become one row that says how many they are. */
function folded(rows: readonly DiffRow[]): DiffRow[] {
  const near = new Set<number>();
  rows.forEach((row, index) => {
    if (row.kind !== 'same') for (let at = index - CONTEXT; at <= index + CONTEXT; at++) near.add(at);
  });
  const shown: DiffRow[] = [];
  rows.forEach((row, index) => {
    const last = shown[shown.length - 1];
    if (near.has(index)) shown.push(row);
    else if (last?.kind === 'fold') last.hidden! += 1;
    else shown.push({ kind: 'fold', hidden: 1 });
  });
  return shown;
}
