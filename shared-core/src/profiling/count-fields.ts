import {
  draftField,
  draftKind,
  draftType,
  rawExpression,
  valueExpression,
  type FieldDraft,
} from './field-draft';
import { inBatches } from './in-batches';
import { isEstimatedApart, overviewSql, readOverview, type FieldOverview } from './overview';
import { enumerableLimit, type Scan } from './scan';
import type { StatDialect } from './stat-dialect';
import { histogramBins } from './statistics';
import { textKinds } from './text-kinds';
import {
  countValues,
  mostFrequentFirst,
  type Counted,
  type CountRequest,
  type ValueCount,
} from './value-counts';
import type { Head } from './draft-fields';

/** Everything that was counted of a field. @internal */
export interface FieldFacts {
  draft: FieldDraft;
  rows: number;
  overview: FieldOverview;
  /** Every value, where they are few. */
  values?: ValueCount[];
  /** Turned out to have more values than are kept, whatever an estimate says. */
  isWide?: boolean;
  /** The counts of distinct values are no estimates. */
  isExact: boolean;
  /** Counted where the field may be a key. */
  exactDistinct?: number;
  /** Exact counts of values that a sample found more than once. */
  repeated?: ValueCount[];
  /** Rows in each period, by its start. */
  periods?: { unit: 'day' | 'month' | 'year'; counts: ValueCount[] };
  /** Rows in each bin between minimum and maximum, by its number. */
  bins?: ValueCount[];
  /** Values of some rows, counted when they are asked for: most fields are known by all their values. */
  readonly sample: ValueCount[];
  /** Rows whose values are the sample. */
  sampled: SampledRows[];
}

interface SampledRows {
  rows: (string | null)[][];
  /** Place of the field in a row. */
  index: number;
}

/** Rows of the sample that is picked evenly over the whole dataset. */
const sampleRows = 2048;
/** The number of rows is only guessed before they are counted: so many times more may pass. */
const sampleMargin = 4;
/** Fields whose values make the hash of a row. */
const hashedFields = 4;
/** Share of different values from which on a field hardly repeats any. */
const nearlyUnique = 0.9;
/** Longer texts are cut in the sample. */
const sampleText = 400;
/** Each field has its bitmap, its digest and its texts of the sample in memory. */
const fieldsInOneScan = 128;
/** Values that are held at once while they are counted exactly, and fields, since the rows are only guessed. */
const countedValues = 12_000_000;
const countedAlong = 12;
/** A guess that failed is made again at most so often; then the field is text. */
const guesses = 4;

/**
 * Counts everything in two scans: aggregates and a sample for the fields with many values in one; every value of the
 * others, with days and bins of the first, in the second. Fields whose guess failed are asked again, alone.
 * @internal
 */
export async function countFields(scan: Scan, head: Head): Promise<FieldFacts[]> {
  const facts = head.drafts.map((draft, index) => blank(scan, draft, { rows: head.rows, index }));
  let open = facts;
  while (open.length > 0) {
    await overviewAll(scan, open, head);
    await correctGuesses(scan, open);
    open = await countAll(scan, open);
  }
  return facts;
}

function blank({ dialect }: Scan, draft: FieldDraft, head: SampledRows): FieldFacts {
  const sampled = [head];
  let counted: { of: number; values: ValueCount[] } | undefined;
  return {
    draft,
    isExact: dialect.distinctIsExact,
    rows: 0,
    overview: { present: 0, distinct: 0, fits: {} },
    sampled,
    get sample() {
      if (counted?.of !== sampled.length) counted = { of: sampled.length, values: sampleOf(sampled) };
      return counted.values;
    },
  };
}

/** The first scan: fields with many values. */
async function overviewAll(scan: Scan, facts: FieldFacts[], { drafts, rows }: Head): Promise<void> {
  const wide = facts.filter(({ draft }) => !draft.isEnumerable);
  const likelyKeys = scan.dialect.countsKeysAlong
    ? wide.filter(({ draft }) =>
        isLikelyKey(
          draft,
          rows,
          drafts.findIndex(({ field }) => field === draft.field),
        ),
      )
    : [];
  // Each such count holds all values of its field; what is left out here is counted when keys are searched.
  const most = Math.min(countedAlong, Math.floor(countedValues / Math.max(1, scan.estimatedRows)));
  const exact = new Set(likelyKeys.slice(0, most).map(({ draft }) => draft));
  await inBatches(wide, fieldsInOneScan, (some) => overviewSome(scan, some, drafts, exact));
}

