import { simple, timestamp, type LogicalType } from '../../../schema';
import type { Expression } from '../../ast';
import { isQueryAhead } from './ahead';
import { intervalUnits, parseInterval, printInterval } from '../../interval';
import { asCondition, binary, call, cast, opaque, text } from './build';
import { starred } from './star';
import { wordNumbers } from './number-literal';
import { readType } from './type';
import type { Reading } from './reading';

/** Reads what begins here with a word of its own syntax; undefined where the word is an ordinary name. */
export function specialForm(reading: Reading): Expression | undefined {
  const form = forms[reading.peek().value.toUpperCase()];
  const back = reading.mark();
  const expression = form?.(reading);
  if (!expression) back();
  return expression;
}

type Form = (reading: Reading) => Expression | undefined;

const constant =
  (expression: Expression): Form =>
  (reading) => {
    const { at } = reading.next();
    return reading.isSymbol('(') || reading.isSymbol('.') ? undefined : { ...expression, at };
  };

const truth = (value: boolean) => constant({ kind: 'literal', value, type: simple('boolean') });

const forms: Record<string, Form> = {
  NULL: constant({ kind: 'literal', value: null, type: 'null' }),
  TRUE: truth(true),
  FALSE: truth(false),
  INF: constant(wordNumbers.inf as Expression),
  NAN: constant(wordNumbers.nan as Expression),
  CASE: readCase,
  CAST: readCast,
  EXISTS: (reading) => {
    const { at } = reading.next();
    if (!reading.isSymbol('(') || !isQueryAhead(reading, 1)) return undefined;
    reading.next();
    const query = reading.query();
    reading.expect(')');
    return { kind: 'exists', query, negated: false, at };
  },
  EXTRACT: (reading) => {
    const { at } = reading.next();
    if (!reading.isSymbol('(') || !reading.isWords('FROM', 2)) return undefined;
    reading.next();
    const unit = reading.name().toLowerCase();
    reading.expectWords('FROM');
    const moment = reading.expression();
    reading.expect(')');
    return call('extract', [text(unit), moment], at);
  },
  TRIM: readTrim,
  SUBSTRING: (reading) => {
    const { at } = reading.next();
    if (!reading.takes('(')) return undefined;
    const whole = reading.expression();
    if (!reading.takesWords('FROM')) return undefined;
    const from = reading.expression();
    const length = reading.takesWords('FOR') ? [reading.expression()] : [];
    reading.expect(')');
    reading.warn('bytes-not-characters', at);
    return call('substring', [whole, from, ...length], at);
  },
  POSITION: (reading) => {
    const { at } = reading.next();
    if (!reading.takes('(')) return undefined;
    const needle = readOperand(reading);
    if (!reading.takesWords('IN')) return undefined;
    const haystack = reading.expression();
    reading.expect(')');
    reading.warn('bytes-not-characters', at);
    return call('strpos', [haystack, needle], at);
  },
  INTERVAL: readInterval,
  DATE: (reading) => typedText(reading, simple('date')),
  TIMESTAMP: (reading) => typedText(reading, timestamp(false, 6)),
  COLUMNS: (reading) => {
    const { at } = reading.next();
    if (!reading.isSymbol('(')) return undefined;
    reading.refuse('COLUMNS()', at);
    reading.inBrackets(() => reading.expression());
    return starred(reading, { kind: 'star', at });
  },
};

/** An expression that ends before IN. */
const readOperand = (reading: Reading): Expression => {
  const { kind } = reading.peek();
  return kind === 'text' || kind === 'name' || kind === 'word' ? readUntilIn(reading) : reading.expression();
};

function readUntilIn(reading: Reading): Expression {
  if (!reading.isWords('IN', 1)) return reading.expression();
  const { kind, value, at } = reading.next();
  return kind === 'text' ? text(value, at) : { kind: 'column', name: value, at };
}

function typedText(reading: Reading, type: Parameters<typeof cast>[1]): Expression | undefined {
  const { at } = reading.next();
  if (reading.peek().kind !== 'text') return undefined;
  return { kind: 'literal', value: reading.next().value, type, at };
}

