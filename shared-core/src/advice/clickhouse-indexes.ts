import type { ColumnProfile, DatasetProfile } from '../profiling';
import type { Advice, IndexAdvice } from './advice';
import type { LogicalType } from '../schema';
import { both, count } from './figures';
import { indexAdvice, type Context } from './indexes';

/** Longer keys cost memory and order little more. */
const longestKey = 4;
/** A leading field with more values leaves the following ones without effect. */
const lowDomain = 10_000;
/** ClickHouse reads at least one granule of rows; below some of them nothing can be skipped. */
const granule = 8192;

/** Made of parts that may be NULL, or without an order that anybody searches by. */
const unordered = new Set<LogicalType['kind']>(['struct', 'map', 'array', 'json', 'bytes', 'interval']);

/** ORDER BY and skipping indexes of ClickHouse. @internal */
export function adviseClickhouseIndexes(context: Context): Advice<IndexAdvice>[] {
  const order = orderFields(context);
  if (order.length === 0) return [];
  return [
    orderAdvice(context, order),
    ...skippingIndexes(
      context,
      order.map(({ name }) => name),
    ),
  ];
}

/** Fields that narrow a search, few values first, then time, then what makes a row unique. */
function orderFields(context: Context): ColumnProfile[] {
  const { profile, column } = context;
  const time = column(profile.timeFields[0] ?? '') ?? profile.columns.find(isYear);
  const leading = (asked(context) ?? dimensions(profile))
    .filter(({ name }) => name !== time?.name)
    .slice(0, longestKey - 1);
  const key = keyFields(profile)
    .flatMap((name) => column(name) ?? [])
    .filter(({ type }) => !unordered.has(type.kind));
  const tail = time && time.nulls === 0 ? [time] : [];
  const fields = [...leading, ...tail, ...(tail.length === 0 || leading.length === 0 ? key : [])];
  return fields
    .filter((field, index) => fields.indexOf(field) === index && field.nulls === 0)
    .slice(0, longestKey);
}

const yearName = /(?:^|[\s_])(?:year|yr|год)(?:$|[\s_])/iu;

/** A year that is written as a number. */
const isYear = ({ name, type, minimum, maximum }: ColumnProfile) =>
  type.kind === 'integer' && yearName.test(name) && Number(minimum) >= 1500 && Number(maximum) <= 2500;

/** Above this a key is one by its name too. */
const named = 0.9;

/** A measure whose values happen to differ, such as a population, is no key that anybody searches by. */
function keyFields({ keys: [key], columns }: DatasetProfile): string[] {
  if (!key) return [];
  const [only, ...others] = key.fields.flatMap((name) => columns.find((one) => one.name === name) ?? []);
  const isMeasure = others.length === 0 && only && numeric.has(only.type.kind) && key.confidence < named;
  return isMeasure && columns.some(({ name, unique }) => name !== only.name && !unique) ? [] : key.fields;
}

const numeric = new Set<LogicalType['kind']>(['integer', 'decimal', 'float']);

/** Fields that queries filter by. */
function asked({ patterns, column }: Context): ColumnProfile[] | undefined {
  if (!patterns || patterns.queries === 0) return undefined;
  const uses = new Map<string, number>();
  for (const [weight, table] of [
    [3, patterns.equality],
    [1, patterns.group],
    [1, patterns.join],
    [1, patterns.range],
  ] as const)
    for (const [field, times] of Object.entries(table))
      uses.set(field, (uses.get(field) ?? 0) + weight * times);
  const fields = [...uses]
    .sort((a, b) => b[1] - a[1])
    .flatMap(([name]) => column(name) ?? [])
    .filter(({ nulls }) => nulls === 0)
    .slice(0, longestKey - 1);
  return fields.length > 0 ? fewestFirst(fields) : undefined;
}

/** Without queries: names with few values; numbers are mostly measures, and nobody searches by a measure. */
function dimensions({ columns }: DatasetProfile): ColumnProfile[] {
  const named = columns.filter(
    ({ type, distinct, nulls, length, unique }) =>
      ['string', 'enum', 'boolean', 'uuid'].includes(type.kind) &&
      nulls === 0 &&
      !unique &&
      distinct > 1 &&
      distinct <= lowDomain &&
      (length?.mean ?? 0) <= 32,
  );
  return fewestFirst(named).slice(0, 2);
}

/** By order of magnitude, so that 228 and 229 values keep the order of the table. */
function fewestFirst(fields: ColumnProfile[]): ColumnProfile[] {
  const magnitude = ({ distinct }: ColumnProfile) => Math.round(Math.log2(Math.max(1, distinct)));
  return [...fields].sort((a, b) => magnitude(a) - magnitude(b));
}

