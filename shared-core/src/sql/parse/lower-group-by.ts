import type { GroupingSet, Node } from 'libpg-query';
import { sameExpression } from '../compare';
import type { Expression, GroupBy, SelectItem } from '../ast';
import type { ParseContext } from './context';
import { byPosition } from './by-position';

/** One term of GROUP BY: the sets of expressions it stands for. */
type Sets = Expression[][];

/** Lowers GROUP BY. One plain list, ROLLUP or CUBE stays as it is; a mixture is written out as grouping sets. */
export function lowerGroupBy(nodes: Node[], items: SelectItem[], c: ParseContext): GroupBy {
  const term = (node: Node) => byPosition(c.expression(node), items, c);
  const only = nodes.length === 1 && nodes[0] && 'GroupingSet' in nodes[0] ? nodes[0].GroupingSet : undefined;
  if (!nodes.some((node) => 'GroupingSet' in node)) return { kind: 'plain', items: nodes.map(term) };
  const simple = only && simpleKinds[only.kind ?? ''];
  if (simple && !only.content?.some((node) => 'RowExpr' in node))
    return { kind: simple, items: (only.content ?? []).map(term) };
  const sets = nodes.map((node) => setsOf(node, term)).reduce(product);
  return indexed(sets);
}

const simpleKinds: Record<string, 'rollup' | 'cube'> = {
  GROUPING_SET_ROLLUP: 'rollup',
  GROUPING_SET_CUBE: 'cube',
};

function setsOf(node: Node, term: (node: Node) => Expression): Sets {
  if (!('GroupingSet' in node)) return [members(node, term)];
  const { kind, content = [] }: GroupingSet = node.GroupingSet;
  if (kind === 'GROUPING_SET_EMPTY') return [[]];
  if (kind === 'GROUPING_SET_SETS') return content.flatMap((inner) => setsOf(inner, term));
  const parts = content.map((inner) => members(inner, term));
  if (kind === 'GROUPING_SET_ROLLUP')
    return parts.map((_, index) => parts.slice(0, parts.length - index).flat()).concat([[]]);
  return parts.reduceRight<Sets>((sets, part) => [...sets.map((set) => [...part, ...set]), ...sets], [[]]);
}

const members = (node: Node, term: (node: Node) => Expression): Expression[] =>
  'RowExpr' in node ? (node.RowExpr.args ?? []).map(term) : [term(node)];

const product = (left: Sets, right: Sets): Sets => left.flatMap((a) => right.map((b) => [...a, ...b]));

function indexed(sets: Sets): GroupBy {
  const items: Expression[] = [];
  const index = (expression: Expression) => {
    const known = items.findIndex((item) => sameExpression(item, expression));
    return known >= 0 ? known : items.push(expression) - 1;
  };
  return { kind: 'sets', sets: sets.map((set) => [...new Set(set.map(index))]), items };
}
