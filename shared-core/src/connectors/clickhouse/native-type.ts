/**
 * A native type as ClickHouse prints it, taken apart: `Nullable(Decimal(9, 2))`, `Tuple(a Int32, b String)`,
 * `Enum8('x' = 1)`, `DateTime64(3, 'UTC')`.
 * @internal
 */
export interface NativeType {
  name: string;
  /** Types and literals between the brackets; a named part of a tuple has `label`. */
  arguments: Argument[];
}

/** @internal */
export type Argument =
  | { kind: 'type'; type: NativeType; label?: string }
  | { kind: 'text'; text: string; value?: number }
  | { kind: 'number'; value: number }
  | { kind: 'other'; text: string };

const name = /^(?:`((?:[^`\\]|\\.|``)*)`|"((?:[^"\\]|\\.)*)"|([\p{L}_][\p{L}\p{N}_]*))/u;
const text = /^'((?:[^'\\]|\\.|'')*)'(?:\s*=\s*(-?\d+))?$/su;

/** @internal */
export function parseNativeType(source: string): NativeType {
  const trimmed = source.trim();
  const open = trimmed.indexOf('(');
  if (open < 0 || !trimmed.endsWith(')')) return { name: trimmed, arguments: [] };
  const inside = trimmed.slice(open + 1, -1);
  return { name: trimmed.slice(0, open).trim(), arguments: splitList(inside).map(parseArgument) };
}

/** Cuts at commas outside of brackets and quotes. @internal */
export function splitList(inside: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const match of inside.matchAll(
    /'(?:[^'\\]|\\[^]|'')*'|`(?:[^`\\]|\\[^]|``)*`|"(?:[^"\\]|\\[^])*"|[(),]/g,
  )) {
    if (match[0] === '(') depth++;
    if (match[0] === ')') depth--;
    if (match[0] !== ',' || depth > 0) continue;
    parts.push(inside.slice(from, match.index));
    from = match.index + 1;
  }
  return [...parts, inside.slice(from)].map((part) => part.trim()).filter(Boolean);
}

function parseArgument(part: string): Argument {
  const literal = text.exec(part);
  if (literal)
    return { kind: 'text', text: unescape(literal[1]!), ...(literal[2] && { value: Number(literal[2]) }) };
  if (/^-?\d+$/.test(part)) return { kind: 'number', value: Number(part) };
  const word = name.exec(part);
  if (!word) return { kind: 'other', text: part };
  const rest = part.slice(word[0].length);
  if (rest === '' || rest.startsWith('(')) return { kind: 'type', type: parseNativeType(part) };
  const label = unescape(word[1] ?? word[2] ?? word[3]!);
  return /^\s/.test(rest)
    ? { kind: 'type', label, type: parseNativeType(rest) }
    : { kind: 'other', text: part };
}

const unescape = (quoted: string) =>
  quoted.replace(/\\(.)|''|``/gsu, (pair, mark?: string) => mark ?? pair[0]!);

/** The type inside Nullable and LowCardinality, which change how a value is kept and not what it is. @internal */
export function bareType(type: NativeType): { type: NativeType; nullable: boolean } {
  const inner = type.arguments[0];
  if (
    !['Nullable', 'LowCardinality', 'SimpleAggregateFunction'].includes(type.name) ||
    inner?.kind !== 'type'
  )
    return { type, nullable: false };
  const held = type.name === 'SimpleAggregateFunction' ? type.arguments[1] : inner;
  if (held?.kind !== 'type') return { type, nullable: false };
  const bare = bareType(held.type);
  return { type: bare.type, nullable: bare.nullable || type.name === 'Nullable' };
}

/** @internal */
export const typeArguments = (type: NativeType) =>
  type.arguments.filter((argument) => argument.kind === 'type');

/** The first number among the arguments: a precision, a scale, a length. @internal */
export const numberArgument = (type: NativeType, index = 0): number | undefined =>
  type.arguments.filter((argument) => argument.kind === 'number')[index]?.value;

/** The first text among the arguments: a time zone. @internal */
export const textArgument = (type: NativeType): string | undefined =>
  type.arguments.find((argument) => argument.kind === 'text')?.text;
