import { Transform, type TransformCallback } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { evenText, type Spacing } from './sniff/even-spaces';

/** Lets the first bytes pass; the rest of the stream is read and dropped. @internal */
export function untilByte(end: number): Transform {
  let left = end;
  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      const piece = chunk.subarray(0, left);
      left -= piece.length;
      done(null, piece);
    },
  });
}

/** Puts one tab between values that runs of spaces set apart; of UTF-8, line by line. @internal */
export function evenLines(spacing: Spacing): Transform {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      const text = rest + decoder.write(chunk);
      const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
      rest = text.slice(end);
      done(null, Buffer.from(evenText(text.slice(0, end), spacing)));
    },
    flush(done: TransformCallback) {
      done(null, Buffer.from(evenText(rest + decoder.end(), spacing)));
    },
  });
}
