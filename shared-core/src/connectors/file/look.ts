import { constants } from 'node:fs';
import { access, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionTest, ObjectListing } from '../contract';
import { globPattern, objectName, pathOf, walk } from './paths';
import type { FileSession } from './session';

const folderOf = (session: FileSession) => session.root ?? process.cwd();

/** Whether the folder can be reached, what may be done in it, and how fast. @internal */
export async function testFolder(session: FileSession): Promise<ConnectionTest> {
  const folder = folderOf(session);
  const started = performance.now();
  await stat(folder);
  const latencyMs = Math.round((performance.now() - started) * 1000) / 1000;
  const may = (mode: number) =>
    access(folder, mode).then(
      () => true,
      () => false,
    );
  const [read, write] = [
    await may(constants.R_OK | constants.X_OK),
    await may(constants.W_OK | constants.X_OK),
  ];
  const engine = await session.engine();
  const { rows } = await engine.query('SELECT version() AS version');
  return {
    ok: read,
    latencyMs,
    version: `DuckDB ${String(rows[0]?.version)}`,
    permissions: { read, write, create: write },
    throughput: await probe(folder, write),
  };
}

/** Writes and reads a megabyte where that is allowed; otherwise nothing is known. */
async function probe(folder: string, write: boolean): Promise<ConnectionTest['throughput']> {
  if (!write) return undefined;
  const path = join(folder, `.ai-etl-probe-${process.pid}`);
  const started = performance.now();
  try {
    await writeFile(path, Buffer.alloc(1 << 20), { flush: true });
    const handle = await open(path, 'r');
    await handle.read(Buffer.alloc(1 << 20), 0, 1 << 20, 0);
    await handle.close();
  } finally {
    await rm(path, { force: true });
  }
  return { bytesPerSecond: Math.round((2 << 20) / Math.max(0.001, (performance.now() - started) / 1000)) };
}

/**
 * Files with their sizes. Below a root all of them; without one only those of the folder itself, which may be a home
 * with a million files under it.
 * @internal
 */
export async function listFiles(
  session: FileSession,
  options: { container?: string; pattern?: string; limit?: number } = {},
): Promise<ObjectListing[]> {
  const { container, pattern, limit = 10_000 } = options;
  const folder = container === undefined ? folderOf(session) : await pathOf(session, container);
  const fits = pattern === undefined ? () => true : matcher(pattern);
  const paths = session.root === undefined ? await direct(folder) : await walk(folder);
  const listings: ObjectListing[] = [];
  for (const path of paths) {
    const object = objectName(session, path);
    if (!fits(object)) continue;
    const found = await stat(path).catch(() => undefined);
    // A link that leads nowhere, or a file that has just gone.
    if (!found) continue;
    listings.push(
      found.isDirectory()
        ? { object: `${object}/`, kind: 'folder' }
        : { object, kind: 'file', sizeBytes: found.size },
    );
    if (listings.length >= limit) break;
  }
  return listings;
}

async function direct(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => join(folder, name));
}

function matcher(pattern: string): (object: string) => boolean {
  if (!/[*?]/.test(pattern)) return (object) => object.toLowerCase().includes(pattern.toLowerCase());
  // As in SQL's LIKE, a star goes across folders here.
  const glob = globPattern(pattern.replaceAll(/\*+/g, '**').replaceAll('**/', '**'), 'i');
  return (object) => glob.test(object);
}

/** Folders with files in them; `.` is the root itself. @internal */
export async function listFolders(session: FileSession): Promise<string[]> {
  const entries = await readdir(folderOf(session), { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  return ['.', ...folders.sort()];
}