/** No value of the first rows comes twice: counted exactly along with the rest, which spares a scan. */
function isLikelyKey(draft: FieldDraft, rows: (string | null)[][], index: number): boolean {
  const values = rows.flatMap((row) => row[index] ?? []);
  const isKept =
    draftKind(draft) === 'number' ? draft.leading !== 'float' : ['text', 'time'].includes(draftKind(draft));
  return isKept && values.length === rows.length && new Set(values).size === values.length;
}

/** Distinct values of the fields whose system estimates them in a query of their own. */
async function estimateApart({ dialect, relation, query }: Scan, facts: FieldFacts[]): Promise<void> {
  const apart = facts.filter(
    ({ draft, exactDistinct }) => exactDistinct === undefined && isEstimatedApart(draft, dialect),
  );
  if (apart.length === 0 || !dialect.distinctQuery) return;
  const expressions = apart.map(({ draft }) => rawExpression(draft, dialect));
  for (const { k, n } of await query(dialect.distinctQuery(expressions, relation))) {
    const overview = apart[Number(k)]?.overview;
    // An estimate may go over what there can be.
    if (overview) overview.distinct = Math.min(Number(n), overview.present);
  }
}

/** There are many more rows than were guessed: what was sized for few is estimated anew. */
async function estimateAgain(
  { dialect, relation, estimatedRows, query }: Scan,
  facts: FieldFacts[],
): Promise<void> {
  const most = dialect.estimatedUpTo?.(estimatedRows) ?? Infinity;
  const poor = facts.filter(
    ({ overview, exactDistinct }) => exactDistinct === undefined && overview.distinct > most,
  );
  if (poor.length === 0) return;
  const counts = poor.map(
    ({ draft, rows }, i) =>
      `${dialect.text(dialect.estimateDistinct(rawExpression(draft, dialect), rows))} AS c${i}`,
  );
  const [row] = await query(`SELECT ${counts.join(', ')} FROM ${relation}`);
  for (const [index, { overview }] of poor.entries()) overview.distinct = Number(row?.[`c${index}`]);
}

async function overviewSome(
  scan: Scan,
  facts: FieldFacts[],
  all: FieldDraft[],
  exact: ReadonlySet<FieldDraft>,
): Promise<void> {
  const drafts = facts.map(({ draft }) => draft);
  const extra = { rows: 'count(*)', ...sampleMeasure(scan, drafts, all) };
  const [row = {}] = await scan.query(overviewSql(drafts, scan, { extra, exact }));
  const rows = row.sample == null ? undefined : (JSON.parse(row.sample) as (string | null)[][]);
  for (const [index, fact] of facts.entries()) {
    fact.rows = Number(row.rows);
    fact.overview = readOverview(row, index);
    if (exact.has(fact.draft)) fact.exactDistinct = fact.overview.distinct;
    // The first rows stay in: where there is but one field, the hash picks values and would miss the frequent ones.
    if (rows && rows.length > 0) fact.sampled.push({ rows, index });
  }
  await estimateApart(scan, facts);
  await estimateAgain(scan, facts);
}

function sampleMeasure(
  { dialect, estimatedRows }: Scan,
  drafts: FieldDraft[],
  all: FieldDraft[],
): Record<string, string> {
  if (!dialect.rowSample) return {};
  const texts = drafts.map((draft) => `left(${dialect.text(rawExpression(draft, dialect))}, ${sampleText})`);
  // A hash of the field alone would pick values, not rows; some other fields keep equal values apart.
  const others = all.filter((draft) => !drafts.includes(draft));
  const hashed = [...drafts, ...others].slice(0, hashedFields).map((draft) => rawExpression(draft, dialect));
  const share = Math.min(1, (sampleMargin * sampleRows) / Math.max(1, estimatedRows));
  return { sample: dialect.rowSample(texts, hashed, sampleRows, share) };
}

