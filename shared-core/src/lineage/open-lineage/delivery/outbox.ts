import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How long a lock counts whose holder has stopped touching it. */
const staleMs = 60_000;

/**
 * Events on disk that wait for their receiver, oldest first, shared by all processes of this machine that send to it.
 * One process at a time sends from it, so that the order holds.
 * @internal
 */
export class Outbox {
  private lastTime = 0;
  private count = 0;
  /** What lies there by our own count; other processes add too, so the folder is looked at before anything is dropped. */
  private estimatedBytes?: number;

  constructor(
    readonly folder: string,
    private readonly mostBytes: number,
  ) {}

  /** Keeps an event; the oldest ones make room. @returns its name, and how many were dropped */
  async add(body: string): Promise<{ name: string; dropped: number }> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const name = this.nextName();
    // Who lists the folder sees whole events only.
    const draft = join(this.folder, `${name}.draft`);
    await writeFile(draft, body, { mode: 0o600 });
    await rename(draft, join(this.folder, name));
    this.estimatedBytes = (this.estimatedBytes ?? Infinity) + body.length;
    return { name, dropped: this.estimatedBytes > this.mostBytes ? await this.trim() : 0 };
  }

  /** Names of all events, oldest first. */
  async names(): Promise<string[]> {
    const found = await readdir(this.folder).catch(missing<string[]>([]));
    return found.filter((name) => name.endsWith('.json')).sort();
  }

  /** An event by its name; undefined when another process has sent it meanwhile. */
  async read(name: string): Promise<string | undefined> {
    return readFile(join(this.folder, name), 'utf8').catch(missing(undefined));
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true });
  }

  /** @returns whether this process may send from here now */
  async lock(): Promise<boolean> {
    const path = join(this.folder, 'lock');
    try {
      await (await open(path, 'wx')).close();
      return true;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    }
    const held = await stat(path).catch(missing(undefined));
    if (held && Date.now() - held.mtimeMs < staleMs) return false;
    await rm(path, { force: true });
    return false;
  }

  /** Says that the holder of the lock still lives. */
  async touch(): Promise<void> {
    const now = new Date();
    await utimes(join(this.folder, 'lock'), now, now).catch(missing(undefined));
  }

  async unlock(): Promise<void> {
    await rm(join(this.folder, 'lock'), { force: true });
  }

  /** Time first, so that names sort as the events came, also where a clock is set back. */
  private nextName(): string {
    this.lastTime = Math.max(Date.now(), this.lastTime);
    const number = String(this.count++).padStart(8, '0');
    return `${String(this.lastTime).padStart(15, '0')}-${number}-${process.pid}.json`;
  }

  /** Makes more room than is needed now, so that not every event has to; the newest one always stays. */
  private async trim(): Promise<number> {
    const names = await this.names();
    const sizes = await Promise.all(
      names.map((name) => stat(join(this.folder, name)).then(({ size }) => size, missing(0))),
    );
    this.estimatedBytes = sizes.reduce((sum, size) => sum + size, 0);
    if (this.estimatedBytes <= this.mostBytes) return 0;
    let dropped = 0;
    for (const [at, name] of names.slice(0, -1).entries()) {
      if (this.estimatedBytes <= this.mostBytes * 0.9) break;
      await this.remove(name);
      this.estimatedBytes -= sizes[at] ?? 0;
      dropped++;
    }
    return dropped;
  }
}

/** What is not there, another process took. */
const missing =
  <T>(value: T) =>
  (cause: unknown): T => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return value;
    throw cause;
  };
