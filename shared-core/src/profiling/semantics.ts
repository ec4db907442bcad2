import type { Localized } from '../language';
import { phoneName, phoneShare } from './phones';
import type { Inference, SemanticType } from './profile';
import { recognisers, type Recogniser } from './recognisers';
import type { StatKind } from './stat-kind';
import type { ValueCount } from './value-counts';
import { reasons } from './reasons';

/** Share of rows that must agree. */
const agreement = 0.9;
/** So many different values must agree before the values alone say enough. */
const fewestValues = 3;
/** Values looked at; a field with more is told by its most frequent ones. */
const looked = 2000;

interface Found {
  semantic: SemanticType;
  share: number;
  why: Localized;
  isNamed: boolean;
}

/**
 * What the values of a field mean.
 * @param values - all of them with their counts, or a sample
 * @internal
 */
export async function recognise(
  name: string,
  kinds: StatKind[],
  values: ValueCount[],
): Promise<Inference<SemanticType> | undefined> {
  const seen = values.filter(({ value }) => value.trim() !== '').slice(0, looked);
  if (seen.length === 0 || !kinds.some((kind) => ['text', 'json', 'number'].includes(kind))) return undefined;
  const spaced = spacedName(name);
  const found = [
    ...recognisers.flatMap((row) => tryOne(row, spaced, kinds, seen)),
    ...(await tryPhone(spaced, kinds, seen)),
  ].filter(({ share, isNamed }) => share >= agreement && (isNamed || seen.length >= fewestValues));
  // A name that speaks for a meaning outweighs an equal share of rows; the table's order decides the rest.
  const [best, second] = found.sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || b.share - a.share);
  return best && inferenceOf(best, second, seen);
}

function inferenceOf(best: Found, second: Found | undefined, seen: ValueCount[]): Inference<SemanticType> {
  const trust = 1 - 1 / (seen.length + (best.isNamed ? 5 : 1));
  const isTie = second !== undefined && second.share === best.share && second.isNamed === best.isNamed;
  const confidence = best.share * trust * (isTie && second.semantic !== best.semantic ? 0.5 : 1);
  const runnerUp = second && second.semantic !== best.semantic ? second : undefined;
  return {
    value: best.semantic,
    confidence: round(confidence),
    ...(runnerUp && {
      runnerUp: { value: runnerUp.semantic, confidence: round(runnerUp.share * trust * 0.5) },
    }),
    decidedBy: { value: seen[0]?.value, why: best.why },
  };
}

function tryOne(row: Recogniser, name: string, kinds: StatKind[], values: ValueCount[]): Found[] {
  if (!(row.kinds ?? ['text']).some((kind) => kinds.includes(kind))) return [];
  const isNamed = row.name?.test(name) ?? false;
  if (row.needsName && !isNamed) return [];
  return [{ semantic: row.semantic, share: shareOf(values, row.matches), why: row.why, isNamed }];
}

async function tryPhone(name: string, kinds: StatKind[], values: ValueCount[]): Promise<Found[]> {
  const isNamed = phoneName.test(name);
  // The last is what the field is taken for: dates and fractions have the signs of a phone between their figures.
  const kind = kinds.at(-1);
  if (kind !== 'text' && !(kind === 'number' && isNamed)) return [];
  return [
    {
      semantic: 'phone',
      share: await phoneShare(values, isNamed, agreement),
      why: reasons.numberingPlans,
      isNamed,
    },
  ];
}

/** Share of rows; 0 as soon as too many disagree. */
function shareOf(values: ValueCount[], matches: (value: string) => boolean): number {
  const rows = values.reduce((sum, { count }) => sum + count, 0);
  let other = 0;
  for (const { value, count } of values) {
    if (!matches(value.trim())) other += count;
    if (other > rows * (1 - agreement) + 1e-9) return 0;
  }
  return (rows - other) / rows;
}

/** `UnitPrice`, `unit_price` and `unit-price` become `Unit Price`, so that words have borders. */
const spacedName = (name: string) => name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_\-.]+/g, ' ');

const round = (x: number) => Math.round(x * 1e4) / 1e4;
