import type { DatasetStream, EngineRelation, StreamFormat } from '../connectors';
import type { Engine } from '../engine';
import type { OpenedSource } from './source';

/** @internal */
export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;
/** @internal */
export const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Opened when it is first needed, closed with the load. @internal */
export type EngineOf = () => Promise<Engine>;

/** A stream of the source as another format, with the wanted fields, through the engine. @internal */
export async function convertStream(
  engine: Engine,
  stream: DatasetStream,
  to: { format: StreamFormat; fields: string[]; signal?: AbortSignal },
): Promise<DatasetStream> {
  const relation = await engine.relationFromStream(stream, { signal: to.signal });
  return select(engine, relation, to);
}

/** The same from a file that the engine scans by itself, which spares the way through this process. @internal */
export async function convertScan(
  engine: Engine,
  scan: NonNullable<OpenedSource['scan']>,
  to: { format: StreamFormat; fields: string[]; signal?: AbortSignal },
): Promise<DatasetStream> {
  return select(engine, await scan(undefined, to.signal), to);
}

async function select(
  engine: Engine,
  relation: Awaited<ReturnType<Engine['relationFromStream']>>,
  { format, fields, signal }: { format: StreamFormat; fields: string[]; signal?: AbortSignal },
): Promise<DatasetStream> {
  const sql = `SELECT ${fields.map(quoteName).join(', ')} FROM ${withoutNullLines(relation)} AS source`;
  const schema = {
    fields: fields.map((name) => relation.schema.fields.find((field) => field.name === name)!),
  };
  const stream = await engine.stream(sql, format, { signal, schema });
  const release = () => void relation.release();
  if (stream.format !== 'rows') {
    stream.bytes.once('close', release);
    return stream;
  }
  return { ...stream, rows: releasing(stream.rows, release) };
}

async function* releasing<T>(batches: AsyncIterable<T>, release: () => void): AsyncGenerator<T> {
  try {
    yield* batches;
  } finally {
    release();
  }
}

/**
 * A relation that fails where a line of JSON Lines may hold `null` and no object. The engine reads such a line as a
 * row without any value, which an empty object is as well: only the validating way can tell one from the other.
 * @internal
 */
export function withoutNullLines({ text, scan, schema }: EngineRelation): string {
  const hasLines = scan?.kind === 'json' && scan.layout === 'newline_delimited' && scan.records !== false;
  if (!hasLines || schema.fields.length === 0) return text;
  const isNone = schema.fields.map(({ name }) => `${quoteName(name)} IS NULL`).join(' AND ');
  const failure = `CAST(error('Failed to cast value: a line holds nothing but null') AS BOOLEAN)`;
  return `(SELECT * FROM ${text} AS lines WHERE CASE WHEN ${isNone} THEN ${failure} ELSE true END)`;
}