function readCase(reading: Reading): Expression | undefined {
  const { at } = reading.next();
  if (reading.isSymbol('.')) return undefined;
  const operand = reading.isWords('WHEN') ? undefined : reading.expression();
  const branches: { when: Expression; then: Expression }[] = [];
  while (reading.takesWords('WHEN')) {
    const test = reading.expression();
    reading.expectWords('THEN');
    branches.push({ when: operand ? test : asCondition(test), then: reading.expression() });
  }
  const otherwise = reading.takesWords('ELSE') ? reading.expression() : undefined;
  reading.expectWords('END');
  return { kind: 'case', ...(operand && { operand }), branches, ...(otherwise && { otherwise }), at };
}

/** `CAST(x AS Type)`, `CAST(x, 'Type')`. */
function readCast(reading: Reading): Expression | undefined {
  const { at } = reading.next();
  if (!reading.takes('(')) return undefined;
  const operand = reading.bare();
  const place = reading.peek(1);
  if (reading.takes(',')) return castToNamed(operand, reading, at);
  reading.expectWords('AS');
  const type = readType(reading);
  reading.expect(')');
  return castTo(operand, type, reading.text.slice(place.at, place.end), reading, at);
}

/** `CAST(x, 'Type')`. */
function castToNamed(operand: Expression, reading: Reading, at: number): Expression {
  const { kind, value } = reading.next();
  reading.expect(')');
  const type = kind === 'text' ? readType(reading.over(value)) : undefined;
  return castTo(operand, type, value, reading, at);
}

function castTo(
  operand: Expression,
  type: LogicalType | undefined,
  name: string,
  reading: Reading,
  at: number,
): Expression {
  if (!type) reading.refuse(`the type ${name}`, at);
  if (type?.kind === 'integer') reading.warn('cast-cuts', at);
  return type ? { ...cast(operand, type), at } : opaque([operand], at);
}

/** `TRIM(BOTH ' ' FROM x)`. */
function readTrim(reading: Reading): Expression | undefined {
  const { at } = reading.next();
  if (!reading.takes('(')) return undefined;
  const sides = { BOTH: 'btrim', LEADING: 'ltrim', TRAILING: 'rtrim' } as const;
  const side = reading.takesOneOf(['BOTH', 'LEADING', 'TRAILING'] as const);
  if (!side) return undefined;
  const what = reading.isWords('FROM') ? [] : [reading.expression()];
  reading.expectWords('FROM');
  const whole = reading.expression();
  reading.expect(')');
  return call(sides[side], [whole, ...what], at);
}

/** `INTERVAL 3 DAY`, `INTERVAL '3' DAY`, `INTERVAL '3 days'`; of a number that is computed, so many intervals of one. */
function readInterval(reading: Reading): Expression | undefined {
  const { at } = reading.next();
  if (reading.isSymbol('(') === false && !['text', 'number', 'word', 'name'].includes(reading.peek().kind))
    if (!reading.isSymbol('-')) return undefined;
  if (reading.peek().kind === 'text' && !isUnit(reading.peek(1).value))
    return literal(reading, reading.next().value, at);
  const sign = reading.takes('-') ? '-' : '';
  const { kind, value } = reading.peek();
  if ((kind === 'number' || kind === 'text') && isUnit(reading.peek(1).value)) {
    reading.next();
    return literal(reading, `${sign}${value} ${reading.name()}`, at);
  }
  const count = reading.expression();
  const unit = reading.peek().value;
  if (!isUnit(unit)) return undefined;
  reading.next();
  const one = literal(reading, `${sign}1 ${unit}`, at);
  return { ...binary('*', count, one), at };
}

const isUnit = (word: string) =>
  /^(?:quarter|millisecond|microsecond|nanosecond)s?$/i.test(word) ||
  intervalUnits.some((unit) => unit === word.toLowerCase().replace(/s$/, ''));

function literal(reading: Reading, amount: string, at: number): Expression {
  const parts = parseInterval(amount.toLowerCase());
  if (!parts) {
    reading.refuse(`INTERVAL ${amount}`, at);
    return opaque([], at);
  }
  return { kind: 'interval', amount: printInterval(parts), at };
}
