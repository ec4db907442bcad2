import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname } from 'node:path';
import { isAiEtlError } from '../../errors';
import { nearestNames } from '../../names';
import { connectorErrors } from '../errors';
import { fileErrors } from './errors';
import { checkUtf8 } from './sniff/utf';

/** What failed where, for messages. @internal */
export interface Doing {
  connection: string;
  object: string;
  /** The file in question, absolute; what reading it needs is read again to find the place. */
  path?: string;
  right?: 'read' | 'write';
  format?: string;
  encoding?: string;
  signal?: AbortSignal;
}

/**
 * Turns what the file system or the engine threw into an error of ours. Errors of others (a source that fails while
 * it is written) pass as they are.
 * @internal
 */
export async function failureOf(cause: unknown, doing: Doing): Promise<Error> {
  const { connection, object, signal } = doing;
  if (isAiEtlError(cause)) {
    if (cause.code === 'engine.cancelled') return connectorErrors.cancelled({ connection }, { cause });
    return cause.code.startsWith('engine.') ? ofEngine(cause as Error & { code: string }, doing) : cause;
  }
  if (signal?.aborted) return connectorErrors.cancelled({ connection }, { cause });
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return connectorErrors['object-missing'](
        { connection, object, nearest: await nearestFiles(doing) },
        { cause },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return connectorErrors['permission-denied'](
        { connection, user: userInfo().username, right: doing.right ?? 'read', object },
        { cause },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return connectorErrors['disk-full']({ connection }, { cause });
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
    case 'ZSTD_error_corruption_detected':
      return fileErrors.damaged(
        { connection, object, format: 'compressed', detail: (cause as Error).message },
        { cause },
      );
    case 'EISDIR':
      return fileErrors['no-files']({ connection, object }, { cause });
    default:
      return cause instanceof Error ? cause : new Error(String(cause));
  }
}

async function ofEngine(error: Error & { code: string }, doing: Doing): Promise<Error> {
  const { connection, object, format = 'file', encoding = 'utf-8' } = doing;
  const where = (error as { where?: { line?: number; field?: string } }).where;
  const detail = (error as { parameters?: { said?: string } }).parameters?.said ?? error.message;
  const place = { cause: error, where: { file: object, line: where?.line, field: where?.field } };
  if (/invalid unicode|not utf-8/i.test(detail))
    return fileErrors['broken-encoding'](
      { connection, object, encoding, byte: await firstBrokenByte(doing) },
      place,
    );
  if (error.code === 'engine.disk-full')
    return connectorErrors['disk-full']({ connection }, { cause: error });
  if (/Permission denied/i.test(detail))
    return connectorErrors['permission-denied'](
      { connection, user: userInfo().username, right: doing.right ?? 'read', object },
      { cause: error },
    );
  if (/Expected Number of Columns|unterminated quote|invalid state|Maximum line size/i.test(detail))
    return fileErrors['ragged-row']({ connection, object, detail }, place);
  if (format === 'jsonl' && notAnObject.test(detail)) {
    const line = /line (\d+)/.exec(detail)?.[1];
    return fileErrors['broken-line'](
      { connection, object, detail },
      { ...place, where: { file: object, ...(line !== undefined && { line: Number(line) }) } },
    );
  }
  // While a file is written the line is one of the source, which a load sets aside.
  if (error.code === 'engine.bad-value' && doing.right === 'write' && notAnObject.test(detail)) return error;
  if (error.code === 'engine.bad-value' && !/Malformed JSON/.test(detail))
    return connectorErrors['bad-value']({ connection, object, ...heldBy(detail), detail }, place);
  if (error.code === 'engine.unreadable-file' || /Malformed JSON/.test(detail))
    return fileErrors.damaged({ connection, object, format, detail }, place);
  return error;
}

/** What the engine says of text that is no JSON, and of JSON that is no object. */
const notAnObject = /Malformed JSON|Expected OBJECT/i;

/** The engine's own words for a value that does not fit, taken apart again. */
function heldBy(detail: string): { field?: string; value?: string } {
  const match = /field (".*") holds "([\s\S]*)"$/.exec(detail);
  return match ? { field: JSON.parse(match[1] as string) as string, value: match[2] } : {};
}

/** Files of the same folder with a similar name. */
async function nearestFiles({ object, path }: Doing): Promise<string[]> {
  if (path === undefined) return [];
  const names = await readdir(dirname(path)).catch(() => []);
  const wanted = basename(path);
  const folder = object.slice(0, Math.max(0, object.length - wanted.length));
  return nearestNames(
    wanted,
    names.filter((name) => !name.startsWith('.')),
  ).map((name) => folder + name);
}

async function firstBrokenByte({ path }: Doing): Promise<number | undefined> {
  if (path === undefined || /\.(gz|zst)$/i.test(path)) return undefined;
  let offset = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const { firstBroken } = checkUtf8(bytes, { end: true });
    if (firstBroken !== undefined) return offset + firstBroken;
    // A character may lie across two pieces.
    const kept = Math.min(3, bytes.length);
    const boundary = bytes.length - kept + trailing(bytes.subarray(bytes.length - kept));
    rest = Buffer.from(bytes.subarray(boundary));
    offset += boundary;
  }
  return rest.length > 0 ? offset : undefined;
}

/** How many of the last bytes belong to whole characters. */
function trailing(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= 0; at--) {
    const byte = bytes[at] as number;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0)
      return byte >= 0xf0
        ? bytes.length - at >= 4
          ? bytes.length
          : at
        : byte >= 0xe0
          ? bytes.length - at >= 3
            ? bytes.length
            : at
          : bytes.length - at >= 2
            ? bytes.length
            : at;
  }
  return bytes.length;
}
