import type { FieldReading } from '../../../engine';
import { breathe } from '../../../event-loop';
import { simple, type LogicalType } from '../../../schema';
import { inferFieldType, type FieldType, type SampleValue, type TypeHints } from './field-type';
import { longestName } from './header';
import { certain, type Inference } from './inference';
import { reasons } from './reasons';
import type { TextRecord } from './records';
import type { SaidOfCsv, SniffedField, Stretch } from './sniffed';
import { textByHabit } from './text-by-habit';

/** What a sample has of one field. @internal */
export type Column = SampleValue[];

/** Values by field; of the other stretches only the byte is known. @internal */
export function columnsOf(rows: TextRecord[], width: number, others: Stretch[]): Column[] {
  return Array.from({ length: width }, (_, at) => {
    const column: Column = [];
    for (const [row, { fields, quoted }] of rows.entries())
      if (fields[at] !== undefined)
        column.push({ text: fields[at], quoted: quoted[at] ?? false, row: row + 1 });
    for (const { byte, records: more } of others)
      for (const { fields, quoted } of more)
        column.push({ text: fields[at] as string, quoted: quoted[at] ?? false, byte });
    return column;
  });
}

/** Fields by their values; a decimal comma that one field proves counts for all. @internal */
export async function typedFields(
  names: string[],
  columns: Column[],
  said: SaidOfCsv,
  delimiter: string,
): Promise<SniffedField[]> {
  const first: FieldType[] = [];
  for (const column of columns) {
    first.push(inferFieldType(column));
    await breathe();
  }
  const hints: TypeHints = {
    decimalComma: said.decimalSeparator !== undefined ? said.decimalSeparator === ',' : decimalComma(first),
  };
  return names.map((name, at) => {
    const column = columns[at] ?? [];
    const found = hints.decimalComma === undefined ? first[at] : inferFieldType(column, hints);
    const field = found ?? {
      type: simple('string'),
      reading: {},
      nulls: true,
      inference: certain('string', reasons.noColumn),
    };
    const told = textByHabit(name, field, column, { columns, delimiter });
    return { name, ...told, reading: withSaid(told.reading, told.type, said) };
  });
}

function withSaid(reading: FieldReading, type: LogicalType, said: SaidOfCsv): FieldReading {
  if (type.kind === 'date' && said.dateFormat) return { ...reading, formats: [said.dateFormat] };
  if (type.kind === 'timestamp' && said.timestampFormat)
    return { ...reading, formats: [said.timestampFormat] };
  return reading;
}

/** True or false where some field says so beyond doubt. */
function decimalComma(fields: FieldType[]): boolean | undefined {
  const sure = fields.filter(
    ({ type, inference }) => (type.kind === 'decimal' || type.kind === 'float') && inference.confidence > 0.6,
  );
  if (sure.length === 0) return undefined;
  return sure.filter(({ reading }) => reading.decimalSeparator === ',').length * 2 > sure.length;
}

/** @internal */
export function decimalInference(fields: SniffedField[], said: SaidOfCsv): Inference<string> {
  if (said.decimalSeparator) return certain(said.decimalSeparator, reasons.given);
  const found = fields.find(({ type }) => type.kind === 'decimal' || type.kind === 'float');
  if (!found) return { value: '.', confidence: 0.5, decidedBy: { why: reasons.noFractions } };
  return { ...found.inference, value: found.reading.decimalSeparator ?? '.', runnerUp: undefined };
}

/** `\N` is nothing but NULL; where it is written, the empty field is an empty text. @internal */
export function inferNulls(columns: Column[]): Inference<string> {
  for (const column of columns) {
    const found = column.find(({ text, quoted }) => text === '\\N' && !quoted);
    if (found)
      return {
        value: '\\N',
        confidence: 0.98,
        runnerUp: { value: '', confidence: 0.02 },
        decidedBy: { row: found.row, value: '\\N', why: reasons.mysqlNull },
      };
  }
  return { value: '', confidence: 0.9, decidedBy: { why: reasons.emptyIsNull } };
}

const longestComment = 500;

/** What the file says of a field beyond the name that it can have: what was cut off of a long one, or stands under it. @internal */
export function withComment(field: SniffedField, below: string = '', title: string = ''): SniffedField {
  const isCut =
    Buffer.byteLength(title) > Buffer.byteLength(field.name) && Buffer.byteLength(title) > longestName;
  const comment = (below || (isCut ? title : '')).replaceAll(/\s+/g, ' ').trim().slice(0, longestComment);
  return comment === '' ? field : { ...field, comment };
}

/** A text may be NULL too, where a sign says so. @internal */
export const withMarked = (field: SniffedField, column: Column = []): SniffedField => ({
  ...field,
  nulls: field.nulls || column.some(({ text, quoted }) => text === '\\N' && !quoted),
});
