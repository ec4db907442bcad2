import type { Localized } from '../language';
import { printType, type LogicalType } from '../schema';
import type { RejectedRow } from './ledger';

/** What a message about a rejected row is made of. */
interface Reason {
  field: string;
  value: string;
  type: string;
}

const reason = (en: (p: Reason) => string, ru: (p: Reason) => string): Localized<(p: Reason) => string> => ({
  en,
  ru,
});

/** Why rows are rejected: stable code → what to tell a person. @public */
export const rejectReasons = {
  'not-a-number': reason(
    (p) => `"${p.value}" in "${p.field}" is not a number (${p.type})`,
    (p) => `«${p.value}» в «${p.field}» — не число (${p.type})`,
  ),
  'out-of-range': reason(
    (p) => `"${p.value}" in "${p.field}" does not fit ${p.type}`,
    (p) => `«${p.value}» в «${p.field}» не помещается в ${p.type}`,
  ),
  'not-a-boolean': reason(
    (p) => `"${p.value}" in "${p.field}" is neither true nor false`,
    (p) => `«${p.value}» в «${p.field}» — не истина и не ложь`,
  ),
  'not-a-date': reason(
    (p) => `"${p.value}" in "${p.field}" is not a date`,
    (p) => `«${p.value}» в «${p.field}» — не дата`,
  ),
  'not-a-time': reason(
    (p) => `"${p.value}" in "${p.field}" is not a time`,
    (p) => `«${p.value}» в «${p.field}» — не время`,
  ),
  'not-a-timestamp': reason(
    (p) => `"${p.value}" in "${p.field}" is not a moment (${p.type})`,
    (p) => `«${p.value}» в «${p.field}» — не момент времени (${p.type})`,
  ),
  'not-a-uuid': reason(
    (p) => `"${p.value}" in "${p.field}" is not a UUID`,
    (p) => `«${p.value}» в «${p.field}» — не UUID`,
  ),
  'not-json': reason(
    (p) => `"${p.value}" in "${p.field}" is not JSON`,
    (p) => `«${p.value}» в «${p.field}» — не JSON`,
  ),
  'not-in-list': reason(
    (p) => `"${p.value}" in "${p.field}" is none of the values of ${p.type}`,
    (p) => `«${p.value}» в «${p.field}» нет среди значений ${p.type}`,
  ),
  'not-its-type': reason(
    (p) => `"${p.value}" in "${p.field}" is not of type ${p.type}`,
    (p) => `«${p.value}» в «${p.field}» — не ${p.type}`,
  ),
  'too-long': reason(
    (p) => `"${p.value}" is too long for "${p.field}"`,
    (p) => `«${p.value}» слишком длинно для «${p.field}»`,
  ),
  'zero-byte': reason(
    (p) => `the text in "${p.field}" has a zero byte`,
    (p) => `в тексте поля «${p.field}» есть нулевой байт`,
  ),
  'null-value': reason(
    (p) => `"${p.field}" must have a value`,
    (p) => `в «${p.field}» нужно значение`,
  ),
  'null-in-key': reason(
    (p) => `"${p.field}" is part of the key and must have a value`,
    (p) => `«${p.field}» входит в ключ, в нём нужно значение`,
  ),
  'duplicate-key': reason(
    (p) => `another row has the same key ${p.field}: ${p.value}`,
    (p) => `у другой строки тот же ключ ${p.field}: ${p.value}`,
  ),
  'key-exists': reason(
    (p) => `the target already has a row with the key ${p.field}: ${p.value}`,
    (p) => `в цели уже есть строка с ключом ${p.field}: ${p.value}`,
  ),
  'ragged-row': reason(
    (p) => `the row has another number of fields: ${p.value}`,
    (p) => `в строке другое число полей: ${p.value}`,
  ),
  'bad-encoding': reason(
    () => 'the row has bytes that are no text in its encoding',
    () => 'в строке есть байты, которые в её кодировке не текст',
  ),
  'unclosed-quote': reason(
    () => 'a quote in the row is not closed',
    () => 'в строке не закрыта кавычка',
  ),
  'row-too-long': reason(
    () => 'the row is too long',
    () => 'строка слишком длинна',
  ),
  'broken-json': reason(
    (p) => `the line is not JSON: ${p.value}`,
    (p) => `строка — не JSON: ${p.value}`,
  ),
  'not-an-object': reason(
    (p) => `the line is JSON, but no object: ${p.value}`,
    (p) => `строка — JSON, но не объект: ${p.value}`,
  ),
  'unreadable-row': reason(
    (p) => `the row cannot be read: ${p.value}`,
    (p) => `строка не читается: ${p.value}`,
  ),
  'failed-check': reason(
    (p) => `step "${p.field}" set the row aside: check "${p.value}"`,
    (p) => `шаг «${p.field}» отложил строку: проверка «${p.value}»`,
  ),
  'refused-by-target': reason(
    (p) => `the target refuses the row: ${p.value}`,
    (p) => `цель не принимает строку: ${p.value}`,
  ),
} as const;

/** Stable codes of {@link RejectedRow.reason}. @public */
export type RejectReason = keyof typeof rejectReasons;

/** What a row was rejected for, as it is known before it is told. @internal */
export interface RejectCause {
  reason: string;
  field?: string;
  value?: string;
  type?: LogicalType;
  /** The dataset that the row is of, where a run reads several. */
  source?: string;
}

/** The message of a rejected row in every language. @internal */
export function rejectMessages(cause: RejectCause): Pick<RejectedRow, 'message' | 'messageRu'> {
  const words = rejectReasons[cause.reason as RejectReason] ?? rejectReasons['unreadable-row'];
  const type = cause.type ? printType(cause.type) : '';
  const said = { field: cause.field ?? '', value: cause.value ?? '', type };
  const prefix = cause.source === undefined ? '' : `${cause.source}: `;
  return { message: prefix + words.en(said), messageRu: prefix + words.ru(said) };
}
