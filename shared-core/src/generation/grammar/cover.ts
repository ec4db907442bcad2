/** A span of tokens, end exclusive, that a rule has read, with its worth. */
export interface Span {
  start: number;
  end: number;
  weight: number;
}

/**
 * Chooses the spans that do not overlap and are worth most together: the reading that explains most of the sentence.
 * Weighted interval scheduling, by dynamic programming over the token positions. Ties go to the earlier span in the
 * list, so the answer does not depend on chance.
 */
export function bestCover<S extends Span>(spans: readonly S[], length: number): S[] {
  const byEnd = new Map<number, S[]>();
  for (const span of spans) byEnd.set(span.end, [...(byEnd.get(span.end) ?? []), span]);
  const worth: number[] = [0];
  const last: (S | undefined)[] = [undefined];
  for (let end = 1; end <= length; end += 1) {
    worth[end] = worth[end - 1]!;
    for (const span of byEnd.get(end) ?? []) {
      const total = worth[span.start]! + span.weight;
      if (total > worth[end]! + 1e-9) {
        worth[end] = total;
        last[end] = span;
      }
    }
  }
  return walkBack(last, length);
}

function walkBack<S extends Span>(last: readonly (S | undefined)[], length: number): S[] {
  const chosen: S[] = [];
  for (let end = length; end > 0;) {
    const span = last[end];
    if (span) chosen.unshift(span);
    end = span ? span.start : end - 1;
  }
  return chosen;
}
