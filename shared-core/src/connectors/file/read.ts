import type { Readable } from 'node:stream';
import { isPlainUtf8, openEngine, toUtf8 } from '../../engine';
import type { Field, TableSchema } from '../../schema';
import { nearestNames } from '../../names';
import type { DatasetStream, ReadRequest, StreamFormat } from '../contract';
import { connectorErrors } from '../errors';
import { joined, plainBytes } from './bytes';
import { offers } from './capabilities';
import type { Doing } from './failure';
import { inspect, type Inspected } from './inspect';
import { parseOptions } from './options';
import { dialectOf, relationOf, sharedReading } from './relation';
import type { FileSession } from './session';
import { pullOf } from './pull';
import { toldBytes, toldRows } from './told';

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Reads an object: its own bytes where they need no change, through the engine otherwise. @internal */
export async function readObject(
  session: FileSession,
  object: string,
  request: ReadRequest,
): Promise<DatasetStream> {
  const inspected = await inspect(session, object, parseOptions(request.options));
  const format = formatFor(session, inspected, request.formats);
  const fields = wantedFields(session, inspected, request);
  const doing: Doing = {
    connection: session.connection,
    object,
    path: inspected.files[0]?.path,
    format: inspected.format,
    encoding: inspected.encoding,
    signal: request.signal,
  };
  if (isWhole(request) && passes(inspected, format, request.schema))
    return passThrough(inspected, format, { fields }, doing);
  return throughEngine(session, inspected, { ...request, format, fields }, doing);
}

const ownFormat = ({ format }: Inspected): StreamFormat => (format === 'json' ? 'jsonl' : format);

/** The format in which the bytes go as they lie; undefined where every format is a conversion. @internal */
export function passesAs(inspected: Inspected): StreamFormat | undefined {
  const own = ownFormat(inspected);
  return passes(inspected, own) ? own : undefined;
}

/** What the file is, if the reader takes that; otherwise what the reader likes best. */
function formatFor(session: FileSession, inspected: Inspected, wanted: StreamFormat[]): StreamFormat {
  const own = ownFormat(inspected);
  const format = wanted.includes(own) ? own : wanted.find((one) => offers.includes(one));
  if (format) return format;
  throw connectorErrors['not-readable']({
    connection: session.connection,
    object: inspected.object,
    wanted: wanted.join(', ') || '—',
    offered: offers,
  });
}

function wantedFields(
  session: FileSession,
  { object, schema }: Inspected,
  { fields, schema: declared }: ReadRequest,
): Field[] {
  const typed = (field: Field): Field => {
    const said = declared?.fields.find(({ name }) => name === field.name);
    return said ? { ...field, type: said.type, nullable: said.nullable } : field;
  };
  if (!fields) return schema.fields.map(typed);
  return fields.map((name) => {
    const field = schema.fields.find((one) => one.name === name);
    if (field) return typed(field);
    const nearest = nearestNames(
      name,
      schema.fields.map((one) => one.name),
    );
    throw connectorErrors['field-missing']({ connection: session.connection, object, field: name, nearest });
  });
}

const isWhole = ({ fields, where, limit }: ReadRequest) =>
  fields === undefined && where === undefined && limit === undefined;

/** True where the bytes of the file, decompressed and in UTF-8, are what the reader gets. */
function passes(inspected: Inspected, format: StreamFormat, declared?: TableSchema): boolean {
  const { files, csv, json } = inspected;
  if (files.length > 1 || inspected.format !== format) return false;
  if (format === 'parquet')
    return (
      !declared ||
      declared.fields.every((field) =>
        inspected.schema.fields.some(
          (own) => own.name === field.name && JSON.stringify(own.type) === JSON.stringify(field.type),
        ),
      )
    );
  if (json)
    return (
      json.layout === 'newline_delimited' &&
      json.records &&
      json.encoding === 'utf-8' &&
      inspected.markLength === 0 &&
      Object.values(json.readings).every((reading) => !reading.formats)
    );
  return (
    csv !== undefined &&
    csv.comment === undefined &&
    !csv.padded &&
    !csv.oddLineEnds &&
    csv.endByte === undefined &&
    csv.spacing === undefined &&
    !csv.isTrailed &&
    !csv.endsOpen &&
    isSayable(inspected)
  );
}

/** True where a dialect says all that is special about the fields. */
function isSayable({ csv }: Inspected): boolean {
  const fields = csv?.fields ?? [];
  const shared = sharedReading(fields);
  return fields.every(({ type, reading }) => {
    if (reading.nulls?.length || reading.thousands?.length) return false;
    if (reading.booleans && reading.booleans.true[0] !== 'true') return false;
    if (type.kind === 'date') return (reading.formats?.join() ?? undefined) === shared.dateFormat;
    if (type.kind === 'timestamp') return (reading.formats?.join() ?? undefined) === shared.timestampFormat;
    return type.kind === 'decimal' || type.kind === 'float'
      ? (reading.decimalSeparator ?? '.') === (shared.decimalSeparator ?? '.')
      : true;
  });
}

async function passThrough(
  inspected: Inspected,
  format: StreamFormat,
  schema: TableSchema,
  doing: Doing,
): Promise<DatasetStream> {
  const { files, compression, encoding, markLength } = inspected;
  const path = files[0]?.path as string;
  const raw = plainBytes(path, compression, markLength);
  const needsCoding =
    format === 'csv' && (!isPlainUtf8({ encoding }) || (markLength > 0 && compression !== 'none'));
  const bytes: Readable = needsCoding ? joined(raw, await toUtf8({ encoding })) : raw;
  const pulled = compression === 'none' && !needsCoding ? pullOf(path, markLength, doing) : undefined;
  const told = toldBytes(bytes, doing, async () => pulled?.close());
  return {
    format: format as 'csv',
    schema,
    bytes: told,
    ...(pulled && { pull: pulled.pull }),
    ...(format === 'csv' ? { csv: dialectOf(inspected) } : {}),
  };
}

/** The engine holds a few thousand values of every field at once, whatever the rows. */
const memoryFor = (fields: number) => `${Math.max(256, Math.ceil(fields * 0.3))}MB`;

type EngineRequest = Omit<ReadRequest, 'fields' | 'formats'> & { format: StreamFormat; fields: Field[] };

async function throughEngine(
  session: FileSession,
  inspected: Inspected,
  request: EngineRequest,
  doing: Doing,
): Promise<DatasetStream> {
  const { where, limit, signal, format, fields } = request;
  const relation = await relationOf(session, inspected, request.schema, signal);
  const engine = await openEngine({ signal, memoryLimit: memoryFor(fields.length) });
  const release = async () => {
    await engine.close();
    await relation.release();
  };
  try {
    engine.allow(relation.paths ?? []);
    await engine.lock();
    const condition = where === undefined ? '' : ` WHERE (${where}\n)`;
    const sql = `SELECT ${fields.map(({ name }) => quoteName(name)).join(', ')} FROM ${relation.text} AS source${condition}${limit === undefined ? '' : ` LIMIT ${Math.max(0, Math.floor(limit))}`}`;
    const stream = await engine.stream(sql, format, { signal, schema: { fields } });
    if (stream.format === 'rows') return { ...stream, rows: toldRows(stream.rows, doing, release) };
    return { ...stream, bytes: toldBytes(stream.bytes, doing, release) };
  } catch (cause) {
    await release();
    throw cause;
  }
}
