import { conceptOf, sensesOf } from '../lexicon/concept-index';
import type { Dimension } from '../lexicon/concepts';
import { isKeyLike, sortOf, type SceneColumn, type SceneDataset, type Sort } from '../columns/scene';
import type { Candidate } from '../columns/match';
import type { Mention, Phrase } from '../grammar/slots';
import { apart, enough, type Interview } from './interview';
import { stem } from '../text/stem';

/** A column chosen for a phrase. */
export interface Choice {
  column: SceneColumn;
  confidence: number;
  runnerUp?: string;
}

/** Every column that the rows have at some point; in a union the second dataset's are the first's. */
export interface Columns {
  all: SceneColumn[];
  /** What a column is called in the rows. */
  nameOf(column: SceneColumn): string;
}

/** The same output name twice is one column. */
function distinctBy(columns: Columns, candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ column }) => {
    const name = columns.nameOf(column);
    return !seen.has(name) && seen.add(name);
  });
}

/**
 * Chooses the column that a phrase means among those of fitting types; asks when two fit alike, or the best hardly.
 * @param sorts - types that make sense here; if no candidate has one, all candidates stay
 */
export function pickColumn(
  mention: Mention,
  sorts: Sort[],
  columns: Columns,
  interview: Interview,
  salient: ReadonlySet<string> = new Set(),
): Choice | undefined {
  const known = mention.candidates.filter(
    ({ column }) => columns.all.includes(column) || column.dataset.open,
  );
  const fitting = known.filter(
    ({ column }) => sorts.length === 0 || sorts.includes(sortOf(column)) || sortOf(column) === 'unknown',
  );
  const candidates = distinctBy(columns, fitting.length > 0 ? fitting : known);
  const [best, second] = candidates;
  if (!best) return askUnknown(mention.phrase, sorts, columns, interview);
  const rivals = candidates.filter(({ score }) => score >= best.score - apart);
  if ((second && rivals.length > 1) || best.score < enough)
    return askAmong(mention.phrase, best.score < enough ? candidates : rivals, columns, interview, salient);
  return {
    column: best.column,
    confidence: Math.min(1, best.score),
    ...(second ? { runnerUp: columns.nameOf(second.column) } : {}),
  };
}

function askAmong(
  phrase: Phrase,
  rivals: readonly Candidate[],
  columns: Columns,
  interview: Interview,
  salient: ReadonlySet<string>,
): Choice | undefined {
  const ordered = [...rivals].sort(
    (left, right) =>
      Number(salient.has(columns.nameOf(right.column))) - Number(salient.has(columns.nameOf(left.column))),
  );
  const guess = ordered[0]!.column.dataset.open;
  const options = ordered.map(({ column }) => ({
    value: columns.nameOf(column),
    label: columns.nameOf(column),
  }));
  const { value, answered } = interview.ask(
    'column',
    phrase,
    interview.say.askColumn({ phrase: phrase.text }),
    options,
    guess,
  );
  const chosen =
    ordered.find(({ column }) => columns.nameOf(column) === value)?.column ??
    (value ? openColumn(ordered[0]!.column.dataset, value) : undefined);
  return (
    chosen && {
      column: chosen,
      confidence: answered ? 1 : 0.5,
      ...(ordered[1] ? { runnerUp: columns.nameOf(ordered[1].column) } : {}),
    }
  );
}

const openColumn = (dataset: SceneDataset, name: string): SceneColumn => ({
  dataset,
  name,
  identifiers: [],
  values: [],
});

/** Nothing is called so: every column of a fitting type is an option, and the draft goes on without. */
export function askUnknown(
  phrase: Phrase,
  sorts: Sort[],
  columns: Columns,
  interview: Interview,
): Choice | undefined {
  const fitting = columns.all.filter((column) => sorts.length === 0 || sorts.includes(sortOf(column)));
  const named = (fitting.length > 0 ? fitting : columns.all).map((column) => columns.nameOf(column));
  const options = [...new Set(named)].map((name) => ({ value: name, label: name }));
  const { value, answered } = interview.ask(
    'column',
    phrase,
    interview.say.askUnknownColumn({ phrase: phrase.text }),
    options,
    options.length === 0,
  );
  const column = answered ? columns.all.find((each) => columns.nameOf(each) === value) : undefined;
  return column && { column, confidence: 1 };
}

/** The notions that a column's name holds. */
export function conceptsOf(column: SceneColumn): Set<string> {
  return new Set(
    column.identifiers.flatMap((identifier) => identifier.parts.flatMap((part) => [...part.concepts])),
  );
}

export const dimensionsOf = (column: SceneColumn): Dimension[] =>
  [...conceptsOf(column)].flatMap((id) => conceptOf(id)?.dimension ?? []);

/** True where adding up makes sense; `undefined` where the name tells nothing. */
export function isAdditive(column: SceneColumn): boolean | undefined {
  const known = [...conceptsOf(column)]
    .map((id) => conceptOf(id))
    .filter((concept) => concept?.dimension !== undefined || concept?.additive !== undefined);
  return known.length === 0 ? undefined : known.some((concept) => concept?.additive);
}

/** Columns by notion, in the order of the notions. */
export function columnsOfConcepts(concepts: readonly string[], sorts: Sort[], columns: Columns): Candidate[] {
  return concepts.flatMap((concept, rank) =>
    columns.all
      .filter(
        (column) =>
          conceptsOf(column).has(concept) && (sorts.includes(sortOf(column)) || sortOf(column) === 'unknown'),
      )
      .map((column) => ({
        column,
        score: 0.9 - rank * 0.1 - (column.identifiers[0]!.parts.length > 2 ? 0.02 : 0),
      })),
  );
}

/** Numbers that may be summed: no keys, no codes. */
export const measuresOf = (columns: Columns): SceneColumn[] =>
  columns.all.filter(
    (column) => (sortOf(column) === 'number' || sortOf(column) === 'interval') && !isKeyLike(column),
  );

export const timesOf = (columns: Columns): SceneColumn[] =>
  columns.all.filter((column) => sortOf(column) === 'time');

/** True when a word names what the dataset holds: "orders" of orders. */
export const namesDataset = (words: string, dataset: SceneDataset): boolean => {
  const senses = sensesOf(words.split(' ').map(stem));
  return dataset.identifiers.some((identifier) =>
    senses.every((sense) =>
      identifier.parts.some(
        (part) =>
          part.stems.join() === sense.stems.join() ||
          [...sense.concepts].some((concept) => part.concepts.has(concept)),
      ),
    ),
  );
};
