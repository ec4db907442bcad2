import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is remembered about a server in its folder; readable by its owner only. @internal */
export interface ServerRecord {
  port: number;
  user: string;
  password: string;
  pid?: number;
  /** Tells this process from a later one that got the same pid. */
  startedAs?: string;
}

const fileOf = (dir: string) => join(dir, 'server.json');

/** @internal */
export async function readRecord(dir: string): Promise<ServerRecord | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(dir), 'utf8')) as ServerRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes whole or not at all, so a crash leaves the old record. @internal */
export async function writeRecord(dir: string, record: ServerRecord): Promise<void> {
  await mkdir(dir, { recursive: true });
  const draft = `${fileOf(dir)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(record, null, 2) + '\n', { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, fileOf(dir));
}

/** @internal */
export const newPassword = () => randomBytes(18).toString('base64url');
