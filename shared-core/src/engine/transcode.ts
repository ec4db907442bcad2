import { Transform, type TransformCallback } from 'node:stream';

const isUtf8 = (encoding: string | undefined) => encoding === undefined || /^utf-?8$/i.test(encoding);

/** What is put right while a text becomes UTF-8. @public */
export interface Utf8Options {
  encoding?: string;
  /** Of a CSV with several kinds of line ends, its quote: outside of quotes every end becomes `\n`. */
  evenLineEnds?: { quote: string | null };
}

/** True where bytes need nothing to be UTF-8 that every reader takes. @public */
export const isPlainUtf8 = ({ encoding, evenLineEnds }: Utf8Options) => isUtf8(encoding) && !evenLineEnds;

/**
 * A stream that turns text of an encoding into UTF-8, a byte order mark taken away. Encodings are those of the WHATWG
 * standard, and the code pages that `iconv-lite` adds.
 * @public
 */
export async function toUtf8({ encoding = 'utf-8', evenLineEnds }: Utf8Options): Promise<Transform> {
  const decoder = await decoderOf(encoding);
  const even = evenLineEnds ? lineEndsOf(evenLineEnds.quote) : (text: string) => text;
  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      done(null, Buffer.from(even(decoder.write(chunk))));
    },
    flush(done: TransformCallback) {
      done(null, Buffer.from(even(decoder.end())));
    },
  });
}

/** A stream that turns UTF-8 into an encoding, for files that keep the one they have. @public */
export async function fromUtf8(encoding: string): Promise<Transform> {
  const iconv = await import('iconv-lite');
  const text = new TextDecoder('utf-8');
  const encoder = iconv.getEncoder(encoding);
  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      done(null, encoder.write(text.decode(chunk, { stream: true })));
    },
    flush(done: TransformCallback) {
      done(null, encoder.end() ?? Buffer.alloc(0));
    },
  });
}

interface Decoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

async function decoderOf(encoding: string): Promise<Decoder> {
  try {
    const decoder = new TextDecoder(encoding);
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  } catch {
    // Node knows the encodings of the web; code pages such as cp437 or cp852 are iconv's.
    const decoder = (await import('iconv-lite')).getDecoder(encoding);
    return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
  }
}

function lineEndsOf(quote: string | null): (text: string) => string {
  let inQuotes = false;
  let afterReturn = false;
  return (text) => {
    let result = '';
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text[at];
      if (character === quote) inQuotes = !inQuotes;
      const isReturn = character === '\r' && !inQuotes;
      if (isReturn || (character === '\n' && afterReturn)) {
        result += text.slice(start, at) + (isReturn ? '\n' : '');
        start = at + 1;
      }
      afterReturn = isReturn;
    }
    return result + text.slice(start);
  };
}
