import { relatives } from '../lexicon/concepts';
import { sensesOf, type Sense } from '../lexicon/concept-index';
import { editDistance } from '../text/distance';
import { transliterate } from '../text/transliterate';
import type { Identifier } from './identifier';
import type { SceneColumn, SceneDataset } from './scene';

/** A column that a phrase may mean, 0 to 1. */
export interface Candidate {
  column: SceneColumn;
  score: number;
}

type Part = Identifier['parts'][number];

function likeness(sense: Sense, part: Part): number {
  if (sense.stems.join(' ') === part.stems.join(' ')) return 1;
  for (const concept of sense.concepts) if (part.concepts.has(concept)) return 0.97;
  return Math.max(kinship(sense, part), sounds(sense, part));
}

function kinship(sense: Sense, part: Part): number {
  let best = 0;
  for (const concept of sense.concepts)
    for (const other of part.concepts) best = Math.max(best, relatives[concept]?.[other] ?? 0);
  return best;
}

/** `статус` and `status`, `zakaz` and `заказ`: the same word in the other script, a slip allowed. */
function sounds(sense: Sense, part: Part): number {
  const said = transliterate(sense.stems.join(''));
  const named = part.latin;
  if (said.length < 4 || named.length < 4) return 0;
  if (named.startsWith(said) && named.length - said.length <= 2) return 0.9;
  const distance = editDistance(said, named.slice(0, Math.max(said.length, named.length - 1)), 1);
  return distance === 0 ? 0.9 : distance === 1 && said.length >= 5 ? 0.75 : 0;
}

/** How well words name an identifier: every word must have its part; parts without a word cost, weak ones little. */
function fit(senses: readonly Sense[], identifier: Identifier, around: readonly Identifier[]): number {
  let total = 0;
  const met = new Set<Part>();
  for (const sense of senses) {
    const [part, quality] = bestPart(sense, identifier.parts);
    if (quality > 0) met.add(part!);
    const context =
      quality > 0
        ? 0
        : Math.max(0, ...around.flatMap((other) => other.parts.map((each) => likeness(sense, each))));
    if (quality === 0 && context < 0.9) return 0;
    total += quality || 0.8;
  }
  if (met.size === 0) return 0;
  const onlyWeak =
    [...met].every((part) => part.weak && !part.unit) && identifier.parts.some((part) => !part.weak);
  const missed = identifier.parts.filter((part) => !met.has(part));
  const cost = missed.reduce((so, part) => so * (part.weak ? 0.97 : 0.85), 1);
  return (total / senses.length) * cost * (onlyWeak ? 0.7 : 1);
}

function bestPart(sense: Sense, parts: readonly Part[]): [Part | undefined, number] {
  let best: [Part | undefined, number] = [undefined, 0];
  for (const part of parts) {
    const quality = likeness(sense, part);
    if (quality > best[1]) best = [part, quality];
  }
  return best;
}

/**
 * The columns that a phrase may mean, best first.
 * @param stems - of the phrase's words
 * @param raw - the phrase as written; a name given letter by letter wins outright
 */
export function matchColumns(
  stems: readonly string[],
  raw: string,
  datasets: readonly SceneDataset[],
): Candidate[] {
  const senses = sensesOf(stems);
  const plain = raw.toLowerCase();
  const said = plain.includes(' ') ? '' : transliterate(plain);
  return datasets
    .flatMap((dataset) => dataset.columns.map((column) => ({ column, score: scoreOf(column, dataset) })))
    .filter(({ score }) => score >= 0.3)
    .sort((left, right) => right.score - left.score);

  function scoreOf(column: SceneColumn, dataset: SceneDataset): number {
    const name = column.name.toLowerCase();
    if (name === plain || name.replaceAll('_', ' ') === plain) return 1.05;
    if (plain.endsWith(`.${name}`)) return 1.02;
    if (spelledAlike(said, column.identifiers[0]!)) return 0.93;
    return Math.max(...column.identifiers.map((identifier) => fit(senses, identifier, dataset.identifiers)));
  }
}

/** The whole name in the other script, endings and all: `цунами`, `tsunami`. */
function spelledAlike(said: string, identifier: Identifier): boolean {
  const named = identifier.parts.map(({ latin }) => latin).join('');
  return said.length >= 5 && /[а-я]/i.test(identifier.name) === false && editDistance(said, named, 1) <= 1;
}

/** How well a phrase names a dataset. */
export function matchDataset(stems: readonly string[], dataset: SceneDataset): number {
  const senses = sensesOf(stems);
  const close = (identifier: Identifier): boolean =>
    senses.every(
      (sense) =>
        bestPart(sense, identifier.parts)[1] >= 0.75 &&
        !identifier.parts.every((part) => likeness(sense, part) === kinship(sense, part)),
    );
  return Math.max(0, ...dataset.identifiers.filter(close).map((identifier) => fit(senses, identifier, [])));
}
