import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { ServerException } from './exceptions';
import { Lz4Frames } from './lz4-frame';
import { readStatement, type Statement } from './statement';

/** A request as it was understood, with its statement read and the rest of its body untouched. @internal */
export interface ServerRequest {
  queryId: string;
  database?: string;
  sessionId?: string;
  sessionTimeoutSeconds: number;
  sessionCheck: boolean;
  defaultFormat: string;
  /** In the order of the URL; `param_x` among them. */
  settings: [name: string, value: string][];
  /** GET changes nothing. */
  readonly: boolean;
  waitEndOfQuery: boolean;
  /** How the result is to be compressed, in the engine's words. */
  compression?: { method: string; encoding: string; level: number };
  /** How the body is compressed, in the engine's words. */
  bodyCompression?: string;
  statement: Statement;
  /** The statement's text and maybe the beginning of its data. */
  head: Buffer;
  /** What follows. */
  body: AsyncIterable<Buffer>;
}

/** Parameters of the protocol; every other one is a setting. */
const protocol = new Set([
  'query', 'database', 'default_format', 'query_id', 'session_id', 'session_timeout', 'session_check', 'user',
  'password', 'role', 'quota_key', 'compress', 'decompress', 'enable_http_compression', 'wait_end_of_query',
  'buffer_size', 'send_progress_in_http_headers', 'http_headers_progress_interval_ms', 'client_protocol_version',
  'cancel_http_readonly_queries_on_client_close', 'http_zlib_compression_level', 'close_session',
]); // prettier-ignore

/** Encodings in the order that ClickHouse prefers them, and what its engine calls them. */
const encodings: [encoding: string, method: string][] = [
  ['zstd', 'zstd'],
  ['br', 'br'],
  ['lz4', 'lz4'],
  ['gzip', 'gzip'],
  ['deflate', 'deflate'],
];
const bodyEncodings = new Map([...encodings, ['x-gzip', 'gzip'], ['xz', 'xz'], ['bz2', 'bz2']] as [
  string,
  string,
][]);

/** A statement that is not an INSERT is held in memory, as ClickHouse does with `max_query_size`. */
const longestStatementBytes = 64 * 1024 * 1024;

/**
 * Reads the URL, the headers and as much of the body as the statement takes.
 * @throws exceptions of ClickHouse for what this server does not speak
 * @internal
 */
export async function readRequest(request: IncomingMessage, url: URL): Promise<ServerRequest> {
  const parameters = url.searchParams;
  refuseUnspoken(request, parameters);
  const encoding = compressionOfBody(request);
  // Data alone are decompressed by the engine, on its own threads; a statement among them must be seen here.
  const isMixed = encoding !== undefined && !parameters.get('query');
  const source = isMixed ? decompressed(request, encoding) : request;
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const bodyCompression = isMixed ? undefined : encoding;
  const { head, statement } = await readHead(parameters, chunks, bodyCompression);
  return {
    queryId: parameters.get('query_id') || randomUUID(),
    database: parameters.get('database') ?? header(request, 'x-clickhouse-database'),
    sessionId: parameters.get('session_id') ?? undefined,
    sessionTimeoutSeconds: Number(parameters.get('session_timeout') ?? 60),
    sessionCheck: parameters.get('session_check') === '1',
    defaultFormat:
      parameters.get('default_format') ?? header(request, 'x-clickhouse-format') ?? 'TabSeparated',
    settings: [...parameters].filter(([name]) => !protocol.has(name)),
    readonly: request.method === 'GET',
    waitEndOfQuery: parameters.get('wait_end_of_query') === '1',
    compression: compressionOfResult(request, parameters),
    bodyCompression,
    statement,
    head,
    body: { [Symbol.asyncIterator]: () => chunks },
  };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function refuseUnspoken(request: IncomingMessage, parameters: URLSearchParams): void {
  const what =
    parameters.get('compress') === '1' || parameters.get('decompress') === '1'
      ? 'the native block compression (compress=1, decompress=1); use enable_http_compression=1 and Content-Encoding'
      : request.headers['content-type']?.startsWith('multipart/form-data')
        ? 'external tables and parameters in multipart/form-data'
        : parameters.has('role')
          ? 'roles'
          : undefined;
  if (what) throw new ServerException(48, `This local server does not speak ${what}. (NOT_IMPLEMENTED)`);
}

const decompressors: Record<string, () => Transform> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
  lz4: () => new Lz4Frames(),
};

function decompressed(request: IncomingMessage, method: string): Readable {
  const make = decompressors[method];
  if (!make)
    throw new ServerException(48, `A body in ${method} needs its statement in the URL. (NOT_IMPLEMENTED)`);
  const into = make();
  // `pipe` alone would take a client that goes away for the end of its data.
  pipeline(request, into, () => undefined);
  return into;
}

function compressionOfBody(request: IncomingMessage): string | undefined {
  const encoding = request.headers['content-encoding']?.toLowerCase();
  if (!encoding || encoding === 'identity') return undefined;
  const method = bodyEncodings.get(encoding);
  if (!method) throw new ServerException(48, `Unknown Content-Encoding ${encoding}. (NOT_IMPLEMENTED)`);
  return method;
}

function compressionOfResult(request: IncomingMessage, parameters: URLSearchParams) {
  if (!['1', 'true'].includes(parameters.get('enable_http_compression') ?? '')) return undefined;
  const accepted = header(request, 'accept-encoding') ?? '';
  const found = encodings.find(([encoding]) => new RegExp(`(^|[ ,])${encoding}($|[ ,;])`).test(accepted));
  const level = Number(parameters.get('http_zlib_compression_level') ?? 3);
  return found && { encoding: found[0], method: found[1], level };
}

async function readHead(parameters: URLSearchParams, chunks: AsyncIterator<Buffer>, compressed?: string) {
  const inUrl = parameters.get('query') ?? '';
  const beginning = Buffer.from(inUrl && inUrl + '\n');
  // A compressed body is data alone, so the statement must be whole in the URL.
  if (compressed && inUrl)
    return { head: beginning, statement: readStatement(beginning.toString('latin1'), true) };
  const pieces: Buffer[] = [beginning];
  for (let size = beginning.length; ;) {
    const next = await chunks.next();
    if (!next.done) size += pieces[pieces.push(next.value) - 1]!.length;
    if (size > longestStatementBytes) throw tooLong;
    if (!next.done && pieces.length > piecesOfInsert) continue;
    const head = Buffer.concat(pieces);
    const statement = readStatement(head.toString('latin1'), next.done === true);
    if (statement.kind !== 'incomplete') return { head, statement };
  }
}

/** An INSERT shows where its data begin in its first pieces; looking on at each of many would be quadratic. */
const piecesOfInsert = 64;

const tooLong = new ServerException(
  62,
  `Syntax error: the statement is longer than ${longestStatementBytes} bytes. (SYNTAX_ERROR)`,
);
