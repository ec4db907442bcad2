import type { A_Expr, Node, SubLink } from 'libpg-query';
import { isAiEtlError } from '../../errors';
import type { BinaryOperator, Expression } from '../ast';
import { lowerCall, lowerSqlValue } from './lower-call';
import { jsonPath, namesOfPath } from './json-path';
import { betweenEitherWay, comparedRows, comparedWithArray } from './quantified';
import { givesRows } from './row-functions';
import { outputName } from './output-name';
import { bitwise } from './bitwise';
import { comparedWithRows } from './quantified-query';
import { similarTo } from './similar-to';
import type { ParseContext } from './context';
import { opaque } from './opaque';
import { lowerConstant, lowerTypedLiteral } from './lower-literal';
import { lowerType } from './lower-type';

type Tag = Node extends infer N ? (N extends unknown ? keyof N : never) : never;
type Body<T extends Tag> = Extract<Node, Record<T, unknown>> extends Record<T, infer B> ? B : never;
type Handlers = { [T in Tag]?: (body: Body<T>, c: ParseContext) => Expression };

/** Lowers an expression of PostgreSQL's tree. @throws `sql.construct-refused` (refusal) */
export function lowerExpression(node: Node, c: ParseContext): Expression {
  const [tag, body] = Object.entries(node)[0] as [Tag, never];
  const handler = handlers[tag] as ((body: never, c: ParseContext) => Expression) | undefined;
  try {
    if (!handler) throw c.refuse(humanTag[tag] ?? tag, (body as { location?: number }).location);
    return handler(body, c);
  } catch (error) {
    if (!c.isLenient || !isRefusal(error)) throw error;
    return opaque(body, c);
  }
}

const isRefusal = (error: unknown) => isAiEtlError(error) && error.kind === 'refusal';

const handlers: Handlers = {
  A_Const: lowerConstant,
  ColumnRef: (body, c) => {
    const fields = body.fields ?? [];
    const last = fields.at(-1);
    if (fields.length > 2 && !c.isLenient) throw c.refuse('a column named with its schema', body.location);
    const table = fields.length >= 2 ? { table: c.name(fields.at(-2)) } : {};
    const at = c.at(body.location);
    if (last && 'A_Star' in last) return { kind: 'star', ...table, ...at };
    return { kind: 'column', ...table, name: c.name(last), ...at };
  },
  A_Expr: lowerOperator,
  BoolExpr: (body, c) => {
    const operands = (body.args ?? []).map((node) => c.expression(node));
    const at = c.at(body.location);
    const [first, ...rest] = operands as [Expression, ...Expression[]];
    if (body.boolop === 'NOT_EXPR') return { ...negate(first), ...at };
    const operator = body.boolop === 'AND_EXPR' ? 'and' : 'or';
    return rest.reduce<Expression>(
      (left, right) => ({ kind: 'binary', operator, left, right, ...at }),
      first,
    );
  },
  NullTest: (body, c) => ({
    kind: 'is',
    operand: c.expression(body.arg),
    test: 'null',
    negated: body.nulltesttype === 'IS_NOT_NULL',
    ...c.at(body.location),
  }),
  BooleanTest: (body, c) => {
    const [negated, test] = booleanTests[body.booltesttype ?? ''] ?? [];
    if (!test) throw c.refuse('this boolean test', body.location);
    return {
      kind: 'is',
      operand: c.expression(body.arg),
      test,
      negated: negated ?? false,
      ...c.at(body.location),
    };
  },
  TypeCast: (body, c) => {
    if (!body.typeName) throw c.refuse('a cast', body.location);
    const { type, length } = lowerType(body.typeName, c);
    const literal = lowerTypedLiteral(body, type, c);
    if (literal) return literal;
    if (type.kind === 'interval' && body.typeName.typmods)
      throw c.refuse('an interval of named fields', body.location);
    const at = c.at(body.location);
    const cast: Expression = { kind: 'cast', operand: c.expression(body.arg), type, ...at };
    if (length === undefined) return cast;
    const count: Expression = {
      kind: 'literal',
      value: length,
      type: { kind: 'integer', bits: 32, signed: true },
    };
    return { kind: 'call', function: 'left', arguments: [cast, count], ...at };
  },
  CaseExpr: (body, c) => {
    const branches = (body.args ?? []).map((node) => {
      if (!('CaseWhen' in node)) throw c.refuse('this branch of CASE', body.location);
      return { when: c.expression(node.CaseWhen.expr), then: c.expression(node.CaseWhen.result) };
    });
    return {
      kind: 'case',
      ...(body.arg && { operand: c.expression(body.arg) }),
      branches,
      ...(body.defresult && { otherwise: c.expression(body.defresult) }),
      ...c.at(body.location),
    };
  },
  CoalesceExpr: (body, c) => plainCall('coalesce', body.args, c, body.location),
  MinMaxExpr: (body, c) =>
    plainCall(body.op === 'IS_LEAST' ? 'least' : 'greatest', body.args, c, body.location),
  SQLValueFunction: lowerSqlValue,
  FuncCall: (body, c) => {
    const call = lowerCall(body, c);
    if (givesRows(call)) throw c.refuse(`${outputName(call)}() inside an expression`, body.location);
    return call;
  },
  GroupingFunc: (body, c) => plainCall('grouping', body.args, c, body.location),
  SubLink: lowerSubquery,
  CollateClause: (body, c) => {
    const name: Expression = {
      kind: 'literal',
      value: c.name(body.collname?.at(-1)),
      type: { kind: 'string' },
    };
    return {
      kind: 'call',
      function: 'collate',
      arguments: [c.expression(body.arg), name],
      ...c.at(body.location),
    };
  },
  A_ArrayExpr: (body, c) => ({ kind: 'array', items: c.expressions(body.elements), ...c.at(body.location) }),
  A_Indirection: (body, c) => {
    const [index, ...more] = body.indirection ?? [];
    if (!index || !('A_Indices' in index)) throw c.refuse('a part of a composite value');
    if (more.length > 0 || index.A_Indices.is_slice) throw c.refuse('a slice of an array');
    return {
      kind: 'call',
      function: 'array_element',
      arguments: [c.expression(body.arg), c.expression(index.A_Indices.uidx)],
    };
  },
};

