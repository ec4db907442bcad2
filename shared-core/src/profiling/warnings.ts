import type { Localized } from '../language';
import type { FieldFacts } from './count-fields';
import { areCodes, nameOf, type TypeDecision } from './decide-type';
import type { ColumnProfile } from './profile';
import type { ValueCount } from './value-counts';

interface Context {
  column: ColumnProfile;
  facts: FieldFacts;
  decision: TypeDecision;
  /** All values, or a sample of them. */
  values: ValueCount[];
}

/** Codes of what a reader should look at, each with its test; the texts carry the figures. */
const rows: { code: string; find(context: Context): Localized | undefined }[] = [
  {
    code: 'all-null',
    find: ({ column, facts }) =>
      facts.rows > 0 && column.nulls === facts.rows
        ? { en: 'Every value is NULL.', ru: 'Все значения — NULL.' }
        : undefined,
  },
  {
    code: 'constant',
    find: ({ column, facts }) =>
      column.distinct === 1 && column.distinctExact && column.nulls === 0 && facts.rows > 1
        ? {
            en: `Every row has the same value ${quoted(column.top[0]?.value)}.`,
            ru: `Во всех строках одно значение ${quotedRu(column.top[0]?.value)}.`,
          }
        : undefined,
  },
  {
    code: 'padded',
    find: ({ facts, values }) =>
      counted(facts.overview.padded ?? rowsWhere(values, ({ value }) => /^ | $/.test(value)), (n) => ({
        en: `${n.toLocaleString('en')} values begin or end with a space.`,
        ru: `Значений с пробелом в начале или в конце: ${n.toLocaleString('ru')}.`,
      })),
  },
  {
    code: 'empty-text',
    find: ({ facts, values }) =>
      counted(facts.overview.empty ?? rowsWhere(values, ({ value }) => value === ''), (n) => ({
        en: `${n.toLocaleString('en')} values are empty texts, which are not NULL.`,
        ru: `Пустых строк (это не NULL): ${n.toLocaleString('ru')}.`,
      })),
  },
  {
    code: 'null-like-text',
    find: ({ column, values }) =>
      column.type.kind === 'string'
        ? namedValues(values, nullWords, (list) => ({
            en: `Texts that may mean "no value": ${list}.`,
            ru: `Тексты, которые могут значить «нет значения»: ${list}.`,
          }))
        : undefined,
  },
  {
    code: 'leading-zeros',
    find: ({ column, facts }) =>
      column.type.kind === 'string' && areCodes(facts)
        ? {
            en: 'Digits with leading zeros: kept as text, because a number would lose them.',
            ru: 'Цифры с ведущими нулями: оставлены текстом, число их потеряло бы.',
          }
        : undefined,
  },
  {
    code: 'mixed-formats',
    find: ({ decision, column, facts }) => (areCodes(facts) ? undefined : mixed(decision, column)),
  },
  { code: 'sentinel', find: ({ column, values }) => sentinels(column, values) },
  { code: 'future-time', find: ({ column, facts }) => inTheFuture(column, facts) },
  {
    code: 'mojibake',
    find: ({ values }) => {
      const broken = values.find(({ value }) => mojibake.test(value));
      return (
        broken && {
          en: `Text in a wrong encoding: ${quoted(broken.value)}.`,
          ru: `Текст в неверной кодировке: ${quotedRu(broken.value)}.`,
        }
      );
    },
  },
];

/** What a reader should look at in a field. @internal */
export function warningsOf(
  column: ColumnProfile,
  facts: FieldFacts,
  decision: TypeDecision,
): ColumnProfile['warnings'] {
  const context = { column, facts, decision, values: facts.values ?? facts.sample };
  return rows.flatMap(({ code, find }) => {
    const text = find(context);
    return text ? [{ code, ...text }] : [];
  });
}

const nullWords = new Set([
  'null',
  'none',
  'nan',
  'n/a',
  'na',
  '#n/a',
  'nil',
  '-',
  '--',
  '?',
  'unknown',
  'undefined',
  '(null)',
  'н/д',
  'нет данных',
  'неизвестно',
  'не указано',
]);

