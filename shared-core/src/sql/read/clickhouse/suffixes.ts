import type { Expression, Query } from '../../ast';
import { isQueryAhead } from './ahead';
import { opaque } from './build';
import { itemsOfTuple, rowsIn } from './row-values';
import type { Reading } from './reading';

type Operand = (reading: Reading) => Expression;

/** What may follow an operand of a comparison: IS, IN, LIKE, BETWEEN; undefined where nothing of it does. */
export function suffixed(operand: Expression, reading: Reading, next: Operand): Expression | undefined {
  const { at } = reading.peek();
  if (reading.takesWords('IS')) return tested(operand, reading, next, at);
  const back = reading.mark();
  const isGlobal = reading.takesWords('GLOBAL');
  const negated = reading.takesWords('NOT');
  if (reading.takesWords('IN')) return found(operand, negated, reading, at);
  if (isGlobal) return void back();
  if (reading.takesWords('BETWEEN')) {
    const low = next(reading);
    reading.expectWords('AND');
    return { kind: 'between', operand, low, high: next(reading), negated, at };
  }
  const word = reading.takesOneOf(['LIKE', 'ILIKE', 'REGEXP'] as const);
  if (!word) return void back();
  if (word === 'REGEXP')
    return { kind: 'binary', operator: negated ? '!~' : '~', left: operand, right: next(reading), at };
  return { kind: 'like', operand, pattern: next(reading), caseInsensitive: word === 'ILIKE', negated, at };
}

function tested(operand: Expression, reading: Reading, next: Operand, at: number): Expression {
  const negated = reading.takesWords('NOT');
  if (reading.takesWords('NULL')) return { kind: 'is', operand, test: 'null', negated, at };
  const truth = reading.takesOneOf(['TRUE', 'FALSE'] as const);
  if (truth) return { kind: 'is', operand, test: truth === 'TRUE' ? 'true' : 'false', negated, at };
  reading.expectWords('DISTINCT FROM');
  return { kind: 'distinct-from', left: operand, right: next(reading), negated, at };
}

/** IN of a list, an array, a query or a table. NULLs of a list are never found. */
function found(operand: Expression, negated: boolean, reading: Reading, at: number): Expression {
  const tuple = itemsOfTuple(operand);
  const source = sourceOf(reading);
  if (!Array.isArray(source)) {
    if (tuple) reading.refuse('a tuple IN a query', at);
    if (negated) reading.warn('null-in-list', at);
    return { kind: 'in', operand, list: source, negated, at };
  }
  if (tuple) {
    const rows = rowsIn(tuple, source);
    if (!rows && !reading.isLenient) throw reading.refusal('a tuple IN such a list', at);
    const test = rows ?? opaque([...tuple, ...source], at);
    return negated ? { kind: 'unary', operator: 'not', operand: test, at } : test;
  }
  const list = source.filter((item) => item.kind !== 'literal' || item.value !== null);
  return { kind: 'in', operand, list, negated, at };
}

function sourceOf(reading: Reading): Expression[] | Query {
  if (reading.isSymbol('(') && isQueryAhead(reading, 1)) {
    reading.next();
    const query = reading.query();
    reading.expect(')');
    return query;
  }
  if (reading.isSymbol('(')) return reading.inBrackets(() => reading.expression());
  if (reading.isSymbol('[')) return reading.inBrackets(() => reading.expression(), ']');
  return tableOf(reading) ?? valuesOf(reading);
}

/** `x IN table` stands for all rows of it. */
function tableOf(reading: Reading): Query | undefined {
  const { kind, at } = reading.peek();
  const isName = kind === 'name' || kind === 'word';
  const isQualified = reading.isSymbol('.', 1);
  if (!isName || reading.isSymbol('(', isQualified ? 3 : 1)) return undefined;
  const path = [reading.name()];
  if (reading.takes('.')) path.push(reading.name());
  return { kind: 'select', items: [{ expression: { kind: 'star' } }], from: { kind: 'table', path, at } };
}

/** `x IN tuple(1, 2)`, `x IN 1`; of anything else it cannot be told what it holds. */
function valuesOf(reading: Reading): Expression[] {
  const { at } = reading.peek();
  const value = reading.expression();
  const items = itemsOfTuple(value) ?? (value.kind === 'array' ? value.items : undefined);
  if (items) return items;
  if (value.kind !== 'literal') reading.refuse('IN of an expression', at);
  return [value];
}