function sampleOf(sampled: SampledRows[]): ValueCount[] {
  const counts = new Map<string, number>();
  for (const { rows, index } of sampled)
    for (const values of rows) {
      const value = values[index];
      if (value != null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  return mostFrequentFirst(counts);
}

async function correctGuesses(scan: Scan, facts: FieldFacts[]): Promise<void> {
  for (let guess = 1; guess <= guesses; guess++) {
    const wrong = facts.flatMap((fact) => {
      const draft = corrected(fact, guess === guesses);
      return draft ? [{ fact, draft }] : [];
    });
    if (wrong.length === 0) return;
    await inBatches(wrong, fieldsInOneScan, async (some) => {
      const drafts = some.map(({ draft }) => draft);
      const [row = {}] = await scan.query(overviewSql(drafts, scan));
      for (const [index, { fact, draft }] of some.entries()) correct(fact, draft, readOverview(row, index));
    });
  }
}

/** What was counted of other texts, those with white space around them, is not true of these. */
function correct(fact: FieldFacts, draft: FieldDraft, overview: FieldOverview): void {
  if (draft.isReadable !== fact.draft.isReadable) fact.exactDistinct = undefined;
  Object.assign(fact, { draft, overview });
}

/** A better guess of the type, or nothing when all rows bear this one out. */
function corrected({ draft, overview }: FieldFacts, isLast: boolean): FieldDraft | undefined {
  const { present, fits } = overview;
  if (draft.isEnumerable || !draft.leading || fits[draft.leading] === undefined) return undefined;
  if (fits[draft.leading] === present) return undefined;
  // A load takes white space around a number as nothing; only where some value has it is it worth the time to cut it off.
  if (draft.readable && !draft.isReadable) return { ...draft, isReadable: true };
  if (draft.leading === 'integer' && !draft.candidates.includes('float') && !isLast)
    return { ...draft, leading: 'float', candidates: [...draft.candidates, 'float'] };
  return { ...draft, leading: isLast ? undefined : draft.candidates.find((kind) => fits[kind] === present) };
}

/** The second scan: values, periods, bins. Gives the fields that turned out to have too many values. */
async function countAll(scan: Scan, facts: FieldFacts[]): Promise<FieldFacts[]> {
  const wishes = facts.flatMap((fact) => wishesOf(fact, scan.dialect).map((wish) => ({ ...wish, fact })));
  const query = (sql: string) => scan.query(sql);
  const counted = await countValues(query, scan.dialect, scan.relation, wishes, enumerableLimit);
  const tooWide: FieldFacts[] = [];
  for (const [index, { take, fact }] of wishes.entries()) {
    const found = counted[index] ?? { values: [], nulls: 0, isTooMany: false };
    if (!found.isTooMany) take(found);
    else if (!fact.isWide) tooWide.push(widen(fact, found.values));
  }
  return tooWide;
}

/** Taken for small by mistake: its values so far are a better sample than the first rows. */
function widen(fact: FieldFacts, values: ValueCount[]): FieldFacts {
  const { draft } = fact;
  const sample = values.slice(0, sampleRows).map(({ value }) => value);
  const isRaw = draft.isText && draft.field.type.kind !== 'string';
  if (draft.isEnumerable) fact.draft = draftField({ ...draft, isRaw }, sample, false);
  fact.isWide = true;
  return fact;
}

interface Wish extends CountRequest {
  take(found: Counted): void;
}

function wishesOf(fact: FieldFacts, dialect: StatDialect): Wish[] {
  const { draft, overview } = fact;
  const kind = draftKind(draft);
  const raw = rawExpression(draft, dialect);
  if (draft.isEnumerable || (!fact.isWide && overview.distinct <= enumerableLimit && kind !== 'bytes'))
    return [{ expression: raw, isText: draft.isText, take: (found) => takeValues(fact, found) }];
  if (overview.present === 0 || kind === 'bytes') return [];
  return [
    ...(kind === 'time' ? [periodWish(fact, dialect)] : []),
    ...(kind === 'number' ? binWish(fact, dialect) : []),
    ...repeatWish(fact, raw, dialect),
  ];
}

function takeValues(fact: FieldFacts, counted: Counted): void {
  const { values, nulls } = fact.draft.readable ? readable(counted, fact.draft) : counted;
  const present = values.reduce((sum, { count }) => sum + count, 0);
  fact.values = values;
  fact.rows = present + nulls;
  fact.overview = { ...fact.overview, present, distinct: values.length };
}

/** The values as a load would take them, if that makes one type of all; otherwise as they are written. */
function readable(counted: Counted, { nulls: nullTexts = [] }: FieldDraft): Counted {
  const { values, nulls, isTooMany } = counted;
  const isAsRead = ({ value }: ValueCount) => value.trim() === value && !nullTexts.includes(value);
  if (values.every(isAsRead)) return counted;
  const counts = new Map<string, number>();
  let absent = nulls;
  for (const { value, count } of values) {
    const text = value.trim();
    if (nullTexts.includes(text)) absent += count;
    else counts.set(text, (counts.get(text) ?? 0) + count);
  }
  const found = mostFrequentFirst(counts);
  const isTyped = textKinds.some(
    ({ read, isPlain }) => isPlain && found.every(({ value }) => read(value) !== undefined),
  );
  return isTyped ? { values: found, nulls: absent, isTooMany } : { values, nulls, isTooMany };
}

const day = 86_400_000;

function periodWish(fact: FieldFacts, dialect: StatDialect): Wish {
  const { minimum, maximum } = fact.overview;
  const days = (Date.parse(utcText(maximum)) - Date.parse(utcText(minimum))) / day;
  const unit = days <= 5000 ? 'day' : days <= 150_000 ? 'month' : 'year';
  return {
    expression: dialect.truncate(unit, valueExpression(fact.draft, dialect)),
    take: ({ values }) => void (fact.periods = { unit, counts: values }),
  };
}

/** `2001-01-01 00:01:00` is a wall clock: read as UTC. @internal */
export function utcText(text = ''): string {
  if (/^-?\d+-\d\d-\d\d$/.test(text)) return `${text}T00:00:00Z`;
  const [date = '', time = '00:00:00', zone] = text.split(/[ T]|(?=[+-]\d\d(?::?\d\d)?$|Z$)/).filter(Boolean);
  return `${date}T${time}${zone ? zone.replace(/^([+-]\d\d)$/, '$1:00') : 'Z'}`;
}

function binWish(fact: FieldFacts, dialect: StatDialect): Wish[] {
  const [minimum, maximum] = [Number(fact.overview.minimum), Number(fact.overview.maximum)];
  const width = (maximum - minimum) / histogramBins;
  if (!(width > 0) || !Number.isFinite(width)) return [];
  const value = valueExpression(fact.draft, dialect);
  const finite = draftType(fact.draft).kind === 'float' ? dialect.finite(value) : value;
  return [
    {
      expression: dialect.bin(dialect.double(finite), minimum, width, histogramBins),
      take: ({ values }) => void (fact.bins = values),
    },
  ];
}

/** The ten values that the sample met most often are counted exactly. */
function repeatWish(fact: FieldFacts, raw: string, dialect: StatDialect): Wish[] {
  // The sample may hold a row twice, as one of the first and as one of those picked: where hardly any value repeats, two
  // are no news.
  const { distinct, present } = fact.overview;
  const fewest = distinct > present * nearlyUnique ? 2 : 1;
  const often = fact.sample
    .filter(({ count, value }) => count > fewest && value.length < sampleText)
    .slice(0, 10);
  const isPlain = draftKind(fact.draft) !== 'other' && draftKind(fact.draft) !== 'json';
  if (often.length === 0 || !isPlain) return [];
  const list = often.map(({ value }) => dialect.literal(value)).join(', ');
  return [
    {
      expression: `CASE WHEN ${raw} IN (${list}) THEN ${raw} END`,
      take: ({ values }) => void (fact.repeated = values.filter(({ count }) => count > 1)),
    },
  ];
}
