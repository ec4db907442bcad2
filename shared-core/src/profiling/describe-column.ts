import type { FieldFacts } from './count-fields';
import { utcText } from './count-fields';
import type { TypeDecision } from './decide-type';
import { draftType, type FieldDraft } from './field-draft';
import { gapsIn, grainOf } from './grain';
import { patternsOf } from './patterns';
import type { ColumnProfile } from './profile';
import { enumerableLimit } from './scan';
import { recognise } from './semantics';
import { statKind, type StatKind } from './stat-kind';
import {
  binsOf,
  histogramBins,
  histogramOf,
  lengthsOf,
  momentsOf,
  printNumber,
  quantileShares,
  type Point,
} from './statistics';
import { textKind } from './text-kinds';
import type { TextField } from './text-relation';
import type { ValueCount } from './value-counts';
import { warningsOf } from './warnings';

/** Values kept in `top`, and in `values` where they are all. */
const kept = { top: 10, values: 200, length: 400 };

/** Makes the profile of a column of what was counted. @internal */
export async function describeColumn(
  facts: FieldFacts,
  decision: TypeDecision,
  order: (string | null)[],
  written?: TextField['semantic'],
): Promise<ColumnProfile> {
  const { draft, rows, overview, values } = facts;
  const kind = readKind(draft, decision);
  const points = values ? pointsOf(values, kind, decision) : undefined;
  const present = overview.present;
  const distinct = values?.length ?? facts.exactDistinct ?? overview.distinct;
  const column: ColumnProfile = {
    name: draft.field.name,
    type: decision.type,
    inference: decision.inference,
    nulls: rows - present,
    nullShare: rows === 0 ? 0 : (rows - present) / rows,
    distinct,
    distinctExact:
      values !== undefined || facts.exactDistinct !== undefined || facts.isExact || present === 0,
    unique:
      present > 0 &&
      present === rows &&
      distinct === present &&
      (facts.isExact || (values ?? facts.exactDistinct) !== undefined),
    top: (values ?? facts.repeated ?? []).slice(0, kept.top).map(shortened),
    warnings: [],
    ...(values && isShown(values) ? { values } : {}),
    ...momentFields(facts, kind, points),
    histogram: histogram(facts, kind, points),
    length: ['text', 'json'].includes(statKind(decision.type))
      ? (overview.length ?? (values && lengthsOf(values)))
      : undefined,
    semantic: await meaningOf(facts, decision, written),
    patterns: statKind(decision.type) === 'text' ? patternsOf(values ?? facts.sample) : undefined,
    ...timeFields(facts, kind, points),
    ordered: orderedShare(order, kind, decision),
  };
  return dropUndefined({ ...column, warnings: warningsOf(column, facts, decision) });
}

/** How the values are written says more than what they look like once they are read. */
async function meaningOf(
  { draft, values, sample, overview }: FieldFacts,
  decision: TypeDecision,
  written: TextField['semantic'],
): Promise<ColumnProfile['semantic']> {
  if (written && statKind(decision.type) !== 'text')
    return {
      value: written.value,
      confidence: Math.round((overview.present / (overview.present + 1)) * 1e4) / 1e4,
      decidedBy: { why: written.why },
    };
  const kind = statKind(decision.type);
  return recognise(draft.field.name, draft.isText ? ['text', kind] : [kind], values ?? sample);
}

/** A domain is shown whole or not at all: a cut value is another value. */
const isShown = (values: ValueCount[]) =>
  values.length > 0 &&
  values.length <= kept.values &&
  values.every(({ value }) => value.length <= kept.length);

const shortened = ({ value, count }: ValueCount): ValueCount =>
  value.length <= kept.length ? { value, count } : { value: `${value.slice(0, kept.length)}…`, count };

/** What the values are for statistics: a text of dates is counted as times. */
function readKind(draft: FieldDraft, decision: TypeDecision): StatKind {
  const read = decision.readAs && textKind(decision.readAs);
  return statKind(read ? read.type : draft.isText ? decision.type : draftType(draft));
}

function pointsOf(values: ValueCount[], kind: StatKind, { readAs }: TypeDecision): Point[] | undefined {
  if (kind !== 'number' && kind !== 'time') return undefined;
  const read =
    (readAs && textKind(readAs)?.read) ??
    (kind === 'number' ? Number : (text: string) => Date.parse(utcText(text)));
  const isOwnFormat = readAs !== undefined && textKind(readAs)?.isPlain === false;
  return values.map(({ value, count }) => {
    const at = read(value) ?? NaN;
    return { at, text: isOwnFormat ? printTime(at) : value, count };
  });
}

