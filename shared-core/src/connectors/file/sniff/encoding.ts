import { certain, fromBits, rounded, type Inference } from './inference';
import { readability, singleByteEncodings, type SecondOpinion } from './single-byte';
import { byteOrderMark, checkUtf8, looksLikeUtf16 } from './utf';
import { reasons } from './reasons';

/** Texts of this length tell enough. */
const longestText = 1 << 15;

/**
 * Infers the encoding of a text from a sample of its bytes. Names are those of the WHATWG encoding standard.
 *
 * @param parts - stretches of the file; the first is its head
 * @param options - `whole`: the head is the whole file; `secondOpinion` is asked only where letters must decide
 * @internal
 */
export async function inferEncoding(
  parts: Uint8Array[],
  options: { whole: boolean; secondOpinion?: (bytes: Uint8Array) => Promise<SecondOpinion | undefined> },
): Promise<Inference<string>> {
  const [head = new Uint8Array()] = parts;
  const mark = byteOrderMark(head);
  if (mark)
    return {
      value: mark.encoding,
      confidence: 1,
      decidedBy: { byte: 0, why: reasons.byteOrderMark },
    };
  const utf16 = looksLikeUtf16(head);
  if (utf16)
    return {
      value: utf16,
      confidence: 0.98,
      decidedBy: { byte: utf16 === 'utf-16le' ? 1 : 0, why: reasons.zeroBytes },
    };
  const checks = parts.map((part, at) => checkUtf8(part, { start: at > 0, end: at > 0 || !options.whole }));
  const sequences = checks.reduce((sum, check) => sum + check.sequences, 0);
  const broken = checks.reduce((sum, check) => sum + check.broken, 0);
  if (broken === 0) return utf8(sequences, head);
  // A few broken bytes among many whole sequences: a damaged UTF-8 file, whose rows are set aside one by one.
  if (sequences > broken * 20) {
    const byte = checks[0]?.firstBroken;
    return {
      value: 'utf-8',
      confidence: rounded(1 - broken / sequences),
      decidedBy: { byte, why: reasons.brokenUtf8(broken, sequences) },
    };
  }
  return byLetters(parts, await options.secondOpinion?.(highBytes(parts)));
}

function utf8(sequences: number, head: Uint8Array): Inference<string> {
  if (sequences === 0) return certain('utf-8', reasons.onlyAscii);
  const byte = head.findIndex((one) => one > 0x7f);
  return {
    value: 'utf-8',
    confidence: fromBits(3 + sequences * 3),
    decidedBy: {
      byte: byte < 0 ? undefined : byte,
      why: reasons.wholeUtf8(sequences),
    },
  };
}

/** Lines that have something beyond ASCII in them. */
function highBytes(parts: Uint8Array[]): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  for (const part of parts) {
    let start = 0;
    while (start < part.length && length < longestText) {
      const end = part.indexOf(10, start) + 1 || part.length;
      const line = part.subarray(start, end);
      if (line.some((byte) => byte > 0x7f)) {
        lines.push(line.subarray(0, longestText));
        length += line.length;
      }
      start = end;
    }
  }
  return Buffer.concat(lines);
}

function byLetters(parts: Uint8Array[], second?: SecondOpinion): Inference<string> {
  const bytes = highBytes(parts);
  const names = new Set<string>([
    ...singleByteEncodings,
    ...(second && isMultiByte(second.encoding) ? [second.encoding] : []),
  ]);
  const weighed = [...names]
    .map((encoding, at) => weigh(bytes, encoding, at, second))
    .sort((one, other) => other.bits - one.bits);
  const [best, next] = weighed;
  const head = parts[0] as Uint8Array;
  const byte = head.findIndex((one) => one > 0x7f);
  return {
    value: best?.encoding ?? 'windows-1252',
    confidence: fromBits((best?.bits ?? 0) - (next?.bits ?? 0)),
    runnerUp: next && {
      value: next.encoding,
      confidence: rounded(1 - fromBits((best?.bits ?? 0) - next.bits)),
    },
    decidedBy: {
      byte: byte < 0 ? undefined : byte,
      value: best?.word,
      why: reasons.letters,
    },
  };
}

const isMultiByte = (encoding: string) => /^(gb|big5|euc|shift|iso-2022)/i.test(encoding);

function weigh(bytes: Uint8Array, encoding: string, order: number, second?: SecondOpinion) {
  const text = new TextDecoder(encoding).decode(bytes);
  const { bits } = isMultiByte(encoding) ? eastern(text) : readability(text, encoding);
  const seconded = second?.encoding === encoding ? 6 * second.confidence : 0;
  return {
    encoding,
    bits: bits + seconded - order * 0.5,
    word: /[^\u0000-\u007f]+/.exec(text)?.[0].slice(0, 40),
  };
}

/** Ideographs, kana and hangul are read as they are, or not at all. */
function eastern(text: string): { bits: number } {
  const good =
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/gu,
    )?.length ?? 0;
  const bad = text.match(/[\ufffd\p{Co}]/gu)?.length ?? 0;
  return { bits: good * 2.5 - bad * 12 };
}
