import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { duckdbTypes, fromUtf8, isPlainUtf8, type Engine, type FileForm } from '../../engine';
import type { Field, TableSchema } from '../../schema';
import { nearestNames } from '../../names';
import type { CsvDialect, DatasetStream, EngineRelation, WriteRequest, WriteResult } from '../contract';
import { connectorErrors } from '../errors';
import { failureOf } from './failure';
import { formOfName } from './formats';
import { inspect, type Inspected } from './inspect';
import { mergeQuery, withoutRepeats } from './merge';
import { dialectOf, relationOf } from './relation';
import type { FileSession } from './session';
import { writtenField } from './written-field';

/** A file that is ready to be published. @internal */
export interface Drafted {
  rows: number;
  bytes: number;
  superseded?: number;
  losses: NonNullable<WriteResult['losses']>;
}

/** @internal */
export interface Drafting {
  object: string;
  path: string;
  temporary: string;
  stream: DatasetStream;
  request: WriteRequest;
}

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Makes the new file of a load at `temporary`. @internal */
export async function draftOf(session: FileSession, engine: Engine, drafting: Drafting): Promise<Drafted> {
  const { stream, request, path, object } = drafting;
  const existing = request.mode === 'replace' ? undefined : await existingAt(session, object, path);
  if (existing) assertKnown(session, object, existing.schema, stream.schema);
  const incoming = await engine.relationFromStream(stream, {
    signal: request.signal,
    reusable: request.mode === 'merge',
  });
  try {
    const draft = await draftFrom(session, engine, drafting, incoming, existing);
    return { ...draft, losses: lossesOf(existing?.schema ?? stream.schema) };
  } catch (cause) {
    throw await failureOf(cause, {
      connection: session.connection,
      object,
      right: 'write',
      signal: request.signal,
    });
  } finally {
    await incoming.release();
  }
}

type Draft = Omit<Drafted, 'losses'>;

async function draftFrom(
  session: FileSession,
  engine: Engine,
  drafting: Drafting,
  incoming: EngineRelation,
  existing?: Inspected,
): Promise<Draft> {
  const { request, temporary, path, stream } = drafting;
  const { signal, keys = [] } = request;
  if (request.mode === 'merge') {
    const counted = await withoutRepeats(session, engine, drafting.object, incoming.text, keys, signal);
    const old = existing && (await relationOf(session, existing, undefined, signal));
    const sql = old
      ? mergeQuery(old, incoming.schema, counted.latest, keys)
      : `SELECT * EXCLUDE (merge_row) FROM ${counted.latest}`;
    await writeWhole(
      engine,
      sql,
      old?.schema ?? stream.schema,
      temporary,
      formFor(path, existing),
      existing,
      signal,
    ).finally(() => old?.release());
    return {
      rows: counted.rows,
      superseded: counted.rows - counted.distinct,
      bytes: await sizeOf(temporary),
    };
  }
  if (!existing) {
    const rows = await writeWhole(
      engine,
      `SELECT * FROM ${incoming.text}`,
      stream.schema,
      temporary,
      formFor(path),
      undefined,
      signal,
    );
    return { rows, bytes: await sizeOf(temporary) };
  }
  return isAppendable(existing)
    ? appendBytes(engine, drafting, incoming, existing)
    : rewrite(session, engine, drafting, incoming, existing);
}

async function existingAt(
  session: FileSession,
  object: string,
  path: string,
): Promise<Inspected | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && found.size > 0
    ? inspect(session, path === object ? object : path, { toEnd: true })
    : undefined;
}

function assertKnown(
  { connection }: FileSession,
  object: string,
  known: TableSchema,
  given: TableSchema,
): void {
  const names = known.fields.map(({ name }) => name);
  const extra = given.fields.find(({ name }) => !names.includes(name));
  if (extra)
    throw connectorErrors['field-missing']({
      connection,
      object,
      field: extra.name,
      nearest: nearestNames(extra.name, names),
    });
}

function formFor(path: string, existing?: Inspected): FileForm {
  const { format = 'csv', compression } = formOfName(path);
  if (!existing)
    return {
      format,
      compression,
      ...(format === 'csv'
        ? { csv: { ...dialectOf({} as Inspected), delimiter: /\.(tsv|tab)(\.|$)/i.test(path) ? '\t' : ',' } }
        : {}),
    };
  return {
    format: existing.format,
    compression: existing.compression,
    ...(existing.csv ? { csv: appendDialect(existing) } : {}),
  };
}

const appendDialect = (existing: Inspected): CsvDialect => ({
  ...dialectOf(existing),
  header: existing.csv?.isNamed ?? true,
  skip: 0,
});