/** Numbers that people write when they have none; a reading counts only when it lies far from the rest. */
const sentinelNumbers = new Set([
  '-1',
  '-9',
  '-99',
  '-999',
  '-9999',
  '-99999',
  '99',
  '999',
  '9999',
  '99999',
  '999999',
  '9999999',
  '99999999',
]);
const sentinelTimes =
  /^(?:1900-01-01|1899-12-30|1970-01-01|9999-12-31|2999-12-31|0001-01-01|1753-01-01)(?:[ T]|$)/;

/** UTF-8 that was read as a one-byte encoding (Latin-1, Windows-1251), and the replacement character. */
const mojibake =
  /\uFFFD|(?:[ÐÑ][\u0080-\u00BF\u2018-\u203A]){2}|Ã[\u0080-\u00BF]|â€|(?:[РС][\u0402-\u040F\u0451-\u045F\u00A0-\u00BB\u2018-\u2122]){2}|(?:[РС][°±²»¼½¾µѓ‚„…†‡€‰]){1,}[РС]/u;

function sentinels(column: ColumnProfile, values: ValueCount[]): Localized | undefined {
  const text = (list: string): Localized => ({
    en: `Values that may stand for "unknown": ${list}.`,
    ru: `Значения, которые могут означать «неизвестно»: ${list}.`,
  });
  if (column.type.kind === 'date' || column.type.kind === 'timestamp') {
    const found = values.filter(({ value }) => sentinelTimes.test(value));
    return found.length > 0 && found.length < values.length ? text(listOf(found)) : undefined;
  }
  if (column.mean === undefined) return undefined;
  const [low, high] = [Number(column.quantiles?.['0.05']), Number(column.quantiles?.['0.95'])];
  const far = Math.max(high - low, 1);
  const found = values.filter(
    ({ value, count }) =>
      count > 1 && sentinelNumbers.has(value) && (Number(value) > high + far || Number(value) < low - far),
  );
  return found.length > 0 ? text(listOf(found)) : undefined;
}

/** A date to come may be a plan, or a year of two digits in the wrong century. */
function inTheFuture({ maximum, grain }: ColumnProfile, { rows }: FieldFacts): Localized | undefined {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  if (!grain || rows === 0 || maximum === undefined || maximum <= tomorrow) return undefined;
  return {
    en: `The latest time, ${maximum}, is in the future.`,
    ru: `Самое позднее время, ${maximum}, — в будущем.`,
  };
}

function mixed({ nearMiss }: TypeDecision, column: ColumnProfile): Localized | undefined {
  if (!nearMiss || column.type.kind !== 'string') return undefined;
  const share = `${(nearMiss.share * 100).toFixed(nearMiss.share > 0.999 ? 4 : 1)} %`;
  const at = column.inference.decidedBy?.row;
  return {
    en: `${share} of the values are ${nameOf(nearMiss.kind)}, the others are not${at ? ` (first in row ${at})` : ''}.`,
    ru: `${share.replace('.', ',')} значений — ${nameOf(nearMiss.kind)}, остальные нет${at ? ` (первое — в строке ${at})` : ''}.`,
  };
}

const rowsWhere = (values: ValueCount[], test: (value: ValueCount) => boolean) =>
  values.reduce((sum, value) => sum + (test(value) ? value.count : 0), 0);

const counted = (count: number, text: (count: number) => Localized) => (count > 0 ? text(count) : undefined);

function namedValues(values: ValueCount[], words: Set<string>, text: (list: string) => Localized) {
  const found = values.filter(({ value }) => words.has(value.trim().toLowerCase()));
  return found.length > 0 ? text(listOf(found)) : undefined;
}

const listOf = (values: ValueCount[]) =>
  values
    .slice(0, 5)
    .map(({ value, count }) => `"${value}" × ${count}`)
    .join(', ');
const short = (value = '') => (value.length > 60 ? `${value.slice(0, 60)}…` : value);
const quoted = (value?: string) => `"${short(value)}"`;
const quotedRu = (value?: string) => `«${short(value)}»`;
