import { isAiEtlError } from '../errors';

/**
 * Works on a list a batch at a time. A batch that does not fit into the engine's memory is halved and tried again: how
 * much a field needs is known only when it has been counted.
 * @internal
 */
export async function inBatches<T>(
  items: T[],
  size: number,
  work: (batch: T[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += size) {
    const batch = items.slice(start, start + size);
    try {
      await work(batch);
    } catch (error) {
      const isTooLarge = isAiEtlError(error) && error.code === 'engine.out-of-memory';
      if (!isTooLarge || batch.length === 1) throw error;
      await inBatches(batch, Math.ceil(batch.length / 2), work);
    }
  }
}
