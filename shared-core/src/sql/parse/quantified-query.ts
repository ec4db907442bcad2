import type { SubLink } from 'libpg-query';
import { simple } from '../../schema';
import type { BinaryOperator, Expression, Query } from '../ast';
import type { ParseContext } from './context';
import { joined } from './quantified';

type Quantifier = 'ANY' | 'ALL';

const negations: Record<string, BinaryOperator> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/**
 * `x > all (select y …)`: what the least and the greatest y say, what no row at all says, and a NULL among them, which
 * leaves open what the others do not decide. ANY is the negation of ALL over the negated comparison.
 * @throws `sql.construct-refused` (refusal) for other operators, rows, and a query whose column has no name
 */
export function comparedWithRows(
  body: SubLink,
  operator: string,
  query: Query,
  quantifier: Quantifier,
  c: ParseContext,
): Expression {
  const negated = negations[operator];
  const isRow = body.testexpr && 'RowExpr' in body.testexpr;
  const named = withOneColumn(query);
  if (!negated || isRow || !named)
    throw c.refuse(`a comparison ${operator} ${quantifier} of this subquery`, body.location);
  const rows = new Rows(named.query, named.column);
  const operand = c.expression(body.testexpr);
  if (quantifier === 'ALL') return ofAll(operand, negated, rows);
  return {
    kind: 'unary',
    operator: 'not',
    operand: ofAll(operand, operator as BinaryOperator, rows),
  };
}

/** True where no row `fails`, the comparison that must not hold. */
function ofAll(operand: Expression, fails: BinaryOperator, rows: Rows): Expression {
  const broken = (extremes[fails] ?? []).map((extreme): Expression => ({
    kind: 'binary',
    operator: fails,
    left: operand,
    right: rows.value(extreme),
  }));
  const count = rows.value('count', { kind: 'star' });
  const isUnknown: Expression = { kind: 'is', operand, test: 'null', negated: false };
  const hasNull: Expression = { kind: 'binary', operator: '<', left: rows.value('count'), right: count };
  const none: Expression = { kind: 'binary', operator: '=', left: count, right: zero };
  return {
    kind: 'case',
    branches: [
      { when: none, then: truth(true) },
      { when: joined('or', broken), then: truth(false) },
      { when: joined('or', [isUnknown, hasNull]), then: { kind: 'literal', value: null, type: 'null' } },
    ],
    otherwise: truth(true),
  };
}

/** Against which of the rows a comparison holds first. */
const extremes: Partial<Record<BinaryOperator, ('min' | 'max')[]>> = {
  '<=': ['max'],
  '<': ['max'],
  '>=': ['min'],
  '>': ['min'],
  '<>': ['min', 'max'],
};

const zero: Expression = { kind: 'literal', value: 0, type: { kind: 'integer', bits: 32, signed: true } };
const truth = (value: boolean): Expression => ({ kind: 'literal', value, type: simple('boolean') });

/** The rows of a query of one column, asked for a value over all of them. */
class Rows {
  constructor(
    private readonly query: Query,
    private readonly column: string,
  ) {}

  value(name: 'min' | 'max' | 'count', argument?: Expression): Expression {
    const call: Expression = {
      kind: 'call',
      function: name,
      arguments: [argument ?? { kind: 'column', name: this.column }],
    };
    return {
      kind: 'subquery',
      query: {
        kind: 'select',
        items: [{ expression: call, alias: 'value' }],
        from: { kind: 'derived', query: this.query, alias: 'compared' },
      },
    };
  }
}

const usual = 'value';

/** The only column of a query under a name that every dialect gives it; undefined where there are several, or none is known. */
function withOneColumn(query: Query): { query: Query; column: string } | undefined {
  if (query.kind === 'values')
    return query.rows[0]?.length === 1 ? { query: { ...query, columns: [usual] }, column: usual } : undefined;
  if (query.kind === 'set') {
    const left = withOneColumn(query.left);
    return left && { query: { ...query, left: left.query }, column: left.column };
  }
  const [item, ...more] = query.items;
  if (item?.alias === undefined || more.length > 0) return undefined;
  // An ORDER BY may name the output.
  if (query.orderBy) return { query, column: item.alias };
  return { query: { ...query, items: [{ ...item, alias: usual }] }, column: usual };
}
