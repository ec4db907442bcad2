import type { A_Const, TypeCast } from 'libpg-query';
import { decimal, integer, simple, type LogicalType } from '../../schema';
import type { Expression } from '../ast';
import { parseInterval, printInterval } from '../interval';
import type { ParseContext } from './context';

type Literal = Extract<Expression, { kind: 'literal' | 'interval' }>;

/** Lowers a constant. PostgreSQL's tree leaves out zero, false and the empty string. */
export function lowerConstant(node: A_Const, c: ParseContext): Literal {
  const at = c.at(node.location);
  if (node.isnull) return { kind: 'literal', value: null, type: 'null', ...at };
  if (node.ival) return { kind: 'literal', value: node.ival.ival ?? 0, type: integer(32), ...at };
  if (node.boolval)
    return { kind: 'literal', value: node.boolval.boolval ?? false, type: simple('boolean'), ...at };
  if (node.sval) return { kind: 'literal', value: node.sval.sval ?? '', type: simple('string'), ...at };
  if (node.fval) return { ...numberLiteral(node.fval.fval ?? '0'), ...at };
  throw c.refuse('a bit string', node.location);
}

/** A number that did not fit PostgreSQL's int4: a big integer or a decimal, exact to the last digit. */
function numberLiteral(text: string): Literal {
  const isWhole = /^-?\d+$/.test(text);
  if (isWhole && BigInt.asIntN(64, BigInt(text)) === BigInt(text)) {
    const value = Number.isSafeInteger(Number(text)) ? Number(text) : text;
    return { kind: 'literal', value, type: integer(64) };
  }
  return decimalLiteral(text);
}

/** A decimal literal; `1.5e3` becomes `1500`, since only PostgreSQL reads the exponent form exactly. @internal */
export function decimalLiteral(text: string): Extract<Expression, { kind: 'literal' }> {
  const plain = plainDecimal(text);
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  const digits = whole.replace(/^0+/, '').length + fraction.length;
  return {
    kind: 'literal',
    value: plain,
    type: decimal(Math.max(digits, fraction.length, 1), fraction.length),
  };
}

function plainDecimal(text: string): string {
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  const point = whole.length + Number(exponent);
  const digits = (whole + fraction).padStart(whole.length + fraction.length - Math.min(point, 0), '0');
  const moved = Math.max(point, 0);
  const left =
    digits
      .slice(0, moved)
      .padEnd(moved, '0')
      .replace(/^0+(?=\d)/, '') || '0';
  const right = digits.slice(moved);
  return sign + left + (right ? `.${right}` : '');
}

const typed = ['date', 'time', 'timestamp', 'timestamptz'];
const fields: Record<number, string> = {
  2: 'month',
  4: 'year',
  8: 'day',
  1024: 'hour',
  2048: 'minute',
  4096: 'second',
};

/** `date '2024-01-31'` and `interval '1 day'`: a constant with its type in front of it or behind it. */
export function lowerTypedLiteral(cast: TypeCast, type: LogicalType, c: ParseContext): Literal | undefined {
  const text = cast.arg && 'A_Const' in cast.arg ? cast.arg.A_Const.sval : undefined;
  if (!text) return undefined;
  const value = text.sval ?? '';
  const at = c.at(cast.typeName?.location);
  if (type.kind === 'interval') return { ...interval(value, cast, c), ...at };
  const inFront = (cast.location ?? -1) < 0;
  if (!inFront) return undefined;
  if (typed.includes(type.kind)) return { kind: 'literal', value, type, ...at };
  return undefined;
}

function interval(value: string, cast: TypeCast, c: ParseContext): Literal {
  const mask = cast.typeName?.typmods?.[0];
  const bits = mask && 'A_Const' in mask ? (mask.A_Const.ival?.ival ?? 0) : undefined;
  const unit = bits === undefined ? undefined : fields[bits];
  const bare = /^\s*-?\d+(\.\d+)?\s*$/.test(value);
  if (bits !== undefined && !(unit && bare))
    throw c.refuse(`interval '${value}' with a field list`, cast.typeName?.location);
  const parts = parseInterval(bare ? `${value} ${unit ?? 'second'}` : value);
  if (!parts) throw c.refuse(`interval '${value}'`, cast.typeName?.location);
  return { kind: 'interval', amount: printInterval(parts) };
}
