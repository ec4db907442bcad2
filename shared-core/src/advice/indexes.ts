import type { Localized } from '../language';
import type { ColumnProfile, DatasetProfile } from '../profiling';
import type { Advice, IndexAdvice } from './advice';
import { both, count, percent, twoDigits } from './figures';
import type { QueryPatterns } from './query-patterns';

/** Below, PostgreSQL reads the whole table faster than it plans an index. */
const worthwhile = 10_000;
/** From here a block-range index of an ordered field is much smaller than a btree and nearly as good. */
const large = 1_000_000;
/** A btree pays when a value leads to less than this share of the rows. */
const selective = 0.05;

/** @internal */
export interface Context {
  profile: DatasetProfile;
  patterns?: QueryPatterns;
  column(name: string): ColumnProfile | undefined;
}

/** Indexes of PostgreSQL. @internal */
export function advisePostgresIndexes(context: Context): Advice<IndexAdvice>[] {
  const { profile } = context;
  const primary = primaryKey(profile);
  if (profile.rows < worthwhile) return primary;
  const found = [
    ...primary,
    ...fromQueries(context),
    ...timeIndex(context),
    ...nestedIndexes(profile),
    ...referenceIndexes(context),
  ];
  const seen = new Set<string>();
  return found.filter(({ recommendation: { fields } }) => {
    const isNew = !seen.has(fields.join('\0'));
    seen.add(fields.join('\0'));
    return isNew;
  });
}

function primaryKey({ keys, rows, schema }: DatasetProfile): Advice<IndexAdvice>[] {
  const fields = schema.primaryKey ?? keys[0]?.fields;
  const confidence =
    keys.find((key) => key.fields.join('\0') === fields?.join('\0'))?.confidence ??
    (schema.primaryKey ? 0.95 : 0);
  if (!fields || confidence < 0.6) return [];
  return [
    indexAdvice(
      { fields, kind: 'primary' },
      confidence,
      both((l) => ({
        en: `${fields.join(' + ')} has ${count(rows, l)} distinct values in ${count(rows, l)} rows and no NULL.`,
        ru: `${fields.join(' + ')}: ${count(rows, l)} разных значений в ${count(rows, l)} строках, без NULL.`,
      })),
      [{ what: { en: 'rows', ru: 'строк' }, value: rows }],
      keys.slice(1, 4).map((key) => ({
        recommendation: { fields: key.fields, kind: 'primary' as const },
        title: { en: `primary key ${key.fields.join(', ')}`, ru: `первичный ключ ${key.fields.join(', ')}` },
        score: twoDigits(key.confidence),
        why: {
          en: 'unique too, but its name or type says less',
          ru: 'тоже уникально, но имя или тип говорят об этом меньше',
        },
      })),
    ),
  ];
}

/** Equalities first, the most selective leading, then one range: the order in which a btree can use them. */
function fromQueries({ patterns, profile, column }: Context): Advice<IndexAdvice>[] {
  if (!patterns || patterns.queries === 0) return [];
  const used = [...new Set([...Object.keys(patterns.equality), ...Object.keys(patterns.join)])];
  return used.flatMap((field) => {
    const times = (patterns.equality[field] ?? 0) + (patterns.join[field] ?? 0);
    const distinct = column(field)?.distinct ?? 1;
    const rowsEach = profile.rows / Math.max(1, distinct);
    if (rowsEach / profile.rows > selective) return [];
    return [
      indexAdvice(
        { fields: [field], kind: 'btree' },
        0.5 + 0.45 * Math.min(1, times / patterns.queries),
        both((l) => ({
          en: `${count(times, l)} of ${count(patterns.queries, l)} queries filter or join by ${field}; one of its ${count(distinct, l)} values leads to ${count(rowsEach, l)} rows.`,
          ru: `${count(times, l)} из ${count(patterns.queries, l)} запросов фильтруют или соединяют по ${field}; одно из ${count(distinct, l)} значений ведёт к ${count(rowsEach, l)} строкам.`,
        })),
        [
          { what: { en: 'queries', ru: 'запросов' }, value: times },
          { what: { en: 'distinct values', ru: 'разных значений' }, value: distinct },
        ],
      ),
    ];
  });
}

