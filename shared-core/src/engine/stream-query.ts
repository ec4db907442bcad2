import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import type { CsvDialect, DatasetStream, StreamFormat } from '../connectors';
import type { TableSchema } from '../schema';
import { copyOptions, plainCsv, queryForFormat, writtenFormats, type WrittenFormat } from './column-text';
import type { DuckdbEngine } from './engine';
import { engineErrors } from './errors';
import { makePipe, readPipe } from './named-pipe';
import { quoteText } from './quote';

interface StreamOptions {
  signal?: AbortSignal;
  schema?: TableSchema;
  csv?: CsvDialect;
}

/** A query as a stream: `COPY … TO` a named pipe that we read, or a temporary file where there are no pipes. @internal */
export async function streamQuery(
  engine: DuckdbEngine,
  sql: string,
  format: StreamFormat,
  options: StreamOptions,
): Promise<DatasetStream> {
  const schema = options.schema ?? (await engine.describe(sql));
  if (format === 'rows') return { format, schema, rows: engine.batches(sql, { signal: options.signal }) };
  const written = writtenFormats.find((one) => one === format);
  if (!written)
    throw engineErrors['format-not-offered']({ format, offered: [...writtenFormats, 'rows'].join(', ') });
  const csv = written === 'csv' ? (options.csv ?? plainCsv) : plainCsv;
  const bytes = await bytesOf(
    engine,
    queryForFormat(sql, schema, written),
    written,
    copyOptions(written, schema, csv),
    options.signal,
  );
  return {
    format: written,
    schema,
    bytes,
    ...(written === 'csv' || written === 'pg-copy-csv' ? { csv } : {}),
  };
}

async function bytesOf(
  engine: DuckdbEngine,
  sql: string,
  format: WrittenFormat,
  options: string,
  signal?: AbortSignal,
): Promise<Readable> {
  const path = engine.scratchPath(format);
  const copy = (own?: AbortSignal) =>
    engine.run(`COPY (${sql}) TO ${quoteText(path)} (${options})`, own ?? signal);
  if (await makePipe(path)) return readWhile(path, copy, signal);
  await copy();
  const file = createReadStream(path);
  file.once('close', () => void rm(path, { force: true }));
  return file;
}

/** Ends with the query: its failure is the stream's, and a stream that nobody wants any more ends the query. */
function readWhile(
  path: string,
  copy: (signal: AbortSignal) => Promise<unknown>,
  signal?: AbortSignal,
): Readable {
  const abandoned = new AbortController();
  const pipe = readPipe(path);
  const bytes = new PassThrough({ highWaterMark: 1 << 20 });
  let failure: Error | undefined;
  // The query may fail before anybody reads; whoever then comes is told by the stream itself.
  bytes.on('error', () => undefined);
  pipe.socket.on('error', (error) => bytes.destroy(error));
  pipe.socket.pipe(bytes, { end: false });
  pipe.socket.once('close', () => (failure ? bytes.destroy(failure) : bytes.end()));
  bytes.once('close', () => {
    abandoned.abort();
    // What is still being written must go somewhere, or the query would wait for ever.
    pipe.socket.unpipe(bytes).resume();
  });
  copy(signal ? AbortSignal.any([signal, abandoned.signal]) : abandoned.signal)
    .catch((error: Error) => {
      failure = error;
    })
    .finally(() => {
      pipe.letGo();
      void rm(path, { force: true });
    })
    .catch((error: Error) => bytes.destroy(error));
  return bytes;
}
