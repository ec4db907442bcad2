/** What a run of bytes looks like as UTF-8. @internal */
export interface Utf8Check {
  /** Whole sequences of more than one byte. */
  sequences: number;
  /** Bytes that belong to no sequence. */
  broken: number;
  firstBroken?: number;
}

/** Checks bytes as UTF-8; a sequence cut off at either edge of a sample is no fault. @internal */
export function checkUtf8(bytes: Uint8Array, cut: { start?: boolean; end?: boolean } = {}): Utf8Check {
  const check: Utf8Check = { sequences: 0, broken: 0 };
  let at = 0;
  if (cut.start) while (at < 3 && isContinuation(bytes[at])) at++;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      at++;
      continue;
    }
    const length = sequenceLength(byte);
    const found = length === 0 ? 0 : continuations(bytes, at + 1, length - 1);
    if (length > 0 && found === length - 1 && isShortest(byte, bytes[at + 1] as number)) {
      check.sequences++;
      at += length;
    } else if (cut.end && length > 0 && at + 1 + found === bytes.length) {
      break;
    } else {
      check.firstBroken ??= at;
      check.broken++;
      at++;
    }
  }
  return check;
}

const isContinuation = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte < 0xc0;
const sequenceLength = (byte: number) =>
  byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;

/** Overlong forms, surrogates and what is beyond Unicode. */
function isShortest(first: number, second: number): boolean {
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  if (first === 0xf4) return second < 0x90;
  return true;
}

function continuations(bytes: Uint8Array, from: number, most: number): number {
  let found = 0;
  while (found < most && isContinuation(bytes[from + found])) found++;
  return found;
}

const marks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  // Before UTF-16, whose mark is the beginning of theirs.
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The byte order mark at the head of the bytes. @internal */
export function byteOrderMark(bytes: Uint8Array): { encoding: string; length: number } | undefined {
  const found = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  return found && { encoding: found[0], length: found[1].length };
}

/**
 * UTF-16 without a mark: in texts of Latin or Cyrillic letters every other byte is 0x00 or 0x04, on one side only.
 * @internal
 */
export function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length - (bytes.length % 2), 8192);
  if (length < 4) return undefined;
  const high = [0, 0];
  let zeros = 0;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number;
    if (byte === 0) zeros++;
    if (byte === 0 || byte === 4) high[at % 2]!++;
  }
  const [even = 0, odd = 0] = high.map((count) => count / (length / 2));
  // A delimiter or a line end in such a text always has a zero byte; 8-bit texts have none.
  if (zeros < length / 64) return undefined;
  if (odd > 0.7 && even < 0.2) return 'utf-16le';
  return even > 0.7 && odd < 0.2 ? 'utf-16be' : undefined;
}
