import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { fileErrors } from './errors';
import type { Compression } from './formats';
import type { FileEntry } from './paths';
import type { Sample } from './sniff/sample';

const headLength = 1 << 17;
const stretchLength = 1 << 15;
const stretches = 6;

/** The bytes of a file as they were before they were compressed. @internal */
export function plainBytes(path: string, compression: Compression, start = 0): Readable {
  const file = createReadStream(path, { start: compression === 'none' ? start : 0, highWaterMark: 1 << 18 });
  if (compression === 'none') return file;
  return joined(file, compression === 'gzip' ? createGunzip() : zstd(path));
}

/** Streams after one another, with the errors of the first told by the last. @internal */
export function joined(first: Readable, ...transforms: Transform[]): Readable {
  const last = transforms.at(-1);
  if (!last) return first;
  // The last stream is destroyed with the error of any, and its reader hears of it.
  pipeline([first, ...transforms], () => undefined);
  return last;
}

/** Node has it from 22.15 on. */
function zstd(path: string): Transform {
  if (typeof createZstdDecompress === 'function') return createZstdDecompress();
  throw fileErrors.damaged({
    connection: 'files',
    object: path,
    format: 'zstd',
    detail: 'this version of Node does not know zstd',
  });
}

/**
 * Reads a sample: a small file whole, of a large one its head and stretches of its middle and tail. Of a compressed
 * file only the head, since the rest cannot be reached without it.
 * @internal
 */
export async function readSample(file: FileEntry, compression: Compression): Promise<Sample> {
  if (compression !== 'none') return headOf(plainBytes(file.path, compression));
  const handle = await open(file.path, 'r');
  try {
    const read = async (position: number, length: number) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, file.sizeBytes - position)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
      return buffer.subarray(0, bytesRead);
    };
    const whole = file.sizeBytes <= headLength * 2;
    const head = await read(0, whole ? file.sizeBytes : headLength);
    if (whole) return { head, others: [], whole };
    const others: Sample['others'] = [];
    for (let at = 1; at <= stretches; at++) {
      // Even, for encodings of two bytes.
      const byte =
        2 * Math.floor((headLength + ((file.sizeBytes - headLength - stretchLength) * at) / stretches) / 2);
      others.push({ byte, bytes: await read(byte, stretchLength) });
    }
    return { head, others, whole };
  } finally {
    await handle.close();
  }
}

async function headOf(bytes: Readable): Promise<Sample> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of bytes) {
    pieces.push(piece as Buffer);
    length += (piece as Buffer).length;
    if (length > headLength * 2) break;
  }
  const whole = length <= headLength * 2;
  return { head: Buffer.concat(pieces).subarray(0, headLength * 2), others: [], whole };
}
