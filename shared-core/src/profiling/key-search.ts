import type { FieldFacts } from './count-fields';
import { draftKind, draftType, rawExpression, valueExpression, type FieldDraft } from './field-draft';
import { inBatches } from './in-batches';
import type { CandidateKey } from './profile';
import type { Scan, TextRow } from './scan';
import { reasons } from './reasons';
import type { StatDialect } from './stat-dialect';

/** Fields that are counted exactly, fields in one key, fields that are tried in it, combinations that are counted over all rows. */
const limits = { counted: 48, fields: 3, tried: 12, confirmed: 6 };
/** Each count holds all values of its field, on disk if need be: so many values are held at once. */
const countedValues = 12_000_000;
/** An estimate may be this far off before a field is ruled out as a key. */
const estimateError = 0.08;

/**
 * Finds fields, and combinations of up to three, that identify a row. A repetition in the first rows rules a
 * combination out for good; what survives is counted over all rows, so that a key that is named does hold.
 * Sets `exactDistinct` of the fields that were counted.
 * @internal
 */
export async function findKeys(
  scan: Scan,
  facts: FieldFacts[],
  rows: (string | null)[][],
): Promise<CandidateKey[]> {
  const total = facts[0]?.rows ?? 0;
  if (total === 0) return [];
  const single = await singleKeys(scan, facts, rows, total);
  const found =
    single.length > 0 ? single.map((fact) => [fact]) : await compositeKeys(scan, facts, rows, total);
  return found
    .map((key): CandidateKey => {
      const fields = key.map(({ draft }) => draft.field.name);
      return {
        fields,
        confidence: confidenceOf(key, total),
        evidence: reasons.keyOf(total),
      };
    })
    .sort((a, b) => b.confidence - a.confidence || a.fields.length - b.fields.length);
}

async function singleKeys(
  scan: Scan,
  facts: FieldFacts[],
  rows: (string | null)[][],
  total: number,
): Promise<FieldFacts[]> {
  // In a very wide table only so many are counted; those that are named like a key come first.
  const near = facts
    .filter(
      (fact, index) => fact.exactDistinct === undefined && mayBeUnique(fact) && !repeatsValue(rows, index),
    )
    .sort((a, b) => meantAsKey(b) - meantAsKey(a))
    .slice(0, limits.counted);
  const { dialect } = scan;
  const open = await withoutRepetition(scan, near);
  await inBatches(open, Math.max(1, Math.floor(countedValues / total)), async (some) => {
    const counts = some.map((fact, i) => `${dialect.text(distinctSql(fact, dialect, total))} AS c${i}`);
    const [row] = await scan.query(`SELECT ${counts.join(', ')} FROM ${scan.relation}`);
    for (const [index, fact] of some.entries()) fact.exactDistinct = Number(row?.[`c${index}`]);
  });
  return facts.filter(
    ({ overview, values, exactDistinct }) =>
      overview.present === total && (values?.length ?? exactDistinct) === total,
  );
}

/** Those of which no value of the head comes twice: a look at the head is cheap, at all rows it is not. */
async function withoutRepetition(scan: Scan, facts: FieldFacts[]): Promise<FieldFacts[]> {
  if (facts.length === 0) return [];
  const { dialect, head } = scan;
  const counts = facts.map(({ draft }, i) => {
    const raw = rawExpression(draft, dialect);
    return `${dialect.text(`count(${raw})`)} AS n${i}, ${dialect.text(dialect.exactDistinct([raw]))} AS c${i}`;
  });
  const [row] = await scan.query(`SELECT ${counts.join(', ')} FROM ${aliased(head)}`);
  return facts.filter((_, i) => row?.[`n${i}`] === row?.[`c${i}`]);
}

/** So many times as many integers may lie between the least and the greatest as there are rows. */
const density = 64;
const mostBits = 2 ** 27;

function distinctSql({ draft, overview }: FieldFacts, dialect: StatDialect, total: number): string {
  const raw = rawExpression(draft, dialect);
  const { minimum = '', maximum = '' } = overview;
  const isInteger =
    draftType(draft).kind === 'integer' && [minimum, maximum].every((x) => /^-?\d{1,15}$/.test(x));
  const range = Number(maximum) - Number(minimum) + 1;
  if (isInteger && dialect.denseDistinct && range <= Math.min(mostBits, density * total))
    return dialect.denseDistinct(valueExpression(draft, dialect), minimum, maximum);
  return dialect.exactDistinct([raw]);
}

/** One of the first rows has a value of another. */
function repeatsValue(rows: (string | null)[][], index: number): boolean {
  const present = rows.flatMap((row) => row[index] ?? []);
  return new Set(present).size < present.length;
}

/** A measure that never repeats is no key, and counting it exactly would cost as much as all the rest. */
function mayBeUnique({ draft, overview, values }: FieldFacts): boolean {
  const isNear = overview.distinct >= overview.present * (1 - estimateError);
  return !values && overview.present > 0 && isNear && !isFraction(draft);
}

function isFraction({ leading, isText, field: { type } }: FieldDraft): boolean {
  if (isText) return leading === 'float';
  return type.kind === 'float' || (type.kind === 'decimal' && type.scale > 0);
}

