import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * Named pipes between the engine and us. Our ends are read and written through the event loop's own polling: a
 * blocking read would take one of libuv's four threads, and a plan with four pipes would stand still for ever.
 */
const nonBlocking = constants.O_NONBLOCK ?? 0;
const run = promisify(execFile);
let unavailable = process.platform === 'win32';

/** Makes a pipe; false where the system has none (Windows). Node has no call of its own for it. @internal */
export async function makePipe(path: string): Promise<boolean> {
  if (unavailable) return false;
  try {
    await run('mkfifo', ['-m', '600', path]);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    unavailable = true;
    return false;
  }
}

/**
 * Opens a pipe that the engine will write. Its writing end is held too, so that we see no end of the file before
 * the engine has come; `letGo` when it is done.
 * @internal
 */
export function readPipe(path: string): { socket: Socket; letGo(): void } {
  const reader = openSync(path, constants.O_RDONLY | nonBlocking);
  const holder = openSync(path, constants.O_WRONLY | nonBlocking);
  return {
    socket: new Socket({ fd: reader, readable: true, writable: false }),
    letGo: () => closeSync(holder),
  };
}

/**
 * Writes bytes into a pipe once the engine has opened it. Ends without a word when the engine wants no more (a
 * LIMIT) or the signal comes; `onBreak` gets the error of bytes that broke off by themselves, before the pipe ends.
 * @internal
 */
export async function feedPipe(
  path: string,
  bytes: Readable,
  signal: AbortSignal,
  onBreak: (error: Error) => void,
): Promise<void> {
  let readerGone = false;
  const broken = (error: Error) => {
    if (!readerGone && !signal.aborted) onBreak(error);
  };
  bytes.once('error', broken);
  // Its error may have come before anybody listened.
  if (bytes.errored) return broken(bytes.errored);
  const writer = await openWhenRead(path, signal);
  if (writer === undefined) return;
  const socket = new Socket({ fd: writer, readable: false, writable: true });
  socket.once('error', () => {
    readerGone = true;
  });
  await pipeline(bytes, socket, { signal }).catch((error: Error) => {
    broken(error);
    socket.destroy();
  });
}

/** Only a pipe that somebody reads can be opened for writing without waiting (ENXIO before). */
async function openWhenRead(path: string, signal: AbortSignal): Promise<number | undefined> {
  while (!signal.aborted) {
    try {
      return openSync(path, constants.O_WRONLY | nonBlocking);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENXIO') throw cause;
    }
    await setTimeout(2);
  }
  return undefined;
}
