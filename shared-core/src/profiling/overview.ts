import {
  draftKind,
  draftType,
  isMeasuredAsText,
  rawExpression,
  valueExpression,
  type FieldDraft,
} from './field-draft';
import type { Scan } from './scan';
import type { CastKind, StatDialect } from './stat-dialect';
import { printNumber, quantileShares } from './statistics';

/** What one scan counts of a field. @internal */
export interface FieldOverview {
  present: number;
  distinct: number;
  minimum?: string;
  maximum?: string;
  mean?: number;
  deviation?: number;
  quantiles?: string[];
  length?: { minimum: number; maximum: number; mean: number };
  padded?: number;
  empty?: number;
  fits: Partial<Record<CastKind, number>>;
}

type Measures = Record<string, string>;

/** Aggregates of one field; names are joined with the field's number to make column names. @internal */
function measuresOf(draft: FieldDraft, dialect: StatDialect, rows: number, isExact: boolean): Measures {
  const raw = rawExpression(draft, dialect);
  // Bytes are never kept value by value, so that an estimate is all there would be, and it is a poor one of few values.
  const distinct =
    isExact || draftKind(draft) === 'bytes'
      ? dialect.exactDistinct([raw])
      : dialect.estimateDistinct(raw, rows);
  const isApart = !isExact && isEstimatedApart(draft, dialect);
  const base = { present: `count(${raw})`, ...(!isApart && { distinct }) };
  const value = valueExpression(draft, dialect);
  return {
    ...base,
    ...fitMeasures(draft, dialect, raw),
    ...(isMeasuredAsText(draft) ? textMeasures(raw, dialect) : kindMeasures(draft, value, dialect)),
  };
}

/** Its distinct values are estimated by a query of their own. @internal */
export const isEstimatedApart = (draft: FieldDraft, dialect: StatDialect): boolean =>
  dialect.distinctQuery !== undefined && draftKind(draft) !== 'bytes';

function fitMeasures(draft: FieldDraft, dialect: StatDialect, raw: string): Measures {
  const tests = draft.candidates.flatMap((kind) => {
    const test = dialect.fits?.[kind];
    return test ? [[`fits ${kind}`, dialect.countIf(test(raw))]] : [];
  });
  return Object.fromEntries(tests) as Measures;
}

const textMeasures = (raw: string, dialect: StatDialect): Measures => ({
  minimum: dialect.text(`min(${raw})`),
  maximum: dialect.text(`max(${raw})`),
  shortest: `min(${dialect.length(raw)})`,
  longest: `max(${dialect.length(raw)})`,
  length: `avg(${dialect.length(raw)})`,
  padded: dialect.countIf(dialect.isPadded(raw)),
  empty: dialect.countIf(`${raw} = ''`),
});

function kindMeasures(draft: FieldDraft, value: string, dialect: StatDialect): Measures {
  const kind = draftKind(draft);
  const bounds = (x: string) => ({ minimum: dialect.text(`min(${x})`), maximum: dialect.text(`max(${x})`) });
  if (kind === 'time')
    return { ...bounds(value), quantiles: dialect.quantiles(value, quantileShares, 'time') };
  if (kind === 'number') {
    const isFloat = draftType(draft).kind === 'float';
    const finite = isFloat ? dialect.finite(value) : value;
    const double = dialect.double(finite);
    return {
      ...bounds(finite),
      mean: `avg(${double})`,
      deviation: dialect.deviation(double),
      quantiles: dialect.quantiles(double, quantileShares, 'number'),
    };
  }
  return kind === 'other' ? bounds(value) : {};
}

/** What else one scan counts. */
interface Besides {
  /** Aggregates that go along. */
  extra?: Measures;
  /** Fields whose different values are counted exactly. */
  exact?: ReadonlySet<FieldDraft>;
}

/** One SELECT over all fields. @internal */
export function overviewSql(
  drafts: FieldDraft[],
  { dialect, relation, estimatedRows }: Pick<Scan, 'dialect' | 'relation' | 'estimatedRows'>,
  { extra = {}, exact }: Besides = {},
): string {
  const columns = drafts.flatMap((draft, index) =>
    Object.entries(measuresOf(draft, dialect, estimatedRows, exact?.has(draft) ?? false)).map(
      ([name, sql]) => `${dialect.text(sql)} AS ${dialect.quote(`${index} ${name}`)}`,
    ),
  );
  const more = Object.entries(extra).map(([name, sql]) => `${dialect.text(sql)} AS ${dialect.quote(name)}`);
  return `SELECT ${[...more, ...columns].join(',\n  ')}\nFROM ${relation}`;
}

/** The answer of {@link overviewSql} for one field. @internal */
export function readOverview(row: Record<string, string | null>, index: number): FieldOverview {
  const text = (name: string) => row[`${index} ${name}`] ?? undefined;
  const number = (name: string) => {
    const value = text(name);
    return value === undefined ? undefined : Number(value);
  };
  const time = (name: string) => {
    const value = text(name);
    return value === undefined ? undefined : tidyTime(value);
  };
  const prefix = `${index} fits `;
  return {
    present: number('present') ?? 0,
    distinct: number('distinct') ?? 0,
    minimum: time('minimum'),
    maximum: time('maximum'),
    mean: number('mean'),
    deviation: number('deviation'),
    quantiles: readArray(text('quantiles')),
    length:
      text('longest') === undefined
        ? undefined
        : { minimum: number('shortest') ?? 0, maximum: number('longest') ?? 0, mean: number('length') ?? 0 },
    padded: number('padded'),
    empty: number('empty'),
    fits: Object.fromEntries(
      Object.entries(row)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), Number(value)]),
    ),
  };
}

function readArray(text: string | undefined): string[] | undefined {
  const values = text === undefined ? null : (JSON.parse(text) as unknown[] | null);
  return values?.map((value) => (typeof value === 'number' ? printNumber(value) : tidyTime(String(value))));
}

/** One way to write a time, whatever system wrote it: a space before the hour, no zeros after the second. */
const tidyTime = (text: string) =>
  text.replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.0+(?!\d))?/, '$1 $2');
