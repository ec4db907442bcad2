import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Socket } from 'node:net';
import type { EngineSession } from './engine';
import { exceptionOf, ServerException } from './exceptions';
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
  /** Of a statement that is no query and answers all the same, such as CHECK GRANT. */
  body?: Uint8Array;
}

/** A statement that runs: rows come from `rows` (if it gives any) while `outcome` is still open. @internal */
export interface Execution {
  format?: string;
  rows?: Promise<Socket>;
  outcome: Promise<Outcome>;
}

type Kind<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** What a statement runs with. @internal */
export interface Means {
  session: EngineSession;
  pipe: Pipe;
  /** Stops the statement in the engine; to be waited for. */
  kill(): Promise<void>;
}

/** Starts the request's statement; its data and its rows go through the pipe. @internal */
export function execute(request: ServerRequest, means: Means): Execution {
  const { statement } = request;
  const { session, pipe } = means;
  switch (statement.kind) {
    case 'output':
      return runOutput(session, request, statement, pipe);
    case 'insert':
      return insert(request, means, insertSql(statement, pipe, request.bodyCompression), statement.dataAt);
    case 'insert-input':
      return insert(request, means, inputSql(statement, pipe, request.bodyCompression), statement.dataAt);
    case 'command':
      return { outcome: runCommand(session, request, statement) };
    case 'refused':
      throw new ServerException(statement.code, statement.message);
    default:
      throw new ServerException(62, 'Syntax error: Empty query. (SYNTAX_ERROR)');
  }
}

const insert = (...parameters: Parameters<typeof runInsert>) => ({ outcome: runInsert(...parameters) });

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
  const clause = `${quoteText(pipe.path)} TRUNCATE${compression}`;
  const sql = `${before}\nINTO OUTFILE ${clause} ${after}`;
  const rows = pipe.reader();
  const outcome = rows
    .then(() => session.runTagged(request.queryId, sql))
    .finally(() => pipe.engineIsDone())
    .catch((error: unknown) => {
      throw withoutClause(exceptionOf(error), clause);
    });
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

/** A client has not written the clause, so it is not told of it. */
function withoutClause({ code, text }: ServerException, clause: string): ServerException {
  const own = text.replaceAll(`\nINTO OUTFILE ${clause}`, '');
  const [path = ''] = clause.split(' ');
  return new ServerException(code, own.replaceAll(clause, 'end of query').replaceAll(path, 'end of query'));
}

async function runInsert(
  request: ServerRequest,
  { session, pipe, kill }: Means,
  sql: string,
  dataAt: number,
): Promise<Outcome> {
  const refused = new AbortController();
  const feeding = feed(request, dataAt, pipe, { kill, signal: refused.signal });
  // What becomes of the feeding is asked below; a failure before that is not unhandled.
  feeding.catch(() => undefined);
  try {
    const { rowsRead, bytesRead, elapsed } = await session
      .runTagged(request.queryId, sql)
      .finally(() => pipe.engineIsDone());
    await feeding.catch((error: unknown) => {
      // A query over its data may have had enough of them.
      if (request.statement.kind !== 'insert-input' || !isBrokenPipe(error)) throw error;
    });
    return {
      readRows: rowsRead,
      readBytes: bytesRead,
      writtenRows: rowsRead,
      writtenBytes: bytesRead,
      elapsedSeconds: elapsed,
    };
  } catch (error) {
    // The engine's word counts, and it does not wait for the rest of the data.
    refused.abort();
    throw error;
  }
}

async function feed(
  request: ServerRequest,
  dataAt: number,
  pipe: Pipe,
  { kill, signal }: { kill: Means['kill']; signal: AbortSignal },
): Promise<void> {
  const socket = await pipe.writer();
  const begun = request.bodyCompression ? Buffer.alloc(0) : request.head.subarray(dataAt);
  const data = Readable.from(wholeOrKilled(begun, request.body, kill), { objectMode: false });
  await pipeline(data, socket, { signal });
}

/**
 * When a client goes away in the middle of its data, the pipe must not just end: the engine would take what it has
 * for the whole. So the statement is killed first.
 */
async function* wholeOrKilled(begun: Buffer, rest: AsyncIterable<Buffer>, kill: Means['kill']) {
  if (begun.length > 0) yield begun;
  try {
    yield* rest;
  } catch (error) {
    await kill();
    throw error;
  }
}

async function runCommand(
  session: EngineSession,
  request: ServerRequest,
  statement: Kind<'command'>,
): Promise<Outcome> {
  const text = request.head.subarray(0, statement.end).toString('utf8');
  const result = await session.runTagged(request.queryId, text, request.defaultFormat);
  const { rowsRead, bytesRead, elapsed } = result;
  return {
    ...nothing,
    readRows: rowsRead,
    readBytes: bytesRead,
    elapsedSeconds: elapsed,
    body: result.bytes(),
  };
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

const isBrokenPipe = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EPIPE';
