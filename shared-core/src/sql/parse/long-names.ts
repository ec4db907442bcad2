import { loadedGrammar } from '../ready';

/** PostgreSQL cuts names to 63 bytes without a word: 31 Cyrillic letters. Files have longer headers. */
const nameBytes = 63;
const maybeLong = /"[^"]{16,}"|[\p{L}_][\p{L}\p{N}_$]{15,}/u;

/** Long names of a text and the short ones that stand for them while the grammar reads it. */
export interface LongNames {
  text: string;
  original(name: string): string;
}

/** Puts a short name, padded with spaces so that offsets stay, in place of each name that would be cut. */
export function shortenNames(text: string): LongNames {
  const originals = new Map<string, string>();
  if (!maybeLong.test(text)) return { text, original: (name) => name };
  const bytes = Buffer.from(text);
  for (const token of scan(text)) {
    if (token.tokenName !== 'IDENT' || token.end - token.start <= nameBytes) continue;
    const short = `__long_name_${originals.size}__`;
    originals.set(short, nameOf(bytes.toString('utf8', token.start, token.end)));
    bytes.write(short.padEnd(token.end - token.start), token.start);
  }
  return { text: bytes.toString(), original: (name) => originals.get(name) ?? name };
}

const nameOf = (token: string) =>
  token.startsWith('"')
    ? token.slice(1, -1).replaceAll('""', '"')
    : token.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function scan(text: string) {
  try {
    return loadedGrammar().scanSync(text).tokens;
  } catch {
    return []; // the parser meets the same error and says it with a position
  }
}
