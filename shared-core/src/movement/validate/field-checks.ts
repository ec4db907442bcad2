import type { FieldReading } from '../../engine';
import type { LogicalType } from '../../schema';
import { quoteName, quoteText } from '../convert';
import type { RejectReason } from '../reject-reasons';

/** The functions of the engine's room that read texts; handed in, since the room is loaded only when it is needed. @internal */
export interface TextReading {
  readableText(column: string, type: LogicalType, reading?: FieldReading): string;
  tryRead(text: string, type: LogicalType, reading?: FieldReading): string;
}

/** A field to check, against what the target says of it. @internal */
export interface CheckedField {
  name: string;
  type: LogicalType;
  /** What the source takes it for. */
  sourceType: LogicalType;
  isRequired: boolean;
  isKey: boolean;
  maxLength?: number;
  reading?: FieldReading;
  /** Regular expression that its texts must match, where the reading alone would take too much. */
  shape?: string;
}

/** A condition under which a row is rejected. @internal */
export interface FieldCheck {
  field: string;
  when: string;
  /** SQL of the reason's code. */
  reason: string;
}

const numberShape = '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?';
const wholeShape = '[+-]?[0-9]+';
const matches = (text: string, shape: string) => `regexp_full_match(${text}, '${shape}')`;
const casts = (text: string, ...types: string[]) =>
  `(${types.map((type) => `TRY_CAST(${text} AS ${type}) IS NOT NULL`).join(' OR ')})`;
const among = (text: string, words: string[]) => `lower(${text}) IN (${words.map(quoteText).join(', ')})`;
const code = (reason: RejectReason) => quoteText(reason);

/** What an engine of ours has no better judgement of than the target has. */
const anything = () => 'true';

/**
 * Whether a target's loader would take the text as it came. Loaders take more spellings than we would choose, and a
 * row that they take must not be rejected, so this is the wider reading; what it lets through wrongly the target
 * refuses itself.
 */
const loaderTakes: Record<LogicalType['kind'], (text: string, type: never) => string> = {
  boolean: (text) => among(text, ['true', 'false', 't', 'f', 'yes', 'no', 'y', 'n', 'on', 'off', '1', '0']),
  integer: (text, type: LogicalType & { kind: 'integer' }) =>
    `(${matches(text, wholeShape)} AND ${casts(text, integerName(type))})`,
  decimal: (text, type: LogicalType & { kind: 'decimal' }) =>
    `(${matches(text, numberShape)} AND ${fitsDecimal(text, type)})`,
  float: (text, type: LogicalType & { kind: 'float' }) => casts(text, type.bits === 32 ? 'FLOAT' : 'DOUBLE'),
  date: (text) =>
    `(${casts(text, 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ')} OR ${among(text, ['infinity', '-infinity'])})`,
  time: (text) => casts(text, 'TIME', 'TIMETZ'),
  timestamp: (text) =>
    `(${casts(text, 'TIMESTAMP', 'TIMESTAMPTZ')} OR ${among(text, ['infinity', '-infinity'])})`,
  uuid: (text) => casts(text, 'UUID'),
  json: (text) => `json_valid(${text})`,
  enum: (text, type: LogicalType & { kind: 'enum' }) =>
    `${text} IN (${type.values.map(quoteText).join(', ')})`,
  string: anything,
  bytes: anything,
  interval: anything,
  array: anything,
  map: anything,
  struct: anything,
};

const integerName = ({ bits, signed }: { bits: number; signed: boolean }) =>
  `${signed ? '' : 'U'}${({ 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' } as Record<number, string>)[bits]}`;

/** DuckDB counts to 38 digits; beyond, the digits before the point are counted. */
const fitsDecimal = (text: string, { precision, scale }: { precision: number; scale: number }) =>
  precision <= 38
    ? casts(text, `DECIMAL(${precision},${scale})`)
    : `length(ltrim(regexp_extract(${text}, '^[+-]?([0-9]*)', 1), '0')) <= ${precision - scale}`;