async function compositeKeys(
  scan: Scan,
  facts: FieldFacts[],
  rows: (string | null)[][],
  total: number,
): Promise<FieldFacts[][]> {
  const parts = facts
    .map((fact, index) => ({ fact, index }))
    .filter(({ fact }) => canBePart(fact, total))
    .sort((a, b) => distinctOf(b.fact) - distinctOf(a.fact))
    .slice(0, limits.tried);
  const found: Part[][] = [];
  for (let size = 2; size <= limits.fields && found.length === 0; size++) {
    const wide = combinations(parts, size).filter((key) => combinationsOf(key) >= total);
    const open = wide
      .filter((key) => {
        const fields = key.map(({ index }) => index);
        return !repeats(rows, fields);
      })
      // A key of the data has few combinations that do not occur; what is unique by chance has many.
      .sort((a, b) => combinationsOf(a) - combinationsOf(b));
    found.push(...(await confirmed(scan, open, total)));
  }
  return found.map((key) => key.map(({ fact }) => fact));
}

interface Part {
  fact: FieldFacts;
  index: number;
}

/** A measure is not what identifies a row: no floating numbers, no long texts. */
function canBePart({ draft, overview, sample }: FieldFacts, total: number): boolean {
  const kind = draftKind(draft);
  const isLong = sample.some(({ value }) => value.length > 100);
  return (
    overview.present === total &&
    overview.distinct > 1 &&
    !isFraction(draft) &&
    !isLong &&
    ['number', 'time', 'text', 'boolean'].includes(kind)
  );
}

const distinctOf = ({ values, exactDistinct, overview }: FieldFacts) =>
  values?.length ?? exactDistinct ?? overview.distinct * (1 + estimateError);

/** Two of the first rows share the combination. */
function repeats(rows: (string | null)[][], fields: number[]): boolean {
  const seen = new Set<string>();
  return rows.some((row) => {
    const text = JSON.stringify(fields.map((field) => row[field]));
    return seen.size === seen.add(text).size;
  });
}

const combinationsOf = (key: Part[]) => key.reduce((product, { fact }) => product * distinctOf(fact), 1);

/** One in so many combinations, picked by hash, is looked at before all are. */
const share = 32;

/**
 * First the head again, where a repetition is cheap to find, then the combinations whose hash falls into a small part: all
 * rows of such a combination do, so that a repetition shows. What survives both is counted over all rows.
 */
async function confirmed(scan: Scan, keys: Part[][], total: number): Promise<Part[][]> {
  const inHead = await distinctCounts(scan, keys, scan.head);
  const open = keys.filter((_, index) => inHead.counts[index]?.distinct === inHead.rows);
  if (inHead.rows === total) return open.slice(0, limits.confirmed);
  const inPart = await distinctCounts(scan, open, scan.relation, share);
  const left = open.filter((_, index) => inPart.counts[index]?.distinct === inPart.counts[index]?.rows);
  const inAll = await distinctCounts(scan, left.slice(0, limits.confirmed), scan.relation);
  return left.filter((_, index) => inAll.counts[index]?.distinct === total);
}

interface Repetition {
  rows: number;
  distinct: number;
}

/** Rows and different combinations of each key; of those alone whose hash falls into a part, where one is given. */
async function distinctCounts(
  scan: Scan,
  keys: Part[][],
  relation: string,
  part = 1,
): Promise<{ rows: number; counts: Repetition[] }> {
  if (keys.length === 0) return { rows: 0, counts: [] };
  const { dialect } = scan;
  const counts = keys.map((key, i) => {
    const expressions = key.map(({ fact }) => rawExpression(fact.draft, dialect));
    const counted = dialect.repetition(expressions, part);
    return `${dialect.text(counted.rows)} AS n${i}, ${dialect.text(counted.distinct)} AS c${i}`;
  });
  const [row = {} as TextRow] = await scan.query(
    `SELECT ${dialect.text('count(*)')} AS n, ${counts.join(', ')} FROM ${aliased(relation)}`,
  );
  return {
    rows: Number(row.n),
    counts: keys.map((_, index) => ({ rows: Number(row[`n${index}`]), distinct: Number(row[`c${index}`]) })),
  };
}

/** A subquery needs a name where PostgreSQL reads it. */
const aliased = (relation: string) => (/ AS \w+$/.test(relation) ? relation : `${relation} AS t`);

function combinations(parts: Part[], size: number): Part[][] {
  if (size === 0) return [[]];
  return parts.flatMap((part, index) =>
    combinations(parts.slice(index + 1), size - 1).map((rest) => [part, ...rest]),
  );
}

const keyName = /(?:^|[^\p{L}])(?:id|key|code|uuid|guid|no|nr|num|number|ид|код|номер|ключ)$/iu;

/** Every named key holds in these rows; the confidence says how likely it is meant: few rows, floats and long texts are unique by chance. */
function confidenceOf(key: FieldFacts[], rows: number): number {
  const mean = key.reduce((sum, fact) => sum + meantAsKey(fact), 0) / key.length;
  return Math.round(mean * (rows / (rows + 10)) * 1e4) / 1e4;
}

/** How likely a field is meant to identify a row, from its name and kind. */
function meantAsKey({ draft, sample }: FieldFacts): number {
  const spaced = draft.field.name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' ');
  if (keyName.test(spaced)) return 1;
  if (isFraction(draft)) return 0.3;
  if (sample.some(({ value }) => value.length > 60)) return 0.4;
  return { number: 0.8, text: 0.8, time: 0.6 }[draftKind(draft) as string] ?? 0.5;
}
