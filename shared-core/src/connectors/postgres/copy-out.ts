import { PassThrough, type Readable } from 'node:stream';
import { to, type CopyToStreamQuery } from 'pg-copy-streams';
import type { Lease, PostgresServer, Task } from './server';

const bufferBytes = 1 << 20;

/**
 * The bytes of a `COPY … TO STDOUT`. Waits for the first of them, so that what the server refuses is thrown here.
 * Destroying the stream or aborting the signal cancels the statement on the server.
 * @param onRows - gets the server's own count of rows, before the stream ends
 * @internal
 */
export async function copyOut(
  server: PostgresServer,
  task: Task & { sql: string },
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): Promise<Readable> {
  const lease = await server.lease(signal);
  const query = lease.client.query(to(task.sql, { highWaterMark: bufferBytes }));
  const bytes = new PassThrough({ highWaterMark: bufferBytes });
  const fail = (error: unknown) => bytes.destroy(server.typed(error, { ...task, signal }));
  // The reader may come later than the error, which then waits in the stream instead of ending the process.
  bytes.on('error', () => undefined);
  const stop = () => fail(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  const complete = completion(query);
  query.on('error', fail);
  query.once('end', () => {
    complete.then(() => {
      onRows(query.rowCount);
      bytes.end();
    }, fail);
  });
  lease.client.once('error', fail);
  bytes.once('close', () => {
    signal?.removeEventListener('abort', stop);
    lease.client.off('error', fail);
    void giveBack(lease, bytes);
  });
  await firstBytes(query, bytes);
  return bytes;
}

/** The tag with the count comes after the last byte; the library has no event for it. */
function completion(query: CopyToStreamQuery): Promise<void> {
  return new Promise((resolve) => {
    (query as unknown as { handleReadyForQuery: () => void }).handleReadyForQuery = resolve;
  });
}

function firstBytes(query: CopyToStreamQuery, bytes: PassThrough): Promise<void> {
  return new Promise((resolve, reject) => {
    bytes.once('error', reject);
    query.once('data', () => {
      bytes.off('error', reject);
      resolve();
    });
    query.once('end', resolve);
    query.pipe(bytes, { end: false });
  });
}

async function giveBack(lease: Lease, bytes: PassThrough): Promise<void> {
  if (!bytes.readableEnded) await lease.cancel();
  await lease.release();
}
