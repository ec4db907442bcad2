import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { exceptionOf } from './exceptions';
import type { Execution, Outcome } from './execute';
import type { ServerRequest } from './request';

/** A result that is smaller, or whole within this time, gets its length and its exact summary in the headers. */
const smallBytes = 256 * 1024;
const patienceMs = 100;

/**
 * Sends a statement's rows as they come. Until the first bytes leave, an error still becomes a status and a text;
 * after that it is put at the end of the rows in ClickHouse's `__exception__` frame, and the connection is cut.
 * @param spool - a file for the result of `wait_end_of_query`, which is sent only when it is whole
 * @internal
 */
export async function respond(
  response: ServerResponse,
  request: ServerRequest,
  execution: Execution,
  spool: string,
  version: string,
): Promise<void> {
  if (!execution.rows) {
    const outcome = await execution.outcome;
    return send(response, outcome, outcome.body ? [outcome.body] : []);
  }
  if (request.waitEndOfQuery) return sendSpooled(response, request, execution, spool);
  const { rows, pieces, ended } = await beginning(execution);
  if (ended) return send(response, await execution.outcome, pieces, encodingOf(request));
  const tag = randomBytes(8).toString('hex');
  response.setHeader('X-ClickHouse-Exception-Tag', tag);
  response.writeHead(200, encodingOf(request));
  for (const piece of pieces) response.write(piece);
  const [, outcome] = await Promise.allSettled([forward(rows, response), execution.outcome]);
  if (outcome.status === 'fulfilled') return void response.end();
  await sendLate(response, request, tag, exceptionOf(outcome.reason).body(version));
}

/**
 * Hands pieces on at the pace of the client. When the client is gone they are thrown away, and are read all the same:
 * the engine would wait for a reader, where no KILL reaches it.
 */
function forward(rows: Socket, response: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    rows.on('data', (piece: Buffer) => {
      if (!response.destroyed && !response.write(piece)) rows.pause();
    });
    response.on('drain', () => rows.resume());
    response.once('close', () => rows.resume());
    rows.once('error', reject);
    rows.once('end', resolve);
    rows.resume();
  });
}

const encodingOf = (request: ServerRequest): Record<string, string> =>
  request.compression ? { 'Content-Encoding': request.compression.encoding } : {};

function send(
  response: ServerResponse,
  outcome: Outcome,
  pieces: Uint8Array[],
  headers: Record<string, string> = {},
): void {
  const body = Buffer.concat(pieces);
  response.writeHead(200, {
    ...headers,
    'X-ClickHouse-Summary': summaryOf(outcome),
    'Content-Length': body.length,
  });
  response.end(body);
}

async function sendSpooled(
  response: ServerResponse,
  request: ServerRequest,
  execution: Execution,
  spool: string,
) {
  const file = createWriteStream(spool, { mode: 0o600 });
  const written = finished(file);
  written.catch(() => undefined);
  try {
    const rows = await execution.rows!;
    const [outcome] = await Promise.all([execution.outcome, forward(rows, file)]);
    file.end();
    await written;
    response.writeHead(200, { ...encodingOf(request), 'X-ClickHouse-Summary': summaryOf(outcome) });
    await pipeline(createReadStream(spool), response);
  } finally {
    await rm(spool, { force: true });
  }
}

/** The first rows, or all of them when they are few: then the statement's failure is still to be waited for. */
async function beginning(execution: Execution): Promise<{ rows: Socket; pieces: Buffer[]; ended: boolean }> {
  // A statement that fails at once must not leave an unhandled rejection while its pipe is opened.
  execution.outcome.catch(() => undefined);
  const rows = await execution.rows!;
  const pieces: Buffer[] = [];
  let size = 0;
  const ended = await new Promise<boolean>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const settle = (whole: boolean) => {
      clearTimeout(timer);
      rows.removeAllListeners('data').pause();
      resolve(whole);
    };
    rows.once('error', reject);
    rows.once('end', () => settle(true));
    rows.on('data', (piece: Buffer) => {
      timer ??= setTimeout(settle, patienceMs, false);
      pieces.push(piece);
      if ((size += piece.length) >= smallBytes) settle(false);
    });
  });
  if (ended) await execution.outcome;
  return { rows, pieces, ended };
}

/** Compressed streams take one more whole frame at their end, where the encoding allows it. */
const lateFrames: Record<string, (text: Buffer) => Buffer> = {
  gzip: gzipSync,
  zstd: zstdCompressSync,
  '': (text) => text,
};

async function sendLate(
  response: ServerResponse,
  request: ServerRequest,
  tag: string,
  message: string,
): Promise<void> {
  const text = message.endsWith('\n') ? message : message + '\n';
  const frame = `\r\n__exception__\r\n${tag}\r\n${text}${Buffer.byteLength(text)} ${tag}\r\n__exception__\r\n`;
  const encode = lateFrames[request.compression?.encoding ?? ''];
  // Without the closing chunk of HTTP, a client that knows no frames still sees a broken answer, not a short one.
  if (encode && !response.destroyed)
    await new Promise((resolve) => response.write(encode(Buffer.from(frame)), resolve));
  response.destroy();
}

/** @internal */
const summaryOf = (outcome: Outcome) =>
  JSON.stringify({
    read_rows: String(outcome.readRows),
    read_bytes: String(outcome.readBytes),
    written_rows: String(outcome.writtenRows),
    written_bytes: String(outcome.writtenBytes),
    total_rows_to_read: '0',
    result_rows: String(outcome.writtenRows || outcome.readRows),
    result_bytes: String(outcome.writtenBytes || outcome.readBytes),
    elapsed_ns: String(Math.round(outcome.elapsedSeconds * 1e9)),
  });
