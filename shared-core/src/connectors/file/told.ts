import { PassThrough, type Readable } from 'node:stream';
import type { Row } from '../contract';
import { connectorErrors } from '../errors';
import { failureOf, type Doing } from './failure';

/** Bytes whose failure is told in our words, and which end with the signal. @internal */
export function toldBytes(bytes: Readable, doing: Doing, release: () => Promise<void>): Readable {
  const told = new PassThrough({ highWaterMark: 1 << 18 });
  // The failure may come before anybody reads; whoever then comes is told by the stream itself.
  told.on('error', () => undefined);
  const cancel = () => told.destroy(connectorErrors.cancelled({ connection: doing.connection }));
  bytes.once('error', (cause) => void failureOf(cause, doing).then((error) => told.destroy(error)));
  doing.signal?.addEventListener('abort', cancel, { once: true });
  told.once('close', () => {
    doing.signal?.removeEventListener('abort', cancel);
    bytes.destroy();
    void release();
  });
  bytes.pipe(told);
  return told;
}

/** Batches of rows, likewise. @internal */
export async function* toldRows(
  batches: AsyncIterable<Row[]>,
  doing: Doing,
  release: () => Promise<void>,
): AsyncGenerator<Row[]> {
  try {
    for await (const batch of batches) {
      if (doing.signal?.aborted) throw connectorErrors.cancelled({ connection: doing.connection });
      yield batch;
    }
    if (doing.signal?.aborted) throw connectorErrors.cancelled({ connection: doing.connection });
  } catch (cause) {
    throw await failureOf(cause, doing);
  } finally {
    await release();
  }
}
