import { Transform, type TransformCallback } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

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

/** Changes a text of UTF-8 in pieces of whole lines. @internal */
export function eachLine(change: (lines: string) => string): Transform {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      const text = rest + decoder.write(chunk);
      // A carriage return at the very end may be half of a line end.
      const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2)) + 1;
      rest = text.slice(end);
      done(null, Buffer.from(change(text.slice(0, end))));
    },
    flush(done: TransformCallback) {
      done(null, Buffer.from(change(rest + decoder.end())));
    },
  });
}

/** Empties lines that begin with a sign, unless they lie inside quotes. @internal */
export function withoutComments(sign: string, quote: string | null): (lines: string) => string {
  let isQuoted = false;
  return (lines) =>
    lines.replaceAll(/[^\r\n]+/g, (line) => {
      if (!isQuoted && line.startsWith(sign)) return '';
      const quotes = quote === null ? 0 : line.split(quote).length - 1;
      isQuoted = isQuoted !== (quotes % 2 === 1);
      return line;
    });
}
