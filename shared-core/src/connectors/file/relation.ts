import {
  csvRelation,
  duckdbTypes,
  jsonRelation,
  type CsvScan,
  type FieldReading,
  type JsonScan,
} from '../../engine';
import type { LogicalType, TableSchema } from '../../schema';
import type { CsvDialect, EngineRelation } from '../contract';
import type { Inspected } from './inspect';
import type { FileSession } from './session';
import { isNaNWord } from './sniff/field-type';
import { spoolUtf8 } from './spool';

const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;
const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** What the engine scans for an object; `schema` declares types by name. @internal */
export async function relationOf(
  session: FileSession,
  inspected: Inspected,
  declared?: TableSchema,
  signal?: AbortSignal,
): Promise<EngineRelation> {
  const schema = withDeclared(inspected.schema, declared);
  if (inspected.format === 'parquet') return parquetRelation(inspected, schema);
  const { csv, json, files, compression, markLength } = inspected;
  const evenLineEnds = csv?.oddLineEnds ? { quote: csv.dialect.quote } : undefined;
  const needsNoMark = inspected.format !== 'csv';
  const readable = await spoolUtf8(session, {
    files,
    compression,
    encoding: inspected.encoding ?? 'utf-8',
    markLength: needsNoMark ? markLength : 0,
    evenLineEnds,
    endByte: csv?.endByte,
    spacing: csv?.spacing,
    comment: isLong(csv?.comment) ? { sign: csv!.comment!, quote: csv!.dialect.quote } : undefined,
    signal,
  });
  const common = {
    paths: readable.paths,
    compression: readable.compression,
    schema,
    readings: readingsFor(inspected, schema),
  };
  const scan: CsvScan | JsonScan = csv
    ? {
        kind: 'csv',
        ...common,
        csv: dialectOf(inspected),
        comment: isLong(csv.comment) ? undefined : csv.comment,
        padded: csv.padded,
        ...longRows(csv.longestRecord),
      }
    : {
        kind: 'json',
        ...common,
        layout: json?.layout ?? 'newline_delimited',
        records: json?.records,
        longestRow: json?.longRow,
      };
  const text = scan.kind === 'csv' ? csvRelation(scan) : jsonRelation(scan);
  return { text, schema, paths: readable.paths, scan, release: () => readable.release() };
}

/** The engine knows signs of one character only. */
const isLong = (sign: string | undefined) => sign !== undefined && sign.length > 1;

/** The engine holds some rows of this length in memory at once, so it is told only of files that need it. */
const longRows = (longest: number) =>
  longest > 400_000 ? { longestRow: Math.min(64_000_000, longest * 8) } : {};

function parquetRelation({ files, schema: own }: Inspected, schema: TableSchema): EngineRelation {
  const paths = files.map(({ path }) => path);
  const scan = `read_parquet([${paths.map(quoteText).join(', ')}])`;
  const items = schema.fields.map((field, at) => {
    const changed = own.fields[at] && JSON.stringify(own.fields[at]?.type) !== JSON.stringify(field.type);
    return changed
      ? `CAST(${quoteName(field.name)} AS ${duckdbTypes.toNative(field.type).text}) AS ${quoteName(field.name)}`
      : quoteName(field.name);
  });
  const text = items.some((item) => item.startsWith('CAST'))
    ? `(SELECT ${items.join(', ')} FROM ${scan})`
    : scan;
  return { text, schema, paths, release: async () => undefined };
}

/** The dialect of a CSV as the contract says it. @internal */
export function dialectOf({ csv }: Inspected): CsvDialect {
  if (!csv) return { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };
  const { delimiter, quote, escape } = csv.dialect;
  return {
    delimiter,
    quote,
    escape,
    header: csv.header,
    nulls: csv.nulls,
    ...(csv.skip > 0 ? { skip: csv.skip } : {}),
    ...sharedReading(csv.fields),
  };
}

/**
 * What all fields say alike of numbers and dates, where a dialect can say it; `undefined` where they need readings of
 * their own.
 */
export function sharedReading(
  fields: { type: LogicalType; reading: FieldReading }[],
): Pick<CsvDialect, 'decimalSeparator' | 'dateFormat' | 'timestampFormat'> {
  const of = (kind: LogicalType['kind']) =>
    new Set(
      fields.filter(({ type }) => type.kind === kind).map(({ reading }) => reading.formats?.join('\n') ?? ''),
    );
  const only = (formats: Set<string>) => (formats.size === 1 ? [...formats][0] || undefined : undefined);
  const comma = fields.some(({ reading }) => reading.decimalSeparator === ',');
  const dateFormat = only(of('date'));
  const timestampFormat = only(of('timestamp'));
  return {
    ...(comma ? { decimalSeparator: ',' as const } : {}),
    ...(dateFormat && !dateFormat.includes('\n') ? { dateFormat } : {}),
    ...(timestampFormat && !timestampFormat.includes('\n') ? { timestampFormat } : {}),
  };
}

const numeric = new Set<LogicalType['kind']>(['integer', 'decimal', 'float']);

/** Readings of the inferred types; a declared type of another kind is read plainly. */
function readingsFor(
  { schema: own, readings }: Inspected,
  schema: TableSchema,
): Record<string, FieldReading> {
  const kept = schema.fields.flatMap((field, at) => {
    const inferred = own.fields[at]?.type.kind;
    const same =
      inferred === field.type.kind ||
      (inferred !== undefined && numeric.has(inferred) && numeric.has(field.type.kind));
    const reading = readings[field.name];
    if (!same || !reading) return [];
    // A float that was declared keeps what only a float holds.
    const nulls =
      field.type.kind === 'float' ? reading.nulls?.filter((text) => !isNaNWord(text)) : reading.nulls;
    return [[field.name, { ...reading, ...(nulls && { nulls }) }] as const];
  });
  return Object.fromEntries(kept);
}

function withDeclared(schema: TableSchema, declared?: TableSchema): TableSchema {
  if (!declared) return schema;
  const types = new Map(declared.fields.map((field) => [field.name, field]));
  return {
    ...schema,
    fields: schema.fields.map((field) => ({
      ...field,
      ...(types.has(field.name)
        ? {
            type: types.get(field.name)?.type as LogicalType,
            nullable: types.get(field.name)?.nullable ?? true,
          }
        : {}),
    })),
  };
}
