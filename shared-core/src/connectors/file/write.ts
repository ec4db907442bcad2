import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openEngine } from '../../engine';
import type { DatasetStream, WriteRequest, WriteResult } from '../contract';
import { connectorErrors } from '../errors';
import { draftOf, type Drafted } from './draft';
import { Journal } from './journal';
import { locked, ownFile } from './lock';
import { pathOf } from './paths';
import type { FileSession } from './session';

/**
 * Writes a dataset. The new file is made beside the old one and takes its place by a rename, so that readers see the
 * old rows or the new ones; a run that was loaded before is not loaded again.
 * @internal
 */
export async function writeObject(
  session: FileSession,
  object: string,
  stream: DatasetStream,
  request: WriteRequest,
): Promise<WriteResult> {
  assertKeys(session, object, stream, request);
  const path = await targetPath(session, object, request);
  await mkdir(dirname(path), { recursive: true });
  return locked(path, request.signal, async () => {
    const journal = await Journal.open(path);
    const before = journal.loaded(request.runId);
    if (before) {
      if (stream.format !== 'rows') stream.bytes.destroy();
      return {
        written: before.written,
        bytes: before.bytes,
        alreadyLoaded: true,
        ...(before.superseded !== undefined && { superseded: before.superseded }),
      };
    }
    await removeParts(path);
    return load(session, { object, path, stream, request, journal });
  });
}

interface Load {
  object: string;
  path: string;
  stream: DatasetStream;
  request: WriteRequest;
  journal: Journal;
}

async function load(
  session: FileSession,
  { object, path, stream, request, journal }: Load,
): Promise<WriteResult> {
  const { signal, runId, beforePublish, onProgress } = request;
  const temporary = ownFile(path, `${process.pid}-${randomUUID()}.part`);
  const engine = await openEngine({ signal });
  try {
    const drafted: Drafted = await draftOf(session, engine, { object, path, temporary, stream, request });
    const { rows, bytes, superseded, losses } = drafted;
    onProgress?.({ rows, bytes });
    await beforePublish?.(rows);
    if (signal?.aborted) throw connectorErrors.cancelled({ connection: session.connection });
    await settle(temporary, path);
    await journal.publish(temporary, { runId, written: rows, bytes, superseded });
    return { written: rows, bytes, ...(superseded !== undefined && { superseded }), losses };
  } finally {
    await engine.close();
    await rm(temporary, { force: true });
    await rm(`${temporary}.rows`, { force: true });
  }
}

/** What is published must be on the disk, with the rights that the old file had. */
async function settle(temporary: string, path: string): Promise<void> {
  const old = await stat(path).catch(() => undefined);
  if (old) await chmod(temporary, old.mode & 0o777);
  const handle = await open(temporary, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What processes that died have left; nobody else writes while the lock is held. */
async function removeParts(path: string): Promise<void> {
  const start = `${basename(path)}.ai-etl-`;
  const names = await readdir(dirname(path));
  for (const name of names)
    if (name.startsWith(`.${start}`) && /\.part(\.rows)?$/.test(name))
      await rm(join(dirname(path), name), { force: true });
}

function assertKeys(
  { connection }: FileSession,
  object: string,
  { schema }: DatasetStream,
  { mode, keys = [] }: WriteRequest,
): void {
  if (mode !== 'merge') return;
  const missing = keys.filter((key) => !schema.fields.some(({ name }) => name === key));
  if (keys.length === 0 || missing.length > 0)
    throw connectorErrors['keys-needed']({ connection, object, missing });
}

/** A folder takes a new part per run; anything else would not be one step for its readers. */
async function targetPath(
  session: FileSession,
  object: string,
  { mode, runId }: WriteRequest,
): Promise<string> {
  const path = await pathOf(session, object);
  const isFolder =
    object.endsWith('/') ||
    (await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    ));
  if (!isFolder) return path;
  if (mode !== 'append') {
    throw connectorErrors['not-writable']({
      connection: session.connection,
      object,
      reason: 'several files cannot be changed in one step, so a folder can only be appended to',
      причина: 'несколько файлов нельзя сменить одним действием, поэтому в папку можно только добавлять',
    });
  }
  return join(path, `part-${runId.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_')}.parquet`);
}
