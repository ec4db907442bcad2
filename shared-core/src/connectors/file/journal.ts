import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { ownFile } from './lock';

interface Entry {
  runId: string;
  written: number;
  bytes: number;
  superseded?: number;
  /** Which file was, or was to be, published. */
  stamp: string;
  published: boolean;
}

/** Runs that a file remembers. */
const kept = 200;

/**
 * Which runs have been loaded into a file. An entry is written before the file is published, with a stamp of the very
 * file; a process that dies in between is found out by the stamp of the file that lies there.
 * @internal
 */
export class Journal {
  private constructor(
    private readonly path: string,
    private entries: Entry[],
  ) {}

  static async open(path: string): Promise<Journal> {
    const journal = new Journal(path, await readEntries(ownFile(path, 'runs.json')));
    const stamp = await stampOf(path);
    journal.entries = journal.entries.flatMap((entry) =>
      entry.published || entry.stamp === stamp ? [{ ...entry, published: true }] : [],
    );
    return journal;
  }

  loaded(runId: string): Entry | undefined {
    return this.entries.find((entry) => entry.runId === runId);
  }

  /** Publishes the file at `temporary`, so that run and rows appear together or not at all. */
  async publish(temporary: string, entry: Omit<Entry, 'stamp' | 'published'>): Promise<void> {
    const stamp = await stampOf(temporary);
    this.entries = [...this.entries, { ...entry, stamp: stamp ?? '', published: false }].slice(-kept);
    await this.save();
    await rename(temporary, this.path);
    this.entries = this.entries.map((one) => ({ ...one, published: true }));
    await this.save();
  }

  private async save(): Promise<void> {
    const file = ownFile(this.path, 'runs.json');
    await writeFile(`${file}.new`, JSON.stringify(this.entries), { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
  }
}

async function readEntries(file: string): Promise<Entry[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Entry[];
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}

/** A rename keeps all of these; another file has at least one other. */
async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino, size, mtimeMs } = await stat(path);
    return [dev, ino, size, mtimeMs].join(':');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}
