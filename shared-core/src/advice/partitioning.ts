import type { Localized } from '../language';
import type { ColumnProfile, DatasetProfile } from '../profiling';
import type { Advice, PartitionAdvice } from './advice';
import { both, count, logScale, percent, twoDigits } from './figures';
import type { QueryPatterns } from './query-patterns';

/** @internal */
export type PartitionedSystem = 'postgresql' | 'clickhouse';

/** When each system starts to gain from partitions, and how many of them it bears. */
const systems: Record<PartitionedSystem, { rowsFrom: number; rowsTo: number; most: number }> = {
  postgresql: { rowsFrom: 1_000_000, rowsTo: 1_000_000_000, most: 1000 },
  clickhouse: { rowsFrom: 100_000, rowsTo: 100_000_000, most: 300 },
};
const fewest = 10;

interface Option {
  advice: PartitionAdvice;
  /** Rows of the partitions, smallest first. */
  sizes: number[];
  score: number;
  isConflicting: boolean;
}

const grains = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** Compares every grain of the time fields, values of small domains, and none. @internal */
export function advisePartitioning(
  profile: DatasetProfile,
  system: PartitionedSystem,
  patterns?: QueryPatterns,
): Advice<PartitionAdvice | null> {
  const options = optionsOf(profile, system, patterns).sort((a, b) => b.score - a.score);
  const { rowsFrom, rowsTo } = systems[system];
  const noneScore = 0.97 - 0.94 * logScale(profile.rows, rowsFrom, rowsTo);
  const best = options[0];
  const others = options.slice(0, 4).map((option) => ({
    recommendation: option.advice as PartitionAdvice | null,
    title: titleOf(option.advice),
    score: twoDigits(option.score),
    why: whyOf(option),
  }));
  const none = {
    recommendation: null,
    title: noTitle,
    score: twoDigits(noneScore),
    why: whyNone(profile, system),
  };
  if (!best || best.score <= noneScore)
    return {
      recommendation: null,
      title: noTitle,
      score: none.score,
      reasons: [whyNone(profile, system), ...(best ? [whyOf(best)] : [noField(profile)])],
      evidence: [
        { what: { en: 'rows', ru: 'строк' }, value: profile.rows },
        ...(best ? evidenceOf(best) : []),
      ],
      alternatives: others,
    };
  return {
    recommendation: best.advice,
    title: titleOf(best.advice),
    score: twoDigits(best.score),
    reasons: [whyOf(best), purpose(best, system)],
    evidence: evidenceOf(best),
    alternatives: [...others.slice(1), none].sort((a, b) => b.score - a.score),
  };
}

function optionsOf(profile: DatasetProfile, system: PartitionedSystem, patterns?: QueryPatterns): Option[] {
  const timed = profile.columns
    .filter(({ periods, nullShare }) => periods && nullShare < 0.2)
    .flatMap((column) => grains.map((grain) => timeOption(profile, column, grain, system)));
  const valued = profile.columns
    .filter(({ values, nulls }) => values && nulls === 0)
    .map((column) => valueOption(profile, column, system));
  return [...timed, ...valued, ...hashOption(profile, system)]
    .filter((option) => option !== undefined)
    .map((option) => ({ ...option, score: option.score * queryWeight(option.advice.field, patterns) }));
}

/** Partitions serve queries that filter by their field. */
function queryWeight(field: string, patterns?: QueryPatterns): number {
  if (!patterns || patterns.queries === 0) return 1;
  const filtered = (patterns.range[field] ?? 0) + (patterns.equality[field] ?? 0);
  return filtered > 0 ? 1.1 : 0.8;
}

function timeOption(
  profile: DatasetProfile,
  column: ColumnProfile,
  grain: (typeof grains)[number],
  system: PartitionedSystem,
): Option | undefined {
  const { periods } = column;
  if (
    !periods ||
    (periods.unit !== 'day' &&
      !(periods.unit === 'month' && ['month', 'quarter', 'year'].includes(grain)) &&
      grain !== 'year')
  )
    return undefined;
  const sums = new Map<string, number>();
  for (const { start, count: rows } of periods.counts) {
    const period = periodOf(start, grain);
    sums.set(period, (sums.get(period) ?? 0) + rows);
  }
  if (sums.size < 2) return undefined;
  const place = profile.timeFields.indexOf(column.name);
  const isOrdered = (column.ordered ?? 0) >= 0.95;
  const trust = (isOrdered ? 1 : 0.9) * 0.95 ** Math.max(0, place);
  return scored(
    profile,
    { field: column.name, grain, partitions: sums.size },
    [...sums.values()],
    system,
    trust,
  );
}

function periodOf(start: string, grain: (typeof grains)[number]): string {
  const month = Number(start.slice(5, 7));
  if (grain === 'day') return start.slice(0, 10);
  if (grain === 'month') return start.slice(0, 7);
  if (grain === 'year') return start.slice(0, 4);
  if (grain === 'quarter') return `${start.slice(0, 4)} ${Math.ceil(month / 3)}`;
  const at = Date.parse(`${start.slice(0, 10)}T00:00:00Z`);
  return String(Math.floor((at / 86_400_000 - 4) / 7));
}

/** A small domain parts a table too, though nothing is ever dropped by it. */
function valueOption(
  profile: DatasetProfile,
  column: ColumnProfile,
  system: PartitionedSystem,
): Option | undefined {
  const sizes = column.values?.map(({ count: rows }) => rows) ?? [];
  const isName = ['string', 'enum', 'boolean'].includes(column.type.kind);
  if (sizes.length < 2 || sizes.length > 100 || !isName) return undefined;
  return scored(
    profile,
    { field: column.name, grain: 'value', partitions: sizes.length },
    sizes,
    system,
    0.6,
  );
}

