import { float, simple } from '../../../schema';
import type { BinaryOperator, Expression } from '../../ast';
import { asCondition, asNumber, binary, call, cast, opaque } from './build';
import { isQueryAhead } from './ahead';
import { readCall } from './call';
import { joinedByAnd } from './row-values';
import { numberLiteral } from './number-literal';
import { specialForm } from './special-forms';
import { starred } from './star';
import { suffixed } from './suffixes';
import { readType } from './type';
import type { Reading } from './reading';

/** Reads an expression, with the alias that it may have. */
export function readExpression(reading: Reading): Expression {
  const expression = readBare(reading);
  if (!reading.isWords('AS') || !['word', 'name'].includes(reading.peek(1).kind)) return expression;
  reading.next();
  reading.aliases.set(reading.name(), expression);
  return expression;
}

/** Reads an expression and leaves an AS behind it alone. */
export function readBare(reading: Reading): Expression {
  const lambda = readLambda(reading);
  if (lambda) return lambda;
  const { at } = reading.peek();
  const condition = readOr(reading);
  if (!reading.takes('?')) return condition;
  const then = readBare(reading);
  reading.expect(':');
  const otherwise = readBare(reading);
  return { kind: 'case', branches: [{ when: asCondition(condition), then }], otherwise, at };
}

/** `x -> …` and `(x, y) -> …`: its own names are no columns. */
function readLambda(reading: Reading): Expression | undefined {
  const { at } = reading.peek();
  const back = reading.mark();
  const names = lambdaNames(reading);
  if (!names) {
    back();
    return undefined;
  }
  reading.refuse('a lambda', at);
  const body = readBare(reading);
  return opaque(
    columnsIn(body).filter(({ name }) => !names.has(name)),
    at,
  );
}

function lambdaNames(reading: Reading): Set<string> | undefined {
  const isName = () => ['word', 'name'].includes(reading.peek().kind);
  const names = new Set<string>();
  if (reading.takes('(')) {
    while (isName()) {
      names.add(reading.name());
      if (!reading.takes(',')) break;
    }
    if (!reading.takes(')')) return undefined;
  } else if (isName()) names.add(reading.name());
  return names.size > 0 && reading.takes('->') ? names : undefined;
}

type Column = Extract<Expression, { kind: 'column' }>;

/** Columns that an expression reads, those of a subquery not among them. */
function columnsIn(value: unknown): Column[] {
  if (Array.isArray(value)) return value.flatMap(columnsIn);
  if (typeof value !== 'object' || value === null) return [];
  return 'kind' in value && value.kind === 'column'
    ? [value as Column]
    : Object.values(value).flatMap(columnsIn);
}

function readOr(reading: Reading): Expression {
  let left = readAnd(reading);
  while (reading.takesWords('OR')) left = binary('or', asCondition(left), asCondition(readAnd(reading)));
  return left;
}

function readAnd(reading: Reading): Expression {
  let left = readNot(reading);
  while (reading.takesWords('AND')) left = joinedByAnd([asCondition(left), asCondition(readNot(reading))]);
  return left;
}

function readNot(reading: Reading): Expression {
  const { at } = reading.peek();
  if (!reading.isWords('NOT')) return readComparison(reading);
  reading.next();
  return negated(asCondition(readNot(reading)), at);
}

/** As PostgreSQL's own tree has it: NOT goes into EXISTS and IN of a query. */
function negated(operand: Expression, at: number): Expression {
  const takesIt = operand.kind === 'exists' || (operand.kind === 'in' && !Array.isArray(operand.list));
  return takesIt && !operand.negated
    ? { ...operand, negated: true }
    : { kind: 'unary', operator: 'not', operand, at };
}

