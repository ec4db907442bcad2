import type { Localized } from '../language';
import type { Connection, EngineRelation, ObjectDescription } from '../connectors';
import { csvTextRelation, readableText, tryRead, type CsvScan, type FieldReading } from '../engine';
import { simple, type Field, type LogicalType, type TableSchema } from '../schema';
import { dateFormats } from './date-formats';
import type { Inference, SemanticType } from './profile';
import type { RejectTables } from './rejected-rows';
import { reasons } from './reasons';

/** A dataset as the engine scans it: the fields of a text file as texts. @internal */
export interface TextRelation extends EngineRelation {
  fields: TextField[];
}

/** @internal */
export interface TextField {
  field: Field;
  /** It comes as text, and its type is to be confirmed. */
  isRaw: boolean;
  /** SQL of the text as a load would take it: without white space around a number, NULL where it says so. */
  readable?(text: string): string;
  /** Texts that mean NULL in this field. */
  nulls?: string[];
  /** A meaning that lies in how the values are written, which their plain form no longer shows. */
  semantic?: { value: SemanticType; why: Localized };
  /** The source has a reason to take it for text though its values fit a number. */
  told?: Inference<string>;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** What comes as text in a file of records; parts stay JSON. */
const scalars = new Set<LogicalType['kind']>([
  'boolean',
  'integer',
  'decimal',
  'float',
  'date',
  'time',
  'timestamp',
  'uuid',
]);

/**
 * Opens a file with its fields as texts, so that every row can be counted even where it does not fit the type that the
 * first rows suggested. Values that are written in another way than a load writes them (12,5 or 31.12.2024) come in the
 * plain form, those that do not fit as they are.
 * @param rejects - tables that take the rows that are no rows (a text too many or too few); without them such a row fails the scan
 * @internal
 */
export async function textRelation(
  connection: Connection,
  object: string,
  described: ObjectDescription,
  options: { options?: Record<string, unknown>; signal?: AbortSignal; rejects?: RejectTables },
): Promise<TextRelation> {
  const plain = await connection.engineRelation!(object, options);
  const { scan } = plain;
  if (scan?.kind === 'csv') {
    const asText = csvAsText(scan, described.schema, options.rejects);
    return { ...plain, ...asText, fields: asText.fields.map((field) => withTold(field, described)) };
  }
  if (scan?.kind !== 'json')
    return { ...plain, fields: described.schema.fields.map((field) => ({ field, isRaw: false })) };
  await plain.release();
  const asText = await connection.engineRelation!(object, {
    ...options,
    schema: scalarsAsText(described.schema),
  });
  const fields = described.schema.fields.map((field) =>
    scalars.has(field.type.kind) ? textField(field, scan.readings?.[field.name]) : { field, isRaw: false },
  );
  return { ...asText, text: plainForm(asText.text, fields, scan.readings), fields };
}

const numbers = /^u?int|^decimal|^float/;
const sure = 0.8;

/** Quotes around every value, or a name such as "postcode", say more than that the values are figures. */
function withTold(field: TextField, { details }: ObjectDescription): TextField {
  const inferences = details.fields as Record<string, Inference<string>> | undefined;
  const told = inferences?.[field.field.name];
  const isTold =
    field.field.type.kind === 'string' &&
    told !== undefined &&
    told.confidence >= sure &&
    numbers.test(told.runnerUp?.value ?? '');
  return isTold ? { ...field, told } : field;
}

function csvAsText(
  scan: CsvScan,
  schema: TableSchema,
  rejects?: RejectTables,
): Pick<TextRelation, 'text' | 'fields'> {
  const fields = schema.fields.map((field) => textField(field, scan.readings?.[field.name]));
  return { text: plainForm(csvTextRelation(scan, rejects), fields, scan.readings), fields };
}

function textField(field: Field, reading: FieldReading = {}): TextField {
  if (field.type.kind === 'string') return { field, isRaw: true };
  return {
    field,
    isRaw: true,
    readable: (text) => readableText(text, field.type, reading),
    nulls: ['', ...(reading.nulls ?? [])],
    semantic: semanticOf(reading),
  };
}

function semanticOf({ formats, decimalSeparator }: FieldReading): TextField['semantic'] {
  const format = dateFormats.find(({ strptime }) => strptime === formats?.[0]);
  if (format?.semantic) return { value: format.semantic, why: reasons.format(format.strptime) };
  return decimalSeparator === ',' ? { value: 'decimal-comma', why: reasons.decimalComma } : undefined;
}

/** Fields with a reading of their own, as `12.5` and `2024-12-31`; what cannot be read stays as it was written. */
function plainForm(
  relation: string,
  fields: TextField[],
  readings: Record<string, FieldReading> = {},
): string {
  const items = fields.flatMap(({ field, readable }) => {
    const reading = readings[field.name];
    if (!readable || !reading || !isOwn(reading)) return [];
    const text = readable(quote(field.name));
    return [
      `coalesce(CAST(${tryRead(text, field.type, reading)} AS VARCHAR), ${text}) AS ${quote(field.name)}`,
    ];
  });
  return items.length === 0 ? relation : `(SELECT * REPLACE (${items.join(', ')}) FROM ${relation})`;
}

const isOwn = ({ nulls, decimalSeparator, thousands, formats, booleans }: FieldReading) =>
  [nulls, thousands, formats].some((list) => list && list.length > 0) ||
  decimalSeparator === ',' ||
  booleans !== undefined;

const scalarsAsText = (schema: TableSchema): TableSchema => ({
  ...schema,
  fields: schema.fields.map((field) =>
    scalars.has(field.type.kind) ? { ...field, type: simple('string') } : field,
  ),
});