/** Without time, a hash of the key spreads a very large table evenly. */
function hashOption(profile: DatasetProfile, system: PartitionedSystem): (Option | undefined)[] {
  const key = profile.keys[0];
  const field = key?.fields.length === 1 ? key.fields[0] : undefined;
  if (!field || system !== 'postgresql' || profile.rows < 50_000_000) return [];
  const partitions = Math.min(64, 2 ** Math.ceil(Math.log2(profile.rows / 10_000_000)));
  const sizes = Array.from({ length: partitions }, () => profile.rows / partitions);
  return [scored(profile, { field, grain: 'hash', partitions }, sizes, system, 0.7)];
}

/** The number of partitions lies best between 10 and the system's limit, and each had better hold a million rows. */
function scored(
  profile: DatasetProfile,
  advice: PartitionAdvice,
  sizes: number[],
  system: PartitionedSystem,
  trust: number,
): Option {
  const sorted = [...sizes].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const most = systems[system].most;
  const byNumber =
    sizes.length < fewest
      ? 0.4 + 0.6 * (sizes.length / fewest)
      : sizes.length <= most
        ? 1
        : most / sizes.length;
  const key = profile.schema.primaryKey;
  const isConflicting = system === 'postgresql' && key !== undefined && !key.includes(advice.field);
  const score = byNumber * logScale(middle, 1000, 1_000_000) * trust * (isConflicting ? 0.6 : 1);
  return { advice, sizes: sorted, score, isConflicting };
}

const noTitle: Localized = { en: 'no partitions', ru: 'без секций' };

function titleOf({ field, grain, partitions }: PartitionAdvice): Localized {
  if (grain === 'value') return { en: `by the value of ${field}`, ru: `по значению ${field}` };
  if (grain === 'hash')
    return { en: `by a hash of ${field} into ${partitions}`, ru: `по хешу ${field} на ${partitions}` };
  const words = { day: 'дням', week: 'неделям', month: 'месяцам', quarter: 'кварталам', year: 'годам' };
  return { en: `by ${grain} of ${field}`, ru: `по ${words[grain]} поля ${field}` };
}

function whyOf({ advice, sizes, isConflicting }: Option): Localized {
  const [least, middle, most] = [sizes[0] ?? 0, sizes[Math.floor(sizes.length / 2)] ?? 0, sizes.at(-1) ?? 0];
  const title = titleOf(advice);
  return both((l) => ({
    en: `Parted ${title.en}, the table has ${count(sizes.length, l)} partitions of ${count(middle, l)} rows in the median (${count(least, l)} to ${count(most, l)}).${isConflicting ? ' The primary key would have to include the field.' : ''}`,
    ru: `При разбиении ${title.ru} секций ${count(sizes.length, l)}, в них ${count(middle, l)} строк по медиане (от ${count(least, l)} до ${count(most, l)}).${isConflicting ? ' Поле пришлось бы включить в первичный ключ.' : ''}`,
  }));
}

const purpose = ({ advice, sizes }: Option, system: PartitionedSystem): Localized =>
  both((l) => ({
    en: `A question about one ${advice.grain === 'value' || advice.grain === 'hash' ? 'value' : advice.grain} reads about ${percent(1 / sizes.length, l)} of the rows; old ones go by ${system === 'postgresql' ? 'DETACH' : 'DROP'} PARTITION instead of DELETE.`,
    ru: `Вопрос об одной секции читает около ${percent(1 / sizes.length, l)} строк; старое уходит через ${system === 'postgresql' ? 'DETACH' : 'DROP'} PARTITION вместо DELETE.`,
  }));

const names: Record<PartitionedSystem, string> = { postgresql: 'PostgreSQL', clickhouse: 'ClickHouse' };

const whyNone = ({ rows }: DatasetProfile, system: PartitionedSystem): Localized =>
  both((l) => ({
    en: `${count(rows, l)} rows: ${names[system]} gains from partitions from some ${count(gainFrom(system), l)} rows on.`,
    ru: `${count(rows, l)} строк: ${names[system]} выигрывает от секций примерно с ${count(gainFrom(system), l)} строк.`,
  }));

/** Where the scale of "none" is at its middle; a rule of thumb has one figure, not eight. */
const gainFrom = (system: PartitionedSystem) =>
  Number(Math.sqrt(systems[system].rowsFrom * systems[system].rowsTo).toPrecision(1));

const noField = ({ columns }: DatasetProfile): Localized => ({
  en: `None of the ${columns.length} fields carries time or has a small domain to part the table by.`,
  ru: `Ни одно из полей (${columns.length}) не несёт времени и не имеет малого набора значений для разбиения.`,
});

function evidenceOf({ advice, sizes }: Option): Advice['evidence'] {
  return [
    { what: { en: 'partitions', ru: 'секций' }, value: advice.partitions },
    { what: { en: 'rows in the smallest', ru: 'строк в наименьшей' }, value: sizes[0] ?? 0 },
    {
      what: { en: 'rows in the median', ru: 'строк по медиане' },
      value: sizes[Math.floor(sizes.length / 2)] ?? 0,
    },
    { what: { en: 'rows in the largest', ru: 'строк в наибольшей' }, value: sizes.at(-1) ?? 0 },
  ];
}
