import { open, type FileHandle } from 'node:fs/promises';
import { connectorErrors } from '../errors';
import { failureOf, type Doing } from './failure';

/** Reads a file piece by piece into memory of the taker; opened by the first pull. @internal */
export function pullOf(
  path: string,
  start: number,
  doing: Doing,
): { pull(into: Buffer): Promise<number>; close(): Promise<void> } {
  let opening: Promise<FileHandle> | undefined;
  let position = start;
  return {
    pull: async (into) => {
      if (doing.signal?.aborted) throw connectorErrors.cancelled({ connection: doing.connection });
      try {
        const { bytesRead } = await (await (opening ??= open(path))).read(into, 0, into.length, position);
        position += bytesRead;
        return bytesRead;
      } catch (cause) {
        throw await failureOf(cause, doing);
      }
    },
    close: async () => {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}
