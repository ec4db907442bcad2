import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isPlainUtf8, toUtf8 } from '../../engine';
import { eachLine, untilByte, withoutComments } from './rewrite';
import { evenText, type Spacing } from './sniff/even-spaces';
import { plainBytes } from './bytes';
import type { Compression } from './formats';
import type { FileEntry } from './paths';
import type { FileSession } from './session';

/** Files that the engine reads as they are: the user's own, or copies put right. @internal */
export interface Readable {
  paths: string[];
  compression: Compression;
  release(): Promise<void>;
}

interface Spooling {
  files: FileEntry[];
  compression: Compression;
  encoding: string;
  /** Bytes at the head that are no text. */
  markLength: number;
  evenLineEnds?: { quote: string | null };
  /** Byte at which the table ends, where the file goes on. */
  endByte?: number;
  /** Runs of spaces between the values become one tab. */
  spacing?: Spacing;
  /** Lines that begin with it become empty. */
  comment?: { sign: string; quote: string | null };
  signal?: AbortSignal;
}

/**
 * The engine reads UTF-8 only, and may scan a file several times: a file of another encoding, or with line ends of
 * several kinds, becomes a temporary copy in UTF-8; so does one whose table ends before it, or whose columns only an eye
 * can tell apart. A good file stays where it is.
 * @internal
 */
export async function spoolUtf8(session: FileSession, spooling: Spooling): Promise<Readable> {
  const { files, compression, encoding, markLength, evenLineEnds, endByte, spacing, comment, signal } =
    spooling;
  const isAsItIs = !comment && endByte === undefined && spacing === undefined && markLength === 0;
  if (isPlainUtf8({ encoding, evenLineEnds }) && isAsItIs)
    return { paths: files.map(({ path }) => path), compression, release: async () => undefined };
  const { path: folder, release } = await session.temporary();
  try {
    const paths: string[] = [];
    for (const [at, file] of files.entries()) {
      const path = join(folder, `${at}.txt`);
      const steps = [
        plainBytes(file.path, compression),
        ...(endByte === undefined ? [] : [untilByte(endByte)]),
        await toUtf8({ encoding, evenLineEnds }),
        ...(comment ? [eachLine(withoutComments(comment.sign, comment.quote))] : []),
        ...(spacing === undefined ? [] : [eachLine((text) => evenText(text, spacing))]),
        createWriteStream(path, { mode: 0o600 }),
      ];
      await pipeline(steps, { signal });
      paths.push(path);
    }
    return { paths, compression: 'none', release };
  } catch (cause) {
    await release();
    throw cause;
  }
}
