import { spawn, type ChildProcess } from 'node:child_process';
import { close, constants, open } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { promisify } from 'node:util';

const openFile = promisify(open);
const closeFile = promisify(close);

/** Made by one call of mkfifo: a process costs more than a pipe. */
const batch = 32;

/** Node has no mkfifo; the program is part of every POSIX system. Lines in: a count and a first number; out: a status. */
const maker = `while read -r count first; do
  names=; while [ "$count" -gt 0 ]; do names="$names pipe-$first"; first=$((first + 1)); count=$((count - 1)); done
  mkfifo -m 600 $names; echo $?
done`;

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
  private shell?: { process: ChildProcess; answers: AsyncIterator<string>; lines: Interface };

  constructor(private readonly dir: string) {}

  /**
   * Starts the shell that makes pipes. To be done before the engine is loaded: to fork this process once it has the
   * engine's memory takes longer than most statements.
   */
  async prepare(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const process = spawn('sh', ['-c', maker], { cwd: this.dir, stdio: ['pipe', 'pipe', 'inherit'] });
    // What becomes of it shows in its answers, which then end.
    for (const one of [process, process.stdin]) one.on('error', () => undefined);
    const lines = createInterface({ input: process.stdout });
    this.shell = { process, lines, answers: lines[Symbol.asyncIterator]() };
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

  /** Ends the shell. */
  close(): void {
    this.shell?.process.stdin!.end();
    this.shell?.lines.close();
  }

  private async make(): Promise<void> {
    const first = this.made;
    this.made += batch;
    this.shell!.process.stdin!.write(`${batch} ${first}\n`);
    const { value: status } = await this.shell!.answers.next();
    if (status !== '0') throw new Error(`mkfifo in ${this.dir} ended with ${status}`);
    for (let at = first; at < this.made; at += 1) this.ready.push(join(this.dir, `pipe-${at}`));
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