/** The code that fits a text which is not of the type. */
function reasonOf(text: string, type: LogicalType): string {
  if (type.kind === 'integer')
    return `CASE WHEN ${matches(text, wholeShape)} THEN ${code('out-of-range')} ELSE ${code('not-a-number')} END`;
  if (type.kind === 'decimal' || type.kind === 'float')
    return `CASE WHEN ${matches(text, numberShape)} THEN ${code('out-of-range')} ELSE ${code('not-a-number')} END`;
  return code(reasons[type.kind] ?? 'not-its-type');
}

const reasons: Partial<Record<LogicalType['kind'], RejectReason>> = {
  boolean: 'not-a-boolean',
  date: 'not-a-date',
  time: 'not-a-time',
  timestamp: 'not-a-timestamp',
  uuid: 'not-a-uuid',
  json: 'not-json',
  enum: 'not-in-list',
};

/**
 * What is wrong with a field, worst first.
 * @param asCame - texts go to the target as they came; otherwise they are read as their types first
 * @internal
 */
export function fieldChecks(field: CheckedField, texts: TextReading, asCame: boolean): FieldCheck[] {
  const { name, type, isRequired, isKey, maxLength, reading } = field;
  const column = quoteName(name);
  const text = asCame ? trimmed(column, type) : texts.readableText(column, type, reading);
  const check = (when: string, reason: string): FieldCheck => ({ field: name, when, reason });
  const isFit = asCame ? loaderTakes[type.kind](text, type as never) : isReadAs(field, texts);
  return [
    ...(isKey ? [check(`${text} IS NULL`, code('null-in-key'))] : []),
    ...(isRequired && !isKey ? [check(`${text} IS NULL`, code('null-value'))] : []),
    ...(type.kind === 'string'
      ? textChecks(column, maxLength).map(({ when, reason }) => check(when, reason))
      : []),
    ...(isFit === 'true' || type.kind === 'string'
      ? []
      : [
          check(
            `${text} IS NOT NULL AND NOT coalesce(${isFit}, false)`,
            reasonOf(numberText(text, asCame ? undefined : reading), type),
          ),
        ]),
  ];
}

/** SQL that is true where the text can be read as the field's type. @internal */
export const isReadAs = (field: CheckedField, texts: TextReading) =>
  `${readAs(field, field.type, texts)} IS NOT NULL`;

/** A number with more digits after its point than the target keeps is rounded there, so it is rounded here. */
function readAs(field: CheckedField, type: LogicalType, texts: TextReading): string {
  const { name, reading, shape } = field;
  const text = texts.readableText(quoteName(name), type, reading);
  const number = numberText(text, reading);
  const value =
    type.kind === 'decimal' && type.precision <= 38
      ? `CASE WHEN ${matches(number, numberShape)} THEN TRY_CAST(${number} AS DECIMAL(${type.precision},${type.scale})) END`
      : texts.tryRead(text, type, reading);
  return shape === undefined ? value : `CASE WHEN ${matches(text, shape)} THEN ${value} END`;
}

function numberText(text: string, { thousands = [], decimalSeparator }: FieldReading = {}): string {
  const joined = thousands.reduce((so, separator) => `replace(${so}, ${quoteText(separator)}, '')`, text);
  return decimalSeparator === ',' ? `replace(${joined}, ',', '.')` : joined;
}

/** White space around a number or a date is no error to any loader; in a list of values it is. */
const trimmed = (column: string, type: LogicalType) =>
  type.kind === 'string' || type.kind === 'enum' ? column : `trim(${column})`;

const textChecks = (column: string, maxLength: number | undefined) => [
  { when: `contains(${column}, chr(0))`, reason: code('zero-byte') },
  ...(maxLength === undefined
    ? []
    : [{ when: `length(rtrim(${column}, ' ')) > ${maxLength}`, reason: code('too-long') }]),
];

/** SQL of the value that the target gets. @internal */
export function loadedValue(field: CheckedField, texts: TextReading, asCame: boolean): string {
  const { name, type, sourceType } = field;
  const column = quoteName(name);
  if (asCame) return column;
  if (type.kind !== 'string') return readAs(field, type, texts);
  // A text field gets a date of another spelling as on the short way: as the date that the source takes it for.
  return sourceType.kind === 'string'
    ? column
    : `coalesce(CAST(${readAs(field, sourceType, texts)} AS VARCHAR), ${column})`;
}