const comparisons: Record<string, BinaryOperator> = {
  '=': '=',
  '==': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function readComparison(reading: Reading): Expression {
  let left = readConcatenation(reading);
  for (;;) {
    const { at, kind, value } = reading.peek();
    const operator = kind === 'symbol' ? comparisons[value] : undefined;
    if (operator) {
      reading.next();
      left = { ...compared(operator, left, readConcatenation(reading)), at };
    } else if (reading.takes('<=>'))
      left = { kind: 'distinct-from', left, right: readConcatenation(reading), negated: true, at };
    else {
      const test = suffixed(left, reading, readConcatenation);
      if (!test) return left;
      left = test;
    }
  }
}

/** A condition compared with a number is the number 1 or 0. */
function compared(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  const isTruth = (side: Expression) => side.kind === 'literal' && typeof side.value === 'boolean';
  if (isTruth(left) || isTruth(right)) return binary(operator, left, right);
  return binary(operator, asNumber(left), asNumber(right));
}

function readConcatenation(reading: Reading): Expression {
  let left = readSum(reading);
  while (reading.takes('||')) left = binary('||', left, readSum(reading));
  return left;
}

function readSum(reading: Reading): Expression {
  let left = readProduct(reading);
  for (;;) {
    const { at } = reading.peek();
    const operator = reading.takes('+') ? '+' : reading.takes('-') ? '-' : undefined;
    if (!operator) return left;
    const right = readProduct(reading);
    if (left.kind === 'interval' || right.kind === 'interval') reading.warn('date-and-interval', at);
    left = { ...binary(operator, asNumber(left), asNumber(right)), at };
  }
}

function readProduct(reading: Reading): Expression {
  let left = readSigned(reading);
  for (;;) {
    const { at } = reading.peek();
    if (reading.takes('*')) left = { ...binary('*', asNumber(left), asNumber(readSigned(reading))), at };
    else if (reading.takes('/')) left = divided(left, readSigned(reading), reading, at);
    else if (reading.takes('%') || reading.takesWords('MOD'))
      left = { ...binary('%', asNumber(left), asNumber(readSigned(reading))), at };
    else if (reading.takesWords('DIV'))
      left = call('div', [asNumber(left), asNumber(readSigned(reading))], at);
    else return left;
  }
}

/** Whatever it divides, the result of `/` is a float. */
function divided(left: Expression, right: Expression, reading: Reading, at: number): Expression {
  const isNeverZero = right.kind === 'literal' && Number(right.value) !== 0;
  if (!isNeverZero) reading.warn('division-by-zero', at);
  return { ...binary('/', cast(asNumber(left), float(64)), asNumber(right)), at };
}

function readSigned(reading: Reading): Expression {
  const { at } = reading.peek();
  if (!reading.takes('-')) return reading.takes('+') ? readSigned(reading) : readPostfix(reading);
  const operand = readSigned(reading);
  const isNumber = operand.kind === 'literal' && (typeof operand.value === 'number' || isExact(operand));
  if (isNumber && !String(operand.value).startsWith('-'))
    return {
      ...operand,
      value: typeof operand.value === 'number' ? -operand.value : `-${String(operand.value)}`,
      at,
    };
  return { kind: 'unary', operator: '-', operand: asNumber(operand), at };
}

const isExact = ({ type }: Extract<Expression, { kind: 'literal' }>) =>
  type !== 'null' && (type.kind === 'decimal' || type.kind === 'integer');

/** `x::Type`, `x[1]`, `t.1`. */
function readPostfix(reading: Reading): Expression {
  let operand = readPrimary(reading);
  for (;;) {
    const { at } = reading.peek();
    if (reading.takes('::'))
      operand = reading.isLenient ? lenientCast(operand, reading) : castTo(operand, reading, at);
    else if (reading.isSymbol('[') && reading.isSymbol(']', 1)) {
      reading.refuse('a part of a composite value', at);
      reading.next();
      reading.next();
    } else if (reading.isSymbol('[') && operand.kind !== 'interval') {
      const [index, ...more] = reading.inBrackets(() => reading.expression(), ']');
      if (!index || more.length > 0) throw reading.wrong();
      operand = call('array_element', [operand, index], at);
    } else if (reading.isSymbol('.') && operand.kind !== 'star') {
      reading.refuse('a part of a composite value', at);
      reading.next();
      if (reading.takes(':') || reading.takes('^')) reading.next();
      reading.next();
      operand = opaque([operand], at);
    } else return operand;
  }
}

function castTo(operand: Expression, reading: Reading, at: number): Expression {
  const place = reading.peek();
  const type = readType(reading);
  if (!type) throw reading.refusal(`the type ${reading.text.slice(place.at, place.end)}`, place.at);
  if (type.kind === 'integer') reading.warn('cast-cuts', at);
  return { ...cast(operand, type), at };
}

function lenientCast(operand: Expression, reading: Reading): Expression {
  const type = readType(reading);
  return type ? cast(operand, type) : opaque([operand]);
}

function readPrimary(reading: Reading): Expression {
  const token = reading.peek();
  switch (token.kind) {
    case 'text':
      reading.next();
      return { kind: 'literal', value: token.value, type: simple('string'), at: token.at };
    case 'number':
      reading.next();
      return { ...numberLiteral(token.value), at: token.at };
    case 'symbol':
      return readSymbol(reading);
    case 'word':
    case 'name':
      return (
        (token.kind === 'word' ? specialForm(reading) : undefined) ?? readCall(reading) ?? readColumn(reading)
      );
    default:
      throw reading.wrong();
  }
}

function readSymbol(reading: Reading): Expression {
  const { at, value } = reading.peek();
  switch (value) {
    case '(':
      return readBracketed(reading);
    case '[':
      return { kind: 'array', items: reading.inBrackets(() => reading.expression(), ']'), at };
    case '*':
      reading.next();
      return starred(reading, { kind: 'star', at });
    case '{':
      return readParameter(reading);
    case '@':
      reading.refuse('a server variable', at);
      while (reading.takes('@'));
      reading.name();
      return opaque([], at);
    default:
      throw reading.wrong();
  }
}

function readBracketed(reading: Reading): Expression {
  const { at } = reading.peek();
  if (isQueryAhead(reading, 1)) {
    reading.next();
    const query = reading.query();
    reading.expect(')');
    return { kind: 'subquery', query, at };
  }
  const items = reading.inBrackets(() => reading.expression());
  const [only, ...more] = items;
  // A tuple that no IN, GROUP BY or ORDER BY takes apart is refused by name when it is printed.
  return only && more.length === 0 ? only : call('tuple', items, at);
}

/** `{name:Type}`. */
function readParameter(reading: Reading): Expression {
  const { at } = reading.next();
  const name = reading.name();
  reading.expect(':');
  const type = readType(reading);
  reading.expect('}');
  const parameter: Expression = { kind: 'parameter', name, at };
  return type ? cast(parameter, type) : parameter;
}

/** `a`, `t.a`, `db.t.a`, `t.*`; what follows a column of a JSON or a tuple is a part of it. */
function readColumn(reading: Reading): Expression {
  const { at } = reading.peek();
  const parts = [reading.name()];
  while (reading.isSymbol('.')) {
    const follows = reading.peek(1);
    if (follows.kind === 'symbol' && follows.value === '*') {
      reading.next();
      reading.next();
      return starred(reading, { kind: 'star', table: parts.at(-1), at });
    }
    if (follows.kind !== 'word' && follows.kind !== 'name') break;
    reading.next();
    parts.push(reading.name());
  }
  const [name = '', table] = parts.toReversed();
  return { kind: 'column', ...(table !== undefined && { table }), name, at };
}