const humanTag: Partial<Record<Tag, string>> = {
  RowExpr: 'a row value',
  ParamRef: "$1 (write parameter('name'))",
  List: 'a row value',
  SetToDefault: 'DEFAULT',
  XmlExpr: 'XML',
  JsonIsPredicate: 'IS JSON',
};

const booleanTests: Record<string, [boolean, 'true' | 'false' | 'null']> = {
  IS_TRUE: [false, 'true'],
  IS_NOT_TRUE: [true, 'true'],
  IS_FALSE: [false, 'false'],
  IS_NOT_FALSE: [true, 'false'],
  IS_UNKNOWN: [false, 'null'],
  IS_NOT_UNKNOWN: [true, 'null'],
};

const plainCall = (
  name: string,
  nodes: Node[] | undefined,
  c: ParseContext,
  location?: number,
): Expression => ({
  kind: 'call',
  function: name,
  arguments: c.expressions(nodes),
  ...c.at(location),
});

function negate(operand: Expression): Expression {
  const canNegate = operand.kind === 'exists' || (operand.kind === 'in' && !Array.isArray(operand.list));
  if (canNegate && !operand.negated) return { ...operand, negated: true };
  return { kind: 'unary', operator: 'not', operand };
}

function lowerOperator(body: A_Expr, c: ParseContext): Expression {
  const at = c.at(body.location);
  const name = c.name(body.name?.at(-1));
  const kind = body.kind ?? 'AEXPR_OP';
  if (kind === 'AEXPR_OP' && !body.lexpr)
    return { ...unary(name, c.expression(body.rexpr), c, body.location), ...at };
  const written = writtenOut[kind]?.(body, c) ?? comparedRows(body, c);
  if (written) return { ...written, ...at };
  const left = c.expression(body.lexpr);
  const list = body.rexpr && 'List' in body.rexpr ? c.expressions(body.rexpr.List.items) : undefined;
  switch (kind) {
    case 'AEXPR_OP':
      if (name === '#>' || name === '#>>')
        return jsonPath(left, namesOfPath(c.expression(body.rexpr)), name === '#>>', c, body.location);
      return { ...compared(name, left, c.expression(body.rexpr), c, body.location), ...at };
    case 'AEXPR_NULLIF':
      return { kind: 'call', function: 'nullif', arguments: [left, c.expression(body.rexpr)], ...at };
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT':
      return {
        kind: 'distinct-from',
        left,
        right: c.expression(body.rexpr),
        negated: kind === 'AEXPR_NOT_DISTINCT',
        ...at,
      };
    case 'AEXPR_IN':
      return { kind: 'in', operand: left, list: list ?? [], negated: name === '<>', ...at };
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN': {
      const [low, high] = (list ?? []) as [Expression, Expression];
      return { kind: 'between', operand: left, low, high, negated: kind === 'AEXPR_NOT_BETWEEN', ...at };
    }
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return {
        ...like(left, body, c),
        caseInsensitive: kind === 'AEXPR_ILIKE',
        negated: name.startsWith('!'),
        ...at,
      };
    default:
      throw c.refuse(kind, body.location);
  }
}

