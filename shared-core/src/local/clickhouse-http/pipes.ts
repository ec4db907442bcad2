import { execFile } from 'node:child_process';
import { close, constants, open } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const openFile = promisify(open);
const closeFile = promisify(close);

/** Made by one call of mkfifo: a process costs more than a pipe. */
const batch = 16;

/**
 * Named pipes between this process and its engine. The engine reads and writes them on its own threads, in any
 * format, at its own pace: rows never pass through JavaScript, and a slow client slows the engine down.
 *
 * Each is used once: an end of an earlier use that is not closed yet would pass for an end of the next.
 * @internal
 */
export class Pipes {
  private ready: string[] = [];
  private making?: Promise<void>;
  private made = 0;

  constructor(private readonly dir: string) {}

  async prepare(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    await this.make();
  }

  async take(): Promise<Pipe> {
    for (;;) {
      const path = this.ready.pop();
      if (this.ready.length < batch / 2) this.making ??= this.make().finally(() => (this.making = undefined));
      if (path !== undefined) return new Pipe(path);
      await this.making;
    }
  }

  /** Node has no mkfifo; the program is part of every POSIX system. */
  private async make(): Promise<void> {
    const paths = Array.from({ length: batch }, () => join(this.dir, `pipe-${this.made++}`));
    await execute('mkfifo', ['-m', '600', ...paths]);
    this.ready.push(...paths);
  }
}

/** One use of a named pipe. @internal */
export class Pipe {
  private socket?: Socket;
  /** Our own second end, by which the pipe seems open on both sides until the engine is done. */
  private hold?: number;
  private opening?: Promise<number>;

  constructor(readonly path: string) {}

  /**
   * For what the engine writes. It may open the pipe more than once (after an error it does), so the end is not the
   * end of its first opening; and it waits for a reader each time, so the reader must stay until it is done.
   */
  async reader(): Promise<Socket> {
    this.hold = await openFile(this.path, constants.O_RDWR | constants.O_NONBLOCK);
    const fd = await openFile(this.path, constants.O_RDONLY | constants.O_NONBLOCK);
    return (this.socket = new Socket({ fd, readable: true, writable: false }));
  }

  /**
   * For what the engine reads. Opening waits, in a thread of the pool, until the engine has opened its side: what was
   * written and closed before that would be lost.
   */
  async writer(): Promise<Socket> {
    this.opening = openFile(this.path, constants.O_WRONLY);
    const fd = await this.opening;
    return (this.socket = new Socket({ fd, readable: false, writable: true }));
  }

  /** To be called when the statement has ended, well or badly: readers see the end, a waiting writer is let go. */
  async engineIsDone(): Promise<void> {
    if (this.opening && !this.socket) {
      this.hold = await openFile(this.path, constants.O_RDWR | constants.O_NONBLOCK);
      await this.opening.catch(() => undefined);
    }
    if (this.hold !== undefined) await closeFile(this.hold);
    this.hold = undefined;
  }

  /** Removes the pipe; whoever still holds an end of it is alone with that. */
  async remove(): Promise<void> {
    this.socket?.destroy();
    await rm(this.path, { force: true });
  }
}
