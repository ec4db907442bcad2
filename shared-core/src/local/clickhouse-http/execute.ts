import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Socket } from 'node:net';
import { commentOf, type EngineSession } from './engine';
import { ServerException } from './exceptions';
import type { Pipe } from './pipes';
import { quoteText } from './quote';
import type { ServerRequest } from './request';
import type { Statement } from './statement';

/** What a statement did, as the summary header tells it. @internal */
export interface Outcome {
  readRows: number;
  readBytes: number;
  writtenRows: number;
  writtenBytes: number;
  elapsedSeconds: number;
}

/** A statement that runs: rows come from `rows` (if it gives any) while `outcome` is still open. @internal */
export interface Execution {
  format?: string;
  rows?: Promise<Socket>;
  outcome: Promise<Outcome>;
}

type Kind<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** Starts the request's statement on the session; its data and its rows go through the pipe. @internal */
export function execute(session: EngineSession, request: ServerRequest, pipe: Pipe): Execution {
  const { statement } = request;
  switch (statement.kind) {
    case 'output':
      return runOutput(session, request, statement, pipe);
    case 'insert':
      return {
        outcome: runInsert(
          session,
          request,
          insertSql(statement, pipe, request.bodyCompression),
          statement.dataAt,
          pipe,
        ),
      };
    case 'insert-input':
      return {
        outcome: runInsert(
          session,
          request,
          inputSql(statement, pipe, request.bodyCompression),
          statement.dataAt,
          pipe,
        ),
      };
    case 'command':
      return { outcome: runCommand(session, request, statement) };
    case 'refused':
      throw new ServerException(statement.code, statement.message);
    default:
      throw new ServerException(62, 'Syntax error: Empty query. (SYNTAX_ERROR)');
  }
}

function runOutput(
  session: EngineSession,
  request: ServerRequest,
  statement: Kind<'output'>,
  pipe: Pipe,
): Execution {
  const text = request.head.subarray(0, statement.end);
  const before = text.subarray(0, statement.outputAt).toString('utf8');
  const after =
    text.subarray(statement.outputAt).toString('utf8') || `FORMAT ${formatName(request.defaultFormat)}`;
  const compression = request.compression
    ? ` COMPRESSION '${request.compression.method}' LEVEL ${request.compression.level}`
    : '';
  // The line end closes a comment that the statement may end with.
  const sql = `${commentOf(request.queryId)}${before}\nINTO OUTFILE ${quoteText(pipe.path)} TRUNCATE${compression} ${after}`;
  const rows = pipe.open('read');
  const outcome = session.run(sql).finally(() => pipe.engineIsDone());
  return {
    format: statement.format ?? request.defaultFormat,
    rows,
    outcome: outcome.then((result) => ({
      ...nothing,
      readRows: result.rowsRead,
      readBytes: result.bytesRead,
      elapsedSeconds: result.elapsed,
    })),
  };
}

async function runInsert(
  session: EngineSession,
  request: ServerRequest,
  sql: string,
  dataAt: number,
  pipe: Pipe,
): Promise<Outcome> {
  const feeding = feed(request, dataAt, pipe);
  const inserting = session.run(commentOf(request.queryId) + sql).finally(() => pipe.engineIsDone());
  // The engine's word counts: when it refuses the data, feeding ends with a broken pipe, which says nothing.
  const [inserted, fed] = await Promise.allSettled([inserting, feeding]);
  if (inserted.status === 'rejected') throw inserted.reason;
  if (fed.status === 'rejected' && !isBrokenPipe(fed.reason)) throw fed.reason;
  const { rowsRead, bytesRead, elapsed } = inserted.value;
  return {
    readRows: rowsRead,
    readBytes: bytesRead,
    writtenRows: rowsRead,
    writtenBytes: bytesRead,
    elapsedSeconds: elapsed,
  };
}

async function feed(request: ServerRequest, dataAt: number, pipe: Pipe): Promise<void> {
  const socket = await pipe.open('write');
  const begun = request.bodyCompression ? Buffer.alloc(0) : request.head.subarray(dataAt);
  await pipeline(Readable.from(joined(begun, request.body), { objectMode: false }), socket);
}

async function* joined(begun: Buffer, rest: AsyncIterable<Buffer>) {
  if (begun.length > 0) yield begun;
  yield* rest;
}

async function runCommand(
  session: EngineSession,
  request: ServerRequest,
  statement: Kind<'command'>,
): Promise<Outcome> {
  const text = request.head.subarray(0, statement.end).toString('utf8');
  const { rowsRead, bytesRead, elapsed } = await session.run(commentOf(request.queryId) + text);
  return { ...nothing, readRows: rowsRead, readBytes: bytesRead, elapsedSeconds: elapsed };
}

const nothing: Outcome = { readRows: 0, readBytes: 0, writtenRows: 0, writtenBytes: 0, elapsedSeconds: 0 };

function insertSql(statement: Kind<'insert'>, pipe: Pipe, compression: string | undefined): string {
  const method = quoteText(compression ?? 'none');
  return `${utf8(statement.head)}\nFROM INFILE ${quoteText(pipe.path)} COMPRESSION ${method} ${utf8(statement.settings)}\nFORMAT ${statement.format}`;
}

function inputSql(statement: Kind<'insert-input'>, pipe: Pipe, compression: string | undefined): string {
  const source = `file(${quoteText(pipe.path)}, ${quoteText(statement.format)}, ${utf8(statement.structure)}, ${quoteText(compression ?? 'none')})`;
  return utf8(statement.before) + source + utf8(statement.after);
}

/** Statements are cut as bytes, so that offsets hold; here they become text again. */
const utf8 = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');

function formatName(name: string): string {
  if (/^\w+$/.test(name)) return name;
  throw new ServerException(73, `Unknown format ${name}. (UNKNOWN_FORMAT)`);
}

const isBrokenPipe = (error: unknown) =>
  ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes((error as NodeJS.ErrnoException).code ?? '');