/** What the tree has no node for, said in others. */
const writtenOut: Record<string, (body: A_Expr, c: ParseContext) => Expression> = {
  AEXPR_SIMILAR: similarTo,
  AEXPR_BETWEEN_SYM: (body, c) => betweenEitherWay(body, false, c),
  AEXPR_NOT_BETWEEN_SYM: (body, c) => betweenEitherWay(body, true, c),
  AEXPR_OP_ANY: arrayComparison,
  AEXPR_OP_ALL: arrayComparison,
};

function arrayComparison(body: A_Expr, c: ParseContext): Expression {
  const name = c.name(body.name?.at(-1));
  return comparedWithArray(body, (left, right) => compared(name, left, right, c, body.location), c);
}

const likes: Record<string, { caseInsensitive: boolean; negated: boolean }> = {
  '~~': { caseInsensitive: false, negated: false },
  '!~~': { caseInsensitive: false, negated: true },
  '~~*': { caseInsensitive: true, negated: false },
  '!~~*': { caseInsensitive: true, negated: true },
};

function compared(
  name: string,
  left: Expression,
  right: Expression,
  c: ParseContext,
  location?: number,
): Expression {
  const bits = bitwise(name, [left, right]);
  if (bits) return bits;
  const like = likes[name];
  if (like) return { kind: 'like', operand: left, pattern: right, ...like };
  return { kind: 'binary', operator: binaryOperator(name, c, location), left, right };
}

function unary(operator: string, operand: Expression, c: ParseContext, location?: number): Expression {
  if (operator === '-' || operator === '+') return { kind: 'unary', operator, operand };
  const bits = bitwise(operator, [operand]);
  if (bits) return bits;
  throw c.refuse(`the operator ${operator}`, location);
}

const synonyms: Record<string, BinaryOperator> = { '!=': '<>' };
const binaryOperators = new Set<string>([
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '||',
  '~',
  '~*',
  '!~',
  '!~*',
  '->',
  '->>',
]);

function binaryOperator(name: string, c: ParseContext, location?: number): BinaryOperator {
  const operator = synonyms[name] ?? name;
  if (!binaryOperators.has(operator)) throw c.refuse(`the operator ${name}`, location);
  return operator as BinaryOperator;
}

function like(operand: Expression, body: A_Expr, c: ParseContext) {
  const right = body.rexpr;
  const isEscaped = right && 'FuncCall' in right && c.name(right.FuncCall.funcname?.at(-1)) === 'like_escape';
  if (!isEscaped) return { kind: 'like' as const, operand, pattern: c.expression(right) };
  const [pattern, escape] = c.expressions(right.FuncCall.args);
  if (
    !pattern ||
    escape?.kind !== 'literal' ||
    typeof escape.value !== 'string' ||
    [...escape.value].length > 1
  )
    throw c.refuse('an ESCAPE that is not one character', body.location);
  return { kind: 'like' as const, operand, pattern, escape: escape.value };
}

function lowerSubquery(body: SubLink, c: ParseContext): Expression {
  if (!body.subselect || !('SelectStmt' in body.subselect)) throw c.refuse('this subquery', body.location);
  const query = c.query(body.subselect.SelectStmt);
  const at = c.at(body.location);
  const operator = c.name(body.operName?.[0]) || '=';
  switch (body.subLinkType) {
    case 'EXISTS_SUBLINK':
      return { kind: 'exists', query, negated: false, ...at };
    case 'EXPR_SUBLINK':
      return { kind: 'subquery', query, ...at };
    case 'ANY_SUBLINK':
      if (operator === '=')
        return { kind: 'in', operand: c.expression(body.testexpr), list: query, negated: false, ...at };
      return { ...comparedWithRows(body, operator, query, 'ANY', c), ...at };
    case 'ALL_SUBLINK':
      if (operator === '<>')
        return { kind: 'in', operand: c.expression(body.testexpr), list: query, negated: true, ...at };
      return { ...comparedWithRows(body, operator, query, 'ALL', c), ...at };
    default:
      throw c.refuse('ARRAY(subquery)', body.location);
  }
}
