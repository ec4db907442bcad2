import type { Node, RangeFunction } from 'libpg-query';
import type { Expression, Relation, SelectItem } from '../ast';
import { functionNamed } from '../functions';
import { childrenOf } from '../walk';
import type { ParseContext } from './context';
import { lowerCall } from './lower-call';

type Call = Extract<Expression, { kind: 'call' }>;

/** True for a call that gives a row for each of its values, such as generate_series(). @internal */
export const givesRows = (expression: Expression): boolean =>
  expression.kind === 'call' && functionNamed(expression.function)?.kind === 'rows';

/** Such a call stands alone: as one output of a SELECT without groups, or in FROM. */
export function checkRowFunctions(items: SelectItem[], isGrouped: boolean, c: ParseContext): void {
  if (c.isLenient) return;
  const calls = items.filter(({ expression }) => givesRows(expression));
  if (calls.length > 1 || (isGrouped && calls.length > 0))
    throw c.refuse(`${calls[0]?.alias}() beside ${isGrouped ? 'groups' : 'another of its kind'}`);
}

/** A call in FROM is a subquery that has it as its only output; it sees the relations before it, as LATERAL does. */
export function lowerRowFunction(body: RangeFunction, c: ParseContext): Relation {
  c.only(body, ['functions', 'alias', 'lateral'], 'a function in FROM');
  const call = callOf(body.functions, c);
  if (!givesRows(call) && !c.isLenient) throw c.refuse(`the function ${call.function}() in FROM`, call.at);
  const name = body.alias?.aliasname === undefined ? call.function : c.restore(body.alias.aliasname);
  const columns = (body.alias?.colnames ?? []).map((node) => c.name(node));
  if (columns.length > 1 && !c.isLenient) throw c.refuse('more column names than columns', call.at);
  return {
    kind: 'derived',
    query: {
      kind: 'select',
      items: (columns.length > 0 ? columns : [name]).map((alias) => ({ expression: call, alias })),
    },
    alias: name,
    ...(readsColumns(call) && { lateral: true }),
    ...(call.at !== undefined && { at: call.at }),
  };
}

function callOf(functions: Node[] | undefined, c: ParseContext): Call {
  const [pair, ...more] = functions ?? [];
  const [node, columns] = pair && 'List' in pair ? (pair.List.items ?? []) : [];
  if (more.length > 0 || (columns && Object.keys(columns).length > 0)) throw c.refuse('ROWS FROM');
  const call = node && 'FuncCall' in node ? lowerCall(node.FuncCall, c) : undefined;
  if (call?.kind !== 'call') throw c.refuse('this function in FROM');
  return call;
}

const readsColumns = (expression: Expression): boolean =>
  expression.kind === 'column' || childrenOf(expression).some(readsColumns);
