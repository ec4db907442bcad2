import type { Localized } from '../../../language';
import { isValue } from './cell-kind';
import { certain, fromBits, rounded, type Inference } from './inference';
import { reasons } from './reasons';
import type { TextRecord } from './records';

/** Words that head columns, in the languages that we expect. */
const usualNames =
  /^(id|uuid|key|code|name|title|type|kind|status|date|time|timestamp|year|month|day|created|updated|price|amount|sum|total|count|qty|quantity|value|city|country|state|region|address|phone|email|user|customer|order|product|category|description|comment|note|lat|lon|latitude|longitude|url|ид|код|номер|имя|фамилия|отчество|фио|название|наименование|тип|вид|статус|дата|время|год|месяц|день|цена|сумма|итого|количество|кол-во|город|страна|регион|адрес|телефон|почта|клиент|заказ|товар|категория|описание|примечание|комментарий|инн|кпп|артикул)([ _.-]|$)/iu;
const nameLike = /^[\p{L}_#№][\p{L}\p{N}_ .,%()/:№#$€₽+-]{0,60}$/u;
/** A question or a remark heads a column of answers. */
const sentenceLike = /^["'«“(]?\p{L}{2,}.{20,600}$/su;
const year = /^(?:18|19|20)\d\d$/;
const identifier = /^[a-z][a-z0-9]*([_.-][a-z0-9]+)+$|^[a-z]+[A-Z]\w*$/;

interface Evidence {
  bits: number;
  why: Localized;
  value: string;
}

/** Figures above figures speak once, however many columns there are: names that are years or numbers come in rows. */
const figures = new Set<Localized>([reasons.valueNotName, reasons.sameKind]);
const mostAgainst = -8;

/**
 * Infers whether the first record names the fields: it differs in kind from what stands under it, is not repeated
 * there, and reads like names.
 * @param records - the table, its first record in question
 * @internal
 */
export function inferHeader(records: TextRecord[], width: number): Inference<string> {
  const [first, ...rest] = records;
  if (!first) return certain('false', reasons.noRecords);
  const shift = first.fields.length === width - 1 && !leavesLastEmpty(rest, width) ? 1 : 0;
  const hasWord = first.fields.some((cell) => cell.trim() !== '' && !isValue(cell));
  const evidence = first.fields
    .slice(0, width)
    .flatMap((cell, at) => ofColumn(cell, at + shift, rest, hasWord));
  const cells = first.fields.map((cell) => cell.trim().toLowerCase());
  if (new Set(cells).size < cells.length) evidence.push({ bits: -2, why: reasons.repeatsValue, value: '' });
  if (rest.length === 0)
    evidence.push({
      bits: cells.some((cell) => isValue(cell)) ? -4 : 1,
      why: reasons.onlyRecord,
      value: first.fields[0] ?? '',
    });
  const sumOf = (some: Evidence[]) => some.reduce((sum, { bits: one }) => sum + one, 0);
  const bits =
    0.5 +
    Math.max(mostAgainst, sumOf(evidence.filter(({ why }) => figures.has(why)))) +
    sumOf(evidence.filter(({ why }) => !figures.has(why)));
  const sign = bits > 0 ? 1 : -1;
  const deciding = evidence
    .filter((one) => one.bits * sign > 0)
    .sort((one, other) => Math.abs(other.bits) - Math.abs(one.bits))[0];
  const confidence = fromBits(Math.abs(bits));
  return {
    value: String(bits > 0),
    confidence,
    runnerUp: { value: String(bits <= 0), confidence: rounded(1 - confidence) },
    decidedBy: { row: 1, value: deciding?.value, why: deciding?.why ?? reasons.unclear },
  };
}

function ofColumn(cell: string, at: number, rest: TextRecord[], hasWord: boolean): Evidence[] {
  const name = cell.trim();
  const body = rest.map(({ fields }) => (fields[at] ?? '').trim()).filter((text) => text !== '');
  const evidence: Evidence[] = [];
  const add = (bits: number, why: Localized) => evidence.push({ bits, why, value: name.slice(0, 80) });
  if (name === '') add(at === 0 ? -0.3 : -1, reasons.emptyCell);
  else if (hasWord && isYearAbove(name, body)) return [{ bits: 1.5, why: reasons.yearAbove, value: name }];
  else if (hasWord && isNumberAboveWords(name, body))
    return [{ bits: 1, why: reasons.numberAboveWords, value: name }];
  else if (isValue(name)) add(-1.5, reasons.valueNotName);
  else if (usualNames.test(name)) add(2, reasons.usualName);
  else if (identifier.test(name)) add(1.2, reasons.identifier);
  else add(nameLike.test(name) ? 0.2 : sentenceLike.test(name) ? 0 : -0.8, reasons.likeName);
  if (body.length > 0 && name !== '') ofBody(name, body, add);
  return evidence;
}

/** Years in a header stand above what was counted in them. */
const isYearAbove = (name: string, body: string[]) =>
  year.test(name) && body.length > 0 && body.filter((text) => year.test(text)).length < body.length * 0.1;

/** A number that heads a column without any: the code of a question, of a place. */
const isNumberAboveWords = (name: string, body: string[]) =>
  /^\d+$/.test(name) && body.length > 4 && !body.some(isValue);

/** The rows end with a delimiter that the header does not have. @internal */
export const leavesLastEmpty = (rows: TextRecord[], width: number): boolean =>
  rows.every(({ fields }) => fields.length < width || (fields[width - 1] ?? '').trim() === '');

/** How surprising it would be for a value that stands only once, in bits. */
function surprise(body: string[]): number {
  const counts = new Map<string, number>();
  for (const text of body) counts.set(text, (counts.get(text) ?? 0) + 1);
  const single = [...counts.values()].filter((count) => count === 1).length;
  return body.length < 5 ? 0 : Math.min(2, -Math.log2(single / body.length + 0.1));
}

function ofBody(name: string, body: string[], add: (bits: number, why: Localized) => void): void {
  const values = body.filter(isValue).length / body.length;
  const weight = Math.min(1, body.length / 3);
  if (values > 0.9)
    add((isValue(name) ? -2.5 : 3) * weight, isValue(name) ? reasons.sameKind : reasons.wordAboveValues);
  else if (body.length > 1) {
    const lower = name.toLowerCase();
    if (body.some((text) => text.toLowerCase() === lower)) add(-2, reasons.amongValues);
    else if (surprise(body) > 0.5 && !isValue(name)) add(surprise(body), reasons.unseen);
    const lengths = new Set(body.map((text) => text.length));
    if (lengths.size === 1 && body.length > 3)
      add(lengths.has(name.length) ? -0.5 : 1.5, reasons.otherLength);
    if (
      name === lower &&
      body.filter((text) => /^\p{Lu}/u.test(text)).length > body.length * 0.8 &&
      /\p{L}/u.test(name)
    )
      add(0.8, reasons.smallAboveCapitals);
  }
}

/** PostgreSQL keeps no more of a name: 31 Russian letters. A question of a survey, and many a Russian header, is longer. @internal */
export const longestName = 63;

/** A name with its ending, cut so that every system can keep it, between words where one stands near the end. */
function cutName(name: string, ending: string): string {
  if (Buffer.byteLength(name + ending) <= longestName) return name + ending;
  let cut = '';
  for (const letter of name) {
    if (Buffer.byteLength(cut + letter + ending) > longestName) break;
    cut += letter;
  }
  const words = cut.replace(/[^\p{L}\p{N}]+[\p{L}\p{N}]*$/u, '');
  return (words.length >= cut.length / 2 && name[cut.length] !== ' ' ? words : cut.trimEnd()) + ending;
}

/**
 * Names of the fields: the header's, made whole, unique (DuckDB does not tell `A` from `a`) and no longer than systems
 * keep, or `column_1` …
 * @internal
 */
export function fieldNames(header: string[] | undefined, width: number, leavesLast = false): string[] {
  const given = header ?? [];
  // A header one short is R's: the first column holds the names of the rows; unless the last column is none.
  const isR = given.length === width - 1 && given.length > 0 && !leavesLast;
  const cells = isR ? ['row', ...given] : given;
  const seen = new Set<string>();
  return Array.from({ length: width }, (_, at) => {
    const base =
      (cells[at] ?? '')
        .replace(/^\ufeff/, '')
        .replaceAll(/\s*[\r\n]+\s*/g, ' ')
        // No system can name a column with a zero byte, and nobody can read the other controls; a tab every system keeps.
        .replaceAll(/[^\P{Cc}\t]+/gu, ' ')
        .trim()
        .replace(at === 0 ? /^#\s*(?=\S)/ : /^$/, '') || `column_${at + 1}`;
    let name = cutName(base, '');
    for (let copy = 2; seen.has(name.toLowerCase()); copy++) name = cutName(base, `_${copy}`);
    seen.add(name.toLowerCase());
    return name;
  });
}