function orderAdvice({ profile, patterns }: Context, order: ColumnProfile[]): Advice<IndexAdvice> {
  const fields = order.map(({ name }) => name);
  const listed = (l: 'en' | 'ru') =>
    order.map(({ name, distinct }) => `${name} (${count(distinct, l)})`).join(', ');
  const reasons = [
    both((l) => ({
      en: `Few distinct values first, so that each following field still narrows the ${count(Math.ceil(profile.rows / granule), l)} granules: ${listed(l)}.`,
      ru: `Сначала поля с малым числом значений, тогда и следующие сужают ${count(Math.ceil(profile.rows / granule), l)} гранул: ${listed(l)}.`,
    })),
    patterns && patterns.queries > 0
      ? both((l) => ({
          en: `Chosen from the filters of ${count(patterns.queries, l)} queries.`,
          ru: `Выбрано по фильтрам ${count(patterns.queries, l)} запросов.`,
        }))
      : {
          en: 'No queries were given; with them the order would follow what is filtered by.',
          ru: 'Запросов не дано; с ними порядок следовал бы тому, по чему фильтруют.',
        },
  ];
  const evidence = order.map(({ name, distinct }) => ({
    what: { en: `distinct values of ${name}`, ru: `разных значений ${name}` },
    value: distinct,
  }));
  return indexAdvice(
    { fields, kind: 'order-by' },
    patterns?.queries ? 0.9 : 0.7,
    reasons,
    evidence,
    otherOrders(profile, order),
  );
}

function otherOrders(profile: DatasetProfile, order: ColumnProfile[]): Advice<IndexAdvice>['alternatives'] {
  const time = profile.timeFields[0];
  if (!time || order.length < 2 || order[0]?.name === time || !order.some(({ name }) => name === time))
    return [];
  const fields = [time, ...order.map(({ name }) => name).filter((name) => name !== time)];
  return [
    {
      recommendation: { fields, kind: 'order-by' },
      title: { en: `ORDER BY ${fields.join(', ')}`, ru: `ORDER BY ${fields.join(', ')}` },
      score: 0.5,
      why: {
        en: `better when nearly every query asks for a range of ${time} and nothing else`,
        ru: `лучше, когда почти каждый запрос спрашивает только интервал ${time}`,
      },
    },
  ];
}

function skippingIndexes({ profile, patterns, column }: Context, order: string[]): Advice<IndexAdvice>[] {
  if (profile.rows < granule * 100) return [];
  const asks = (field: string, table: 'equality' | 'range') => patterns?.[table][field] ?? 0;
  return profile.columns
    .filter(({ name, distinct }) => !order.includes(name) && distinct > 1)
    .flatMap(({ name }): Advice<IndexAdvice>[] => {
      const { distinct, type, semantic, ordered = 0 } = column(name)!;
      const isName = type.kind === 'string' || type.kind === 'uuid';
      const isIdentifier =
        ['uuid', 'email', 'phone', 'ip'].includes(semantic?.value ?? '') || type.kind === 'uuid';
      if (isName && (asks(name, 'equality') > 0 || isIdentifier) && distinct > 100)
        return [bloom(name, distinct, asks(name, 'equality'))];
      if (!isName && (asks(name, 'range') > 0 || asks(name, 'equality') > 0 || ordered >= 0.95))
        return [minmax(name, ordered, asks(name, 'range'))];
      return [];
    });
}

const bloom = (name: string, distinct: number, queries: number) =>
  indexAdvice(
    { fields: [name], kind: 'bloom' },
    queries > 0 ? 0.75 : 0.5,
    both((l) => ({
      en: `${name} has ${count(distinct, l)} distinct values and is searched by equality${queries > 0 ? ` in ${count(queries, l)} queries` : ''}: a bloom filter skips granules that do not have the value.`,
      ru: `У ${name} ${count(distinct, l)} разных значений, ищут по равенству${queries > 0 ? ` в ${count(queries, l)} запросах` : ''}: фильтр Блума пропускает гранулы без значения.`,
    })),
    [{ what: { en: 'distinct values', ru: 'разных значений' }, value: distinct }],
  );

const minmax = (name: string, ordered: number, queries: number) =>
  indexAdvice(
    { fields: [name], kind: 'minmax' },
    queries > 0 ? 0.65 : 0.5,
    both((l) => ({
      en: `${name} lies outside ORDER BY${queries > 0 ? ` and ${count(queries, l)} queries ask for a range of it` : ` and goes up with the rows`}: minmax skips granules outside the range.`,
      ru: `${name} не входит в ORDER BY${queries > 0 ? `, а ${count(queries, l)} запросов спрашивают его интервал` : ` и растёт вместе со строками`}: minmax пропускает гранулы вне интервала.`,
    })),
    [{ what: { en: 'share of rows in order', ru: 'доля строк по порядку' }, value: ordered }],
  );
