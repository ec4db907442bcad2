import { simple } from '../../../schema';
import type { LogicalType } from '../../../schema';
import type { FieldType, SampleValue } from './field-type';
import { reasons } from './reasons';

type Column = SampleValue[];

/** A field that is text by the habits of its writer, though its values are numbers. @internal */
export function textByHabit(
  name: string,
  field: FieldType,
  column: Column,
  { columns, delimiter }: { columns: Column[]; delimiter: string },
): FieldType {
  if (isQuotedText(column, field, columns, delimiter)) return asQuotedText(column, field);
  return isCodeName(name) && isCodeLike(column, field) ? asCode(name, field) : field;
}

const numbers = new Set<LogicalType['kind']>(['integer', 'decimal', 'float', 'boolean']);

/** Writers that put only texts into quotes say by them what is a text, whatever it looks like. */
function isQuotedText(column: Column, { type }: FieldType, columns: Column[], delimiter: string): boolean {
  if (!numbers.has(type.kind)) return false;
  const filled = column.filter(({ text }) => text !== '');
  const needless = (value: SampleValue) => value.quoted && !value.text.includes(delimiter);
  return (
    filled.every(needless) &&
    columns.some((other) => other.some(({ text, quoted }) => text !== '' && !quoted))
  );
}

/** Names of numbers that are written, not counted: tax and bank numbers, postcodes, phones. */
const codeName =
  /(?:^|[\s_.-])(?:инн|кпп|огрн|огрнип|окпо|октмо|окато|оквэд2?|бик|снилс|кбк|уин|индекс|телефон|тел|факс|паспорт|расч[её]тный счет|р\/?с|к\/?с|inn|kpp|ogrn|ogrnip|okpo|oktmo|okato|bik|snils|zip|zip_?code|postcode|postal_?code|plz|phone|fax|mobile|iban|ssn|ean|isbn|issn|upc|fips)(?:$|[\s_.-])/iu;
const isCodeName = (name: string) => codeName.test(name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1_$2'));

/** Figures without a sign, most of them of one length: a phone of ten digits, not a price index of 98 to 131. */
function isCodeLike(column: Column, { type, reading }: FieldType): boolean {
  if (type.kind !== 'integer' && !(type.kind === 'decimal' && type.scale === 0)) return false;
  if (reading.thousands || reading.decimalSeparator) return false;
  const lengths = new Set(
    column.filter(({ text }) => /^\d+$/.test(text.trim())).map(({ text }) => text.trim().length),
  );
  return lengths.size > 0 && lengths.size <= 3 && [...lengths].every((length) => length >= 5);
}

/** A code whose zeros just do not show in the sample. */
const asCode = (name: string, { nulls, inference }: FieldType): FieldType => ({
  type: simple('string'),
  reading: {},
  nulls,
  inference: {
    value: 'string',
    confidence: 0.85,
    runnerUp: { value: inference.value, confidence: 0.15 },
    decidedBy: { ...inference.decidedBy, why: reasons.codeByName(name) },
  },
});

function asQuotedText(column: Column, { nulls, inference }: FieldType): FieldType {
  const witness = column.find(({ text }) => text !== '');
  const decidedBy = {
    row: witness?.row,
    value: witness?.text.slice(0, 80),
    why: reasons.alwaysQuoted,
  };
  const runnerUp = { value: inference.value, confidence: 0.2 };
  return {
    type: simple('string'),
    reading: {},
    nulls,
    inference: { value: 'string', confidence: 0.8, runnerUp, decidedBy },
  };
}
