import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RejectedRow } from './ledger';

/** How many rejected rows a ledger shows itself. */
const shownRejects = 100;

/** What of a ledger comes from its rejected rows. @internal */
export interface Rejects {
  rejected: number;
  rejects: RejectedRow[];
  rejectsFile?: string;
}

/** Whose rejected rows they are: of one run into one target. @internal */
export interface RejectsOwner {
  runId: string;
  target: { object: string };
  options: { rejectsDirectory?: string };
}

/** A run writes the same file however often it is repeated. */
function fileOf({ runId, target, options }: RejectsOwner): string {
  const directory = options.rejectsDirectory ?? join(tmpdir(), 'ai-etl-rejects');
  const name = [runId, target.object].map((part) => part.replace(/[^\p{L}\p{N}_.-]+/gu, '_')).join('--');
  return join(directory, `${name}.jsonl`);
}

/** Writes rejected rows as JSON Lines, readable by their owner only: they are the user's data. @internal */
export async function writeRejects(owner: RejectsOwner, rows: AsyncIterable<RejectedRow>): Promise<Rejects> {
  const rejectsFile = fileOf(owner);
  const draft = `${rejectsFile}.${process.pid}`;
  const rejects: RejectedRow[] = [];
  let rejected = 0;
  async function* lines() {
    for await (const row of rows) {
      if ((rejected += 1) <= shownRejects) rejects.push(row);
      yield `${JSON.stringify(row)}\n`;
    }
  }
  await mkdir(join(rejectsFile, '..'), { recursive: true, mode: 0o700 });
  try {
    await pipeline(Readable.from(lines()), createWriteStream(draft, { mode: 0o600 }));
    await rename(draft, rejectsFile);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return { rejected, rejects, rejectsFile };
}

/**
 * Adds rows that were set aside before they reached the load to the file of those that the load itself rejected.
 * @returns the file
 * @internal
 */
export async function addRejects(owner: RejectsOwner, rows: RejectedRow[]): Promise<string> {
  const rejectsFile = fileOf(owner);
  await mkdir(join(rejectsFile, '..'), { recursive: true, mode: 0o700 });
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await appendFile(rejectsFile, lines, { mode: 0o600 });
  return rejectsFile;
}

/** A load without rejected rows leaves no file of an earlier attempt behind. @internal */
export const removeRejects = (owner: RejectsOwner): Promise<void> => rm(fileOf(owner), { force: true });

/** The rejected rows of a run that was loaded before. @internal */
export async function rejectedBefore(owner: RejectsOwner): Promise<Rejects> {
  const rejectsFile = fileOf(owner);
  const rejects: RejectedRow[] = [];
  let rejected = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(rejectsFile) }))
      if ((rejected += 1) <= shownRejects) rejects.push(JSON.parse(line) as RejectedRow);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { rejected: 0, rejects: [] };
  }
  return { rejected, rejects, rejectsFile };
}
