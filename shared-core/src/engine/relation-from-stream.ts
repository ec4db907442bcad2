import { createWriteStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { pipeline as pipelineWithCallback, Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CsvDialect, DatasetStream, EngineRelation } from '../connectors';
import type { LogicalType, TableSchema } from '../schema';
import { plainCsv } from './column-text';
import { csvRelation } from './csv-relation';
import type { DuckdbEngine } from './engine';
import { engineErrors } from './errors';
import { jsonRelation } from './json-relation';
import { assertNamesApart } from './names-apart';
import { feedPipe, makePipe } from './named-pipe';
import type { FieldReading } from './field-reading';
import { quoteName, quoteText } from './quote';
import { rowsAsCsv } from './rows-as-csv';
import { isPlainUtf8, toUtf8 } from './transcode';

interface RelationOptions {
  reusable?: boolean;
  signal?: AbortSignal;
}

/** A stream as something the engine can scan: through a named pipe, or, where it is needed again, from a table of its own. @internal */
export async function relationFromStream(
  engine: DuckdbEngine,
  stream: DatasetStream,
  options: RelationOptions,
): Promise<EngineRelation> {
  if (stream.format === 'arrow')
    throw engineErrors['format-not-offered']({
      format: 'arrow',
      offered: 'pg-copy-csv, csv, jsonl, parquet, rows',
    });
  const names = stream.schema.fields.map(({ name }) => name);
  assertNamesApart(names, 'stream');
  // From here on errors are read off the stream itself: one that comes while the pipe is being made is not lost.
  if (stream.format !== 'rows') stream.bytes.on('error', () => undefined);
  const bytes = await bytesOf(stream);
  bytes.on('error', () => undefined);
  const path = engine.scratchPath(stream.format);
  // Parquet has its index at the end of the file: it cannot be read from a pipe.
  if (stream.format === 'parquet' || !(await makePipe(path)))
    return spooled(stream, bytes, path, options.signal);
  const relation = piped(engine, stream, bytes, path, options.signal);
  return options.reusable ? intoTable(engine, relation, options.signal) : relation;
}

async function bytesOf(stream: DatasetStream): Promise<Readable> {
  if (stream.format === 'rows')
    return Readable.from(rowsAsCsv(stream.rows, stream.schema), { objectMode: false });
  const { encoding } = stream.csv ?? {};
  if (isPlainUtf8({ encoding })) return stream.bytes;
  // Errors of the bytes are handed on; `pipe` alone would not.
  return compose(stream.bytes, await toUtf8({ encoding }));
}

const compose = (bytes: Readable, into: Transform): Readable => {
  pipelineWithCallback(bytes, into, () => undefined);
  return into;
};

async function spooled(
  stream: DatasetStream,
  bytes: Readable,
  path: string,
  signal?: AbortSignal,
): Promise<EngineRelation> {
  const release = () => rm(path, { force: true });
  try {
    await pipeline(bytes, createWriteStream(path), { signal });
  } catch (cause) {
    await release();
    throw cause;
  }
  return { text: scanText(stream, path), schema: stream.schema, paths: [path], release };
}

function piped(
  engine: DuckdbEngine,
  stream: DatasetStream,
  bytes: Readable,
  path: string,
  signal?: AbortSignal,
): EngineRelation {
  const released = new AbortController();
  const signals = [released.signal, engine.ending, ...(signal ? [signal] : [])];
  // A source that breaks off must not look like one that ends, and a pipe knows only of ends: the engine is told.
  const feeding = feedPipe(path, bytes, AbortSignal.any(signals), (error) => engine.fail(error));
  const release = async () => {
    released.abort();
    bytes.destroy();
    await feeding;
    await rm(path, { force: true });
  };
  return { text: scanText(stream, path), schema: stream.schema, paths: [path], release };
}

async function intoTable(
  engine: DuckdbEngine,
  relation: EngineRelation,
  signal?: AbortSignal,
): Promise<EngineRelation> {
  const table = quoteName(`stream_${randomUUID()}`);
  try {
    await engine.execute(`CREATE TABLE ${table} AS SELECT * FROM ${relation.text}`, { signal });
  } finally {
    await relation.release();
  }
  return {
    text: table,
    schema: relation.schema,
    release: async () => {
      // A closed engine has no tables any more.
      if (!engine.ending.aborted) await engine.execute(`DROP TABLE IF EXISTS ${table}`);
    },
  };
}

function scanText(stream: DatasetStream, path: string): string {
  const { schema } = stream;
  switch (stream.format) {
    case 'parquet':
      return `read_parquet(${quoteText(path)})`;
    case 'jsonl':
      return jsonRelation({ kind: 'json', paths: [path], layout: 'newline_delimited', schema });
    case 'csv':
      return csvRelation({
        kind: 'csv',
        paths: [path],
        csv: stream.csv ?? plainCsv,
        schema,
        readings: readingsOf(stream.csv, schema),
      });
    case 'pg-copy-csv':
      return csvRelation({
        kind: 'csv',
        paths: [path],
        csv: plainCsv,
        schema,
        readings: postgresqlReadings(schema),
      });
    default:
      return csvRelation({ kind: 'csv', paths: [path], csv: plainCsv, schema });
  }
}

const postgresqlReadings = ({ fields }: TableSchema) =>
  Object.fromEntries(fields.map(({ name }): [string, FieldReading] => [name, { nested: 'postgresql' }]));

/** What the dialect of a CSV says of all its fields, said of each. @internal */
export function readingsOf(
  csv: CsvDialect | undefined,
  { fields }: TableSchema,
): Record<string, FieldReading> {
  const format: Partial<Record<LogicalType['kind'], string | undefined>> = {
    date: csv?.dateFormat,
    timestamp: csv?.timestampFormat,
  };
  return Object.fromEntries(
    fields.map(({ name, type }) => {
      const pattern = format[type.kind];
      return [name, { decimalSeparator: csv?.decimalSeparator, formats: pattern ? [pattern] : undefined }];
    }),
  );
}
