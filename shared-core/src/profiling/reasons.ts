import type { Localized } from '../language';

const say = (en: string, ru: string): Localized => ({ en, ru });

/** Why a type, a meaning or a key was taken. @internal */
export const reasons = {
  // Types
  allNull: say('every value is NULL', 'все значения — NULL'),
  declared: say('declared by the source', 'так объявлено в источнике'),
  allAre: (count: number, type: string) =>
    say(`all ${count} values are ${type}`, `все значения (${count}) — ${type}`),
  notReadAsSuch: (count: number, type: string) =>
    say(
      `all ${count} values are ${type}, which is not read as such without being told`,
      `все значения (${count}) — ${type}, но без указания так не читаются`,
    ),
  declaredText: (count: number, type: string) =>
    say(
      `declared as text, though all ${count} values are ${type}`,
      `объявлено текстом, хотя все значения (${count}) — ${type}`,
    ),
  noNarrower: say('no narrower type fits all values', 'ни один более узкий тип не подходит всем значениям'),
  misfit: (row: number, value: string, type: string) =>
    say(
      `row ${row} has ${JSON.stringify(value)}, which is not ${type}`,
      `в строке ${row} стоит ${JSON.stringify(value)}, а это не ${type}`,
    ),

  // Meanings
  format: (form: string) => say(form, form),
  hexDigits: say('8-4-4-4-12 hex digits', '8-4-4-4-12 шестнадцатеричных цифр'),
  address: say('IPv4 or IPv6 address', 'адрес IPv4 или IPv6'),
  ibanDigits: say('ISO 13616 check digits', 'контрольные цифры ISO 13616'),
  snilsSum: say('СНИЛС control sum', 'контрольная сумма СНИЛС'),
  innDigits: say('ИНН control digits', 'контрольные цифры ИНН'),
  numberingPlans: say('numbering plans', 'планы нумерации'),
  parsesAsJson: say('parses as JSON', 'разбирается как JSON'),
  percent: say('ends with %', 'в конце стоит %'),
  money: say('amount with a currency', 'сумма с валютой'),
  decimalComma: say('comma before the decimals', 'запятая перед дробной частью'),
  postalCode: say('form of a postal code and the field name', 'вид почтового индекса и имя поля'),
  within: (limit: number) => say(`within ±${limit} and the field name`, `в пределах ±${limit} и имя поля`),
  numberAndName: say('a number and the field name', 'число и имя поля'),

  // Keys
  keyOf: (rows: number) =>
    say(`${rows} rows, ${rows} distinct, no NULL`, `строк: ${rows}, различных: ${rows}, без NULL`),
} as const;