function momentFields({ overview, values }: FieldFacts, kind: StatKind, points: Point[] | undefined) {
  const named = (quantiles: string[] | undefined) =>
    quantiles &&
    Object.fromEntries(quantileShares.map((share, index) => [String(share), quantiles[index] ?? '']));
  if (points && (kind === 'number' || kind === 'time')) {
    const moments = momentsOf(points, kind);
    if (!moments) return {};
    const { minimum, maximum, mean, deviation, quantiles } = moments;
    const numeric = kind === 'number' ? { mean, standardDeviation: deviation } : {};
    return { minimum, maximum, ...numeric, quantiles: named(quantiles) };
  }
  if (values) return kind === 'boolean' ? {} : boundsOf(values);
  const { minimum, maximum, mean, deviation, quantiles } = overview;
  return { minimum, maximum, mean, standardDeviation: deviation, quantiles: named(quantiles) };
}

function boundsOf(values: ValueCount[]) {
  let [minimum, maximum] = [values[0]?.value, values[0]?.value];
  for (const { value } of values) {
    if (minimum === undefined || value < minimum) minimum = value;
    if (maximum === undefined || value > maximum) maximum = value;
  }
  return { minimum, maximum };
}

function histogram(
  facts: FieldFacts,
  kind: StatKind,
  points: Point[] | undefined,
): ColumnProfile['histogram'] {
  const print = kind === 'time' ? printTime : printNumber;
  if (points) return histogramOf(points, print);
  if (facts.periods) return histogramOf(timePoints(facts.periods.counts), print);
  if (!facts.bins) return undefined;
  const counts = Array.from({ length: histogramBins }, () => 0);
  for (const { value, count } of facts.bins) counts[Number(value)] = count;
  return binsOf(Number(facts.overview.minimum), Number(facts.overview.maximum), counts, print);
}

const printTime = (at: number) =>
  new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.?0*Z$/, '')
    .replace(/ 00:00(:00)?$/, '');

const timePoints = (counts: ValueCount[]): Point[] =>
  counts.map(({ value, count }) => ({ at: Date.parse(utcText(value)), text: value, count }));

function timeFields(
  facts: FieldFacts,
  kind: StatKind,
  points: Point[] | undefined,
): Pick<ColumnProfile, 'grain' | 'periods'> {
  if (kind !== 'time') return {};
  if (points) return { grain: grainOf(points, true), periods: periodsFrom(points) };
  const read = facts.draft.leading && textKind(facts.draft.leading)?.read;
  const sample = facts.sample.map(({ value, count }) => ({
    at: read?.(value) ?? Date.parse(utcText(value)),
    count,
  }));
  const grain = grainOf(sample, false);
  const counted = facts.periods && timePoints(facts.periods.counts).sort((a, b) => a.at - b.at);
  const periods = facts.periods &&
    counted && {
      unit: facts.periods.unit,
      counts: counted.map(({ at, count }) => ({ start: printTime(at), count })),
    };
  return {
    grain:
      grain && periods && counted
        ? { ...grain, gaps: gapsIn(counted, periods.unit), gapUnit: periods.unit }
        : grain,
    periods,
  };
}

const day = 86_400_000;

/** Days of values that are all known. */
function periodsFrom(points: Point[]): ColumnProfile['periods'] {
  const days = new Map<number, number>();
  for (const { at, count } of points) {
    if (!Number.isFinite(at)) continue;
    const start = Math.floor(at / day) * day;
    days.set(start, (days.get(start) ?? 0) + count);
  }
  if (days.size === 0 || days.size > enumerableLimit / 2) return undefined;
  const counts = [...days]
    .sort(([one], [other]) => one - other)
    .map(([start, count]) => ({ start: new Date(start).toISOString().slice(0, 10), count }));
  return { unit: 'day', counts };
}

/** Share of neighbours in the first rows that do not go down. */
function orderedShare(
  order: (string | null)[],
  kind: StatKind,
  { readAs }: TypeDecision,
): number | undefined {
  if (kind !== 'number' && kind !== 'time') return undefined;
  const read =
    (readAs && textKind(readAs)?.read) ??
    (kind === 'number' ? Number : (text: string) => Date.parse(utcText(text)));
  const present = order.flatMap((value) => (value === null ? [] : [read(value) ?? NaN]));
  if (present.length < 2) return undefined;
  const kept = present.slice(1).filter((at, index) => at >= (present[index] ?? NaN)).length;
  return Math.round((kept / (present.length - 1)) * 1e4) / 1e4;
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
