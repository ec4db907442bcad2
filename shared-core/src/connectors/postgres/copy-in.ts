import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import { isAiEtlError } from '../../errors';
import type { DatasetStream, WriteRequest } from '../contract';
import { connectorErrors } from '../errors';
import type { Relation } from './catalog';
import { copyOptions } from './csv-options';
import { encodeRows } from './encode-rows';
import { quoteList } from './quote';
import type { PostgresServer } from './server';
import type { Filled } from './staging';

interface Copy {
  table: string;
  columns: string[];
  object: string;
  request: WriteRequest;
  server: PostgresServer;
}

/** Bytes go to COPY as they are; only rows of JavaScript are encoded. @internal */
export async function copyIn(
  client: PoolClient,
  stream: DatasetStream,
  relation: Relation,
  copy: Copy,
): Promise<Filled> {
  const { table, columns, request } = copy;
  if (stream.format !== 'rows' && stream.bytes.errored) throw sourceError(stream.bytes.errored, copy);
  const sink = client.query(from(`COPY ${table} (${quoteList(columns)}) FROM STDIN ${copyOptions(stream)}`));
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      request.onProgress?.({ bytes });
      done(null, chunk);
    },
  });
  const source = stream.format === 'rows' ? Readable.from(encodedRows(stream, relation)) : stream.bytes;
  let firstToFail: 'source' | 'target' | undefined;
  source.once('error', () => (firstToFail ??= 'source'));
  sink.once('error', () => (firstToFail ??= 'target'));
  try {
    await pipeline(source, meter, sink, { signal: request.signal });
  } catch (error) {
    throw firstToFail === 'source' && !request.signal?.aborted ? sourceError(error, copy) : error;
  }
  return { rows: sink.rowCount, bytes };
}

function encodedRows(stream: Extract<DatasetStream, { format: 'rows' }>, relation: Relation) {
  const arrays = relation.columns
    .filter((column) => column.native.endsWith('[]'))
    .map((column) => column.name);
  return encodeRows(stream.rows, stream.schema.fields, new Set(arrays));
}

function sourceError(error: unknown, { server, object }: Copy) {
  if (isAiEtlError(error)) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return connectorErrors['source-failed']({ connection: server.name, object, detail }, { cause: error });
}
