import type { A_Expr, Node, SubLink } from 'libpg-query';
import type { BinaryOperator, Expression } from '../ast';
import { lowerCall, lowerSqlValue } from './lower-call';
import type { ParseContext } from './context';
import { lowerConstant, lowerTypedLiteral } from './lower-literal';
import { lowerType } from './lower-type';

type Tag = Node extends infer N ? (N extends unknown ? keyof N : never) : never;
type Body<T extends Tag> = Extract<Node, Record<T, unknown>> extends Record<T, infer B> ? B : never;
type Handlers = { [T in Tag]?: (body: Body<T>, c: ParseContext) => Expression };

/** Lowers an expression of PostgreSQL's tree. @throws `sql.construct-refused` (refusal) */
export function lowerExpression(node: Node, c: ParseContext): Expression {
  const [tag, body] = Object.entries(node)[0] as [Tag, never];
  const handler = handlers[tag] as ((body: never, c: ParseContext) => Expression) | undefined;
  if (!handler) throw c.refuse(humanTag[tag] ?? tag, (body as { location?: number }).location);
  return handler(body, c);
}

const handlers: Handlers = {
  A_Const: lowerConstant,
  ColumnRef: (body, c) => {
    const fields = body.fields ?? [];
    const last = fields.at(-1);
    if (fields.length > 2) throw c.refuse('a column named with its schema', body.location);
    const table = fields.length === 2 ? { table: c.name(fields[0]) } : {};
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
  FuncCall: lowerCall,
  SubLink: lowerSubquery,
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
  CollateClause: 'COLLATE',
  GroupingFunc: 'GROUPING()',
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
  const left = c.expression(body.lexpr);
  const list = body.rexpr && 'List' in body.rexpr ? c.expressions(body.rexpr.List.items) : undefined;
  switch (kind) {
    case 'AEXPR_OP':
      return {
        kind: 'binary',
        operator: binaryOperator(name, c, body.location),
        left,
        right: c.expression(body.rexpr),
        ...at,
      };
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
    case 'AEXPR_OP_ANY':
      return anyOf(name, left, c.expression(body.rexpr), body, c);
    default:
      throw c.refuse(operatorNames[kind] ?? kind, body.location);
  }
}

const operatorNames: Record<string, string> = {
  AEXPR_SIMILAR: 'SIMILAR TO',
  AEXPR_BETWEEN_SYM: 'BETWEEN SYMMETRIC',
  AEXPR_NOT_BETWEEN_SYM: 'BETWEEN SYMMETRIC',
  AEXPR_OP_ALL: 'a comparison with ALL',
};

function unary(operator: string, operand: Expression, c: ParseContext, location?: number): Expression {
  if (operator === '-' || operator === '+') return { kind: 'unary', operator, operand };
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

/** `x = any(array[…])` is a list; any other array goes through a function of the catalogue. */
function anyOf(name: string, left: Expression, right: Expression, body: A_Expr, c: ParseContext): Expression {
  if (name !== '=') throw c.refuse(`a comparison ${name} ANY`, body.location);
  const at = c.at(body.location);
  if (right.kind === 'array') return { kind: 'in', operand: left, list: right.items, negated: false, ...at };
  return { kind: 'call', function: 'array_contains', arguments: [right, left], ...at };
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
      throw c.refuse(`a comparison ${operator} ANY`, body.location);
    default:
      throw c.refuse(
        body.subLinkType === 'ARRAY_SUBLINK' ? 'ARRAY(subquery)' : 'a comparison with ALL',
        body.location,
      );
  }
}