/** Writes rows in the words of the file: its decimal comma, its dates. */
function writeWhole(
  engine: Engine,
  sql: string,
  schema: TableSchema,
  path: string,
  form: FileForm,
  existing?: Inspected,
  signal?: AbortSignal,
): Promise<number> {
  const items = schema.fields.map((field) => writtenField(field, existing?.readings[field.name]));
  const text = items.every((item) => item === undefined)
    ? sql
    : `SELECT ${items.map((item, at) => item ?? quoteName(schema.fields[at]?.name ?? '')).join(', ')} FROM (${sql})`;
  return engine.writeFile(text, path, form, { schema, signal });
}

/** Bytes can be added to plain text; what is compressed or has an index must be written anew. */
const isAppendable = ({ format, compression, json, files, csv }: Inspected) =>
  compression === 'none' &&
  files.length === 1 &&
  csv?.spacing === undefined &&
  (format === 'csv' || (format === 'jsonl' && json?.layout === 'newline_delimited'));

/** The old bytes stay as they are, whatever their encoding and dialect; the new rows are written as they are. */
async function appendBytes(
  engine: Engine,
  { temporary, request, path }: Drafting,
  incoming: EngineRelation,
  existing: Inspected,
): Promise<Draft> {
  const { signal } = request;
  const part = `${temporary}.rows`;
  const schema = {
    fields: existing.schema.fields.map(
      (field) => incoming.schema.fields.find(({ name }) => name === field.name) ?? field,
    ),
  };
  const form: FileForm = existing.csv
    ? { format: 'csv', csv: { ...appendDialect(existing), header: false } }
    : { format: 'jsonl' };
  const rows = await writeWhole(
    engine,
    `SELECT ${inOrder(existing.schema, incoming.schema)} FROM ${incoming.text}`,
    schema,
    part,
    form,
    existing,
    signal,
  );
  await copyFile(path, temporary, constants.COPYFILE_FICLONE);
  const encoding = existing.encoding ?? 'utf-8';
  const recode = isPlainUtf8({ encoding }) ? [] : [await fromUtf8(encoding)];
  const lineEnd = await missingLineEnd(path, encoding);
  const sink = createWriteStream(temporary, { flags: 'a' });
  if (lineEnd.length > 0) sink.write(lineEnd);
  await pipeline([createReadStream(part, { highWaterMark: 1 << 18 }), ...recode, sink], { signal });
  return { rows, bytes: await sizeOf(part) };
}

/** Fields in the order of the file; those that the load does not bring are NULL. */
function inOrder(known: TableSchema, given: TableSchema, cast?: (field: Field) => string): string {
  const items = known.fields.map((field) => {
    const brought = given.fields.some(({ name }) => name === field.name);
    const name = quoteName(field.name);
    return `${brought ? (cast?.(field) ?? name) : 'NULL'} AS ${name}`;
  });
  return items.join(', ');
}

async function missingLineEnd(path: string, encoding: string): Promise<Buffer> {
  const coder = isPlainUtf8({ encoding }) ? undefined : await import('iconv-lite');
  const end = coder ? coder.encode('\n', encoding) : Buffer.from('\n');
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(end.length);
    await handle.read(last, 0, end.length, Math.max(0, size - end.length));
    const carriage = coder ? coder.encode('\r', encoding) : Buffer.from('\r');
    return last.equals(end) || last.equals(carriage) ? Buffer.alloc(0) : end;
  } finally {
    await handle.close();
  }
}

async function rewrite(
  session: FileSession,
  engine: Engine,
  { temporary, request, path }: Drafting,
  incoming: EngineRelation,
  existing: Inspected,
): Promise<Draft> {
  const { signal } = request;
  const old = await relationOf(session, existing, undefined, signal);
  try {
    const typed = inOrder(
      old.schema,
      incoming.schema,
      (field) => `CAST(${quoteName(field.name)} AS ${duckdbTypes.toNative(field.type).text})`,
    );
    const [counted] = (await engine.query(`SELECT count(*) AS rows FROM ${old.text}`, { signal })).rows;
    const sql = `SELECT * FROM ${old.text} UNION ALL SELECT ${typed} FROM ${incoming.text}`;
    const all = await writeWhole(
      engine,
      sql,
      old.schema,
      temporary,
      formFor(path, existing),
      existing,
      signal,
    );
    return { rows: all - Number(counted?.rows), bytes: await sizeOf(temporary) };
  } finally {
    await old.release();
  }
}

const sizeOf = async (path: string) => (await stat(path)).size;

function lossesOf({ fields }: TableSchema): Drafted['losses'] {
  return fields.flatMap(({ name, type }) => {
    const { loss } = duckdbTypes.toNative(type);
    return loss ? [{ field: name, ...loss }] : [];
  });
}