function timeIndex({ profile, column }: Context): Advice<IndexAdvice>[] {
  const time = column(profile.timeFields[0] ?? '');
  if (!time) return [];
  const ordered = time.ordered ?? 0;
  const isBrin = profile.rows >= large && ordered >= 0.95;
  const [kind, other] = isBrin ? (['brin', 'btree'] as const) : (['btree', 'brin'] as const);
  const evidence = [{ what: { en: 'share of rows in order', ru: 'доля строк по порядку' }, value: ordered }];
  const why: Record<'brin' | 'btree', Localized> = {
    brin: both((l) => ({
      en: `${percent(ordered, l)} of neighbouring rows are in order of ${time.name}: a BRIN index of some kilobytes skips whole ranges of ${count(profile.rows, l)} rows.`,
      ru: `${percent(ordered, l)} соседних строк идут по порядку ${time.name}: индекс BRIN в несколько килобайт пропускает целые диапазоны из ${count(profile.rows, l)} строк.`,
    })),
    btree: both((l) => ({
      en: `Ranges of ${time.name} (${time.minimum} to ${time.maximum}) are found among ${count(profile.rows, l)} rows without a scan.`,
      ru: `Интервалы ${time.name} (с ${time.minimum} по ${time.maximum}) находятся среди ${count(profile.rows, l)} строк без полного просмотра.`,
    })),
  };
  return [
    indexAdvice({ fields: [time.name], kind }, 0.8, why[kind], evidence, [
      {
        recommendation: { fields: [time.name], kind: other },
        title: titleOf({ fields: [time.name], kind: other }),
        score: 0.5,
        why: why[other],
      },
    ]),
  ];
}

function nestedIndexes({ columns }: DatasetProfile): Advice<IndexAdvice>[] {
  return columns
    .filter(({ type }) => type.kind === 'json' || type.kind === 'array')
    .map(({ name, distinct }) =>
      indexAdvice(
        { fields: [name], kind: 'gin' },
        0.55,
        both((l) => ({
          en: `${name} holds nested values (${count(distinct, l)} different): GIN finds rows by what is inside.`,
          ru: `${name} хранит вложенные значения (${count(distinct, l)} разных): GIN находит строки по содержимому.`,
        })),
        [{ what: { en: 'distinct values', ru: 'разных значений' }, value: distinct }],
      ),
    );
}

const referenceName = /(?:^|[\s_.-])(?:id|key|code|uuid|ид|код)$|[\p{Ll}](?:Id|Key|Code)$/u;

/** Fields named like a reference are joined by, whether or not we have seen the queries. */
function referenceIndexes({ profile }: Context): Advice<IndexAdvice>[] {
  const key = new Set(profile.keys[0]?.fields);
  return profile.columns
    .filter(
      ({ name, distinct }) =>
        referenceName.test(name) && !key.has(name) && distinct > 0 && 1 / distinct <= selective,
    )
    .map(({ name, distinct }) =>
      indexAdvice(
        { fields: [name], kind: 'btree' },
        0.6,
        both((l) => ({
          en: `${name} is named like a reference and has ${count(distinct, l)} distinct values: joins by it touch ${count(profile.rows / distinct, l)} rows each.`,
          ru: `${name} названо как ссылка и имеет ${count(distinct, l)} разных значений: соединение по нему затрагивает по ${count(profile.rows / distinct, l)} строк.`,
        })),
        [{ what: { en: 'distinct values', ru: 'разных значений' }, value: distinct }],
      ),
    );
}

const kindNames: Record<IndexAdvice['kind'], Localized> = {
  primary: { en: 'primary key', ru: 'первичный ключ' },
  btree: { en: 'btree index', ru: 'индекс btree' },
  brin: { en: 'BRIN index', ru: 'индекс BRIN' },
  gin: { en: 'GIN index', ru: 'индекс GIN' },
  'order-by': { en: 'ORDER BY', ru: 'ORDER BY' },
  minmax: { en: 'minmax skipping index', ru: 'пропускающий индекс minmax' },
  bloom: { en: 'bloom filter', ru: 'фильтр Блума' },
  set: { en: 'set skipping index', ru: 'пропускающий индекс set' },
};

function titleOf({ fields, kind }: IndexAdvice): Localized {
  return {
    en: `${kindNames[kind].en} ${fields.join(', ')}`,
    ru: `${kindNames[kind].ru} ${fields.join(', ')}`,
  };
}

/** @internal */
export function indexAdvice(
  recommendation: IndexAdvice,
  score: number,
  reason: Localized | Localized[],
  evidence: Advice['evidence'],
  alternatives: Advice<IndexAdvice>['alternatives'] = [],
): Advice<IndexAdvice> {
  return {
    recommendation,
    title: titleOf(recommendation),
    score: twoDigits(score),
    reasons: [reason].flat(),
    evidence,
    alternatives,
  };
}
