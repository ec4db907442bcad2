import type { SceneDataset } from '../columns/scene';
import type { ReadSentence } from '../grammar/parse';
import type { Frequency, Grain, Hit, Slot } from '../grammar/slots';

type PlaceSlot = Extract<Slot, { slot: 'place' }>;

/** "from table X in S": the system stands after the object, behind a preposition that may also lead to a target. */
const behind = /\s(в|на|in|on|into)\s+\S+(\s\S+)?$/iu;

/**
 * "from Invoice in ClickHouse" reads as one place, but when Invoice is known to be elsewhere, or when nothing else is
 * the target, it is a source and a target.
 */
export function untangle(read: ReadSentence, given: readonly SceneDataset[]): ReadSentence {
  const hits = perPeriod(read.hits);
  const hasTarget = hits.some(({ slot }) => slot.slot === 'place' && slot.role === 'target');
  return { ...read, hits: hits.flatMap((hit) => (splits(hit, given, hasTarget) ? halves(hit) : [hit])) };
}

const grainOf = ({ everyHours, daysOfWeek, daysOfMonth, ...rest }: Frequency): Grain | undefined => {
  if (Object.keys(rest).length > 0) return undefined;
  if (everyHours === 1) return 'hour';
  if (daysOfWeek) return String(daysOfWeek) === '1' ? 'week' : undefined;
  if (daysOfMonth) return daysOfMonth === '1' ? 'month' : undefined;
  return everyHours === undefined ? 'day' : undefined;
};

/**
 * Frequencies that tell of rows and not of runs: "how many users came every day?", and "daily orders count", where the
 * adjective stands right before what is measured. An hour makes a schedule of the only frequency there is.
 */
function perPeriod(hits: Hit[]): Hit[] {
  const has = (...kinds: Slot['slot'][]) => hits.some(({ slot }) => kinds.includes(slot.slot));
  const isTimed = has('clock', 'schedule', 'timezone');
  const asks = hits.some(
    ({ slot, phrase }) => slot.slot === 'measures' && /^(сколько|how many)/i.test(phrase.text),
  );
  const isAlone = hits.filter(({ slot }) => slot.slot === 'frequency').length === 1;
  return hits.map((hit): Hit => {
    const grain = hit.slot.slot === 'frequency' ? grainOf(hit.slot.frequency) : undefined;
    const isOfRows =
      (asks && !isTimed && !has('by')) || (describesMeasure(hit, hits) && !(isTimed && isAlone));
    return grain && isOfRows
      ? { ...hit, slot: { slot: 'by', keys: [{ grain, phrase: hit.phrase }], grouping: true } }
      : hit;
  });
}

/** The English word is an adverb too, the Russian one ("ежедневно") is another word. */
const adjective = /^(daily|hourly|weekly|monthly|(ежедневн|ежечасн|еженедельн|ежемесячн)(?!о$)\S+)$/iu;

const describesMeasure = ({ phrase }: Hit, hits: Hit[]): boolean =>
  adjective.test(phrase.text) &&
  hits.some(({ slot, phrase: next }) => slot.slot === 'measures' && isRightBehind(next.start, phrase.end));

const isRightBehind = (start: number, end: number) => start - end >= 0 && start - end <= 1;

function splits({ slot, phrase }: Hit, given: readonly SceneDataset[], hasTarget: boolean): boolean {
  if (
    slot.slot !== 'place' ||
    slot.role === 'target' ||
    slot.mode ||
    !slot.place.system ||
    !behind.test(phrase.text)
  )
    return false;
  const { object, dataset, system } = slot.place;
  const known = dataset ?? given.find((each) => each.object.toLowerCase() === object?.toLowerCase());
  if (!object && !dataset) return false;
  return known ? known.system !== system : !hasTarget;
}

function halves(hit: Hit): Hit[] {
  const { system, ...rest } = (hit.slot as PlaceSlot).place;
  const at = hit.phrase.text.search(behind);
  const source = { ...hit.phrase, text: hit.phrase.text.slice(0, at), end: hit.phrase.start + at };
  const target = { ...hit.phrase, text: hit.phrase.text.slice(at + 1), start: source.end + 1 };
  return [
    { ...hit, phrase: source, slot: { slot: 'place', role: 'source', place: rest } },
    { ...hit, phrase: target, slot: { slot: 'place', role: 'target', place: { system } } },
  ];
}
