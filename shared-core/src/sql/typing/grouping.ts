import type { Expression, SelectQuery } from '../ast';
import { sameExpression } from '../compare';
import { sqlErrors } from '../errors';
import { functionNamed } from '../functions';
import { childrenOf } from '../walk';
import type { Report } from './report';

/** Aggregates and windows stand only where PostgreSQL lets them, and outputs of a grouped query are grouped. */
export function checkGrouping(query: SelectQuery, report: Report): void {
  for (const [expression, place] of places(query)) {
    const found = expression && firstOf(expression, isGroupCall);
    if (found)
      report.problem(sqlErrors.misplaced, { what: `${found.function}()`, place, at: found.at }, undefined);
  }
  const having = query.having && firstOf(query.having, (call) => call.over !== undefined);
  if (having)
    report.problem(
      sqlErrors.misplaced,
      { what: 'a window function', place: 'HAVING', at: having.at },
      undefined,
    );
  if (isGrouped(query)) for (const expression of outputsOf(query)) checkOutput(expression, query, report);
}

function places(query: SelectQuery): [Expression | undefined, string][] {
  const groups = (query.groupBy?.items ?? []).map((item): [Expression, string] => [item, 'GROUP BY']);
  return [[query.where, 'WHERE'], ...groups];
}

type Call = Extract<Expression, { kind: 'call' }>;

const isAggregate = (call: Call) => {
  const kind = functionNamed(call.function)?.kind;
  return call.over === undefined && (kind === 'aggregate' || kind === 'ordered-set');
};
const isGroupCall = (call: Call) => call.over !== undefined || isAggregate(call);

function firstOf(expression: Expression, test: (call: Call) => boolean): Call | undefined {
  if (expression.kind === 'call' && test(expression)) return expression;
  for (const child of childrenOf(expression)) {
    const found = firstOf(child, test);
    if (found) return found;
  }
  return undefined;
}

/** True if the query gives a row a group, not a row of its relations. @internal */
const isGrouped = (query: SelectQuery): boolean =>
  query.groupBy !== undefined ||
  query.having !== undefined ||
  query.items.some(({ expression }) => firstOf(expression, isAggregate));

const outputsOf = (query: SelectQuery) => [
  ...query.items.map(({ expression }) => expression),
  ...(query.having ? [query.having] : []),
];

function checkOutput(expression: Expression, query: SelectQuery, report: Report): void {
  const keys = query.groupBy?.items ?? [];
  if (keys.some((key) => sameKey(key, expression, query))) return;
  if (expression.kind === 'call' && isAggregate(expression)) return;
  if (expression.kind === 'column' || expression.kind === 'star') {
    const name = expression.kind === 'star' ? '*' : expression.name;
    report.problem(sqlErrors['not-grouped'], { name, at: expression.at }, undefined);
    return;
  }
  for (const child of childrenOf(expression)) checkOutput(child, query, report);
}

/** A key may be written with or without its table, or be the name of an output. */
function sameKey(key: Expression, expression: Expression, query: SelectQuery): boolean {
  if (sameExpression(key, expression)) return true;
  if (key.kind !== 'column') return false;
  if (expression.kind === 'column' && key.name === expression.name && (!key.table || !expression.table))
    return true;
  return query.items.some((item) => item.expression === expression && item.alias === key.name);
}
