/** What DuckDB's text of a type says, before it is mapped. @internal */
export type NativeShape =
  | { kind: 'named'; name: string }
  | { kind: 'decimal'; precision: number; scale: number }
  | { kind: 'enum'; values: string[] }
  | { kind: 'list'; of: NativeShape }
  | { kind: 'map'; key: NativeShape; value: NativeShape }
  | { kind: 'struct'; fields: { name: string; type: NativeShape }[] };

const token = /\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|(\d+)|([\p{L}_][\p{L}\p{N}_$]*)|([(),[\]]))/uy;
type Token = { name?: string; text?: string; number?: number; word?: string; symbol?: string };

/** Reads `DECIMAL(18,3)`, `STRUCT("a b" INTEGER, c VARCHAR[])`, `ENUM('x', 'y''z')`, `TIMESTAMP WITH TIME ZONE`. @internal */
export function readNative(text: string): NativeShape {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at];
  const next = () => tokens[at++] ?? {};
  const skip = (symbol: string) => (peek()?.symbol === symbol ? (at++, true) : false);

  const list = <T>(item: () => T): T[] => {
    const items: T[] = [];
    skip('(');
    do items.push(item());
    while (skip(','));
    skip(')');
    return items;
  };
  const field = () => {
    const { name, word = '' } = next();
    return { name: name ?? word, type: shape() };
  };
  const words = () => {
    const parts: string[] = [];
    while (peek()?.word !== undefined) parts.push(next().word as string);
    return parts.join(' ').toUpperCase();
  };
  const base = (): NativeShape => {
    const name = words();
    if (peek()?.symbol !== '(') return { kind: 'named', name };
    if (name === 'STRUCT') return { kind: 'struct', fields: list(field) };
    if (name === 'ENUM') return { kind: 'enum', values: list(() => next().text ?? '') };
    if (name === 'MAP') {
      const [key, value] = list(shape);
      return { kind: 'map', key: key as NativeShape, value: value as NativeShape };
    }
    if (name === 'DECIMAL' || name === 'NUMERIC') {
      const [precision = 18, scale = 0] = list(() => next().number ?? 0);
      return { kind: 'decimal', precision, scale };
    }
    if (name === 'UNION') return (list(field), { kind: 'named', name });
    return (list(next), { kind: 'named', name });
  };
  const shape = (): NativeShape => {
    let of = base();
    while (skip('[')) {
      if (peek()?.number !== undefined) next();
      skip(']');
      of = { kind: 'list', of };
    }
    return of;
  };
  return shape();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [, name, quoted, digits, word, symbol] = match;
    tokens.push({
      name: name?.replaceAll('""', '"'),
      text: quoted?.replaceAll("''", "'"),
      number: digits === undefined ? undefined : Number(digits),
      word,
      symbol,
    });
  }
  return tokens;
}
