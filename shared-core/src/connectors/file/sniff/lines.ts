/** Where a line of a text begins, as an offset in it; lines count from 1. */
function startOfLine(text: string, line: number): number {
  const ends = /\r\n|\n|\r/g;
  for (let at = 1; at < line; at++) if (!ends.exec(text)) return text.length;
  return ends.lastIndex;
}

/**
 * The byte at which a line begins, whatever the encoding: the shortest run of bytes that reads as all that is before it.
 * @internal
 */
export function byteOfLine(bytes: Uint8Array, decode: (bytes: Uint8Array) => string, line: number): number {
  const wanted = startOfLine(decode(bytes), line);
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (decode(bytes.subarray(0, middle)).length < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
