import { execFile } from 'node:child_process';
import { close, constants, open } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const openFile = promisify(open);
const closeFile = promisify(close);

/**
 * Named pipes between this process and its engine. The engine reads and writes them on its own threads, in any
 * format, at its own pace: rows never pass through JavaScript, and a slow client slows the engine down.
 * @internal
 */
export class Pipes {
  private readonly idle: string[] = [];
  private made = 0;

  constructor(private readonly dir: string) {}

  async prepare(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
  }

  async take(): Promise<Pipe> {
    const path = this.idle.pop() ?? (await this.make());
    return new Pipe(path, () => this.idle.push(path));
  }

  /** Node has no mkfifo; the program is part of every POSIX system. */
  private async make(): Promise<string> {
    const path = join(this.dir, `pipe-${this.made++}`);
    await execute('mkfifo', ['-m', '600', path]);
    return path;
  }
}

/** One use of a named pipe. @internal */
export class Pipe {
  private opening?: Promise<number>;
  private opened = false;

  constructor(
    readonly path: string,
    private readonly giveBack: () => void,
  ) {}

  /**
   * Our end, once the engine has opened its own: opening waits for that in a thread of the pool, so data can
   * neither be lost before nor be taken for an end.
   */
  async open(side: 'read' | 'write'): Promise<Socket> {
    this.opening = openFile(this.path, side === 'read' ? 'r' : 'w');
    const fd = await this.opening;
    this.opened = true;
    return new Socket({ fd, readable: side === 'read', writable: side === 'write' });
  }

  /**
   * To be called when the statement has ended, well or badly: if the engine never opened its end, our own
   * opening is let go and sees an empty pipe.
   */
  async engineIsDone(): Promise<void> {
    if (this.opening === undefined || this.opened) return;
    // Both ways and without waiting: whoever waits on the other side goes on.
    const fd = await openFile(this.path, constants.O_RDWR | constants.O_NONBLOCK);
    await this.opening.catch(() => undefined);
    await closeFile(fd);
  }

  /** Gives the name back for the next statement; both ends must be closed. */
  release(): void {
    this.giveBack();
  }
}
