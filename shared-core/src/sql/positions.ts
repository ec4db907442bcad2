/**
 * Makes a map from UTF-8 byte offsets, which the grammar gives, to offsets of JavaScript's characters (UTF-16 units).
 * @internal
 */
export function byteToCharacter(text: string): (byte: number) => number {
  if (Buffer.byteLength(text) === text.length) return (byte) => byte;
  const table: number[] = [];
  for (let index = 0; index < text.length;) {
    const point = text.codePointAt(index) ?? 0;
    for (let byte = bytesOf(point); byte > 0; byte--) table.push(index);
    index += point > 0xffff ? 2 : 1;
  }
  return (byte) => table[byte] ?? text.length;
}

/** Offset of the n-th code point, in UTF-16 units; the grammar's error positions count code points. @internal */
export function pointToCharacter(text: string, point: number): number {
  let index = 0;
  for (let seen = 0; seen < point && index < text.length; seen++)
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return index;
}

/** Line and column of an offset, both from 1. @public */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

const bytesOf = (point: number) => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
