import type { CommonTableExpr, Node, SelectStmt } from 'libpg-query';
import type { Expression, Query, Relation, SelectItem, SelectQuery, ValuesQuery } from '../ast';
import type { ParseContext } from './context';
import { byPosition } from './by-position';
import { lowerOrder, lowerWindow } from './lower-window';
import { renameColumns } from './rename-columns';
import { lowerCall } from './lower-call';
import { checkRowFunctions } from './row-functions';
import { lowerGroupBy } from './lower-group-by';
import { lowerRelations } from './lower-relation';
import { outputName } from './output-name';

/** Lowers a SELECT with everything in it. @throws `sql.construct-refused` (refusal) */
export function lowerQuery(statement: SelectStmt, c: ParseContext): Query {
  if (statement.limitOption === 'LIMIT_OPTION_WITH_TIES' && !c.isLenient)
    throw c.refuse('FETCH FIRST WITH TIES');
  if (statement.valuesLists) return lowerValues(statement, c);
  return isSet(statement) ? lowerSet(statement, c) : lowerSelect(statement, c);
}

const isSet = (statement: SelectStmt) => (statement.op ?? 'SETOP_NONE') !== 'SETOP_NONE';

const tail = ['withClause', 'sortClause', 'limitCount', 'limitOffset', 'limitOption', 'op'];
const selectParts = [
  'distinctClause',
  'targetList',
  'fromClause',
  'whereClause',
  'groupClause',
  'havingClause',
  'windowClause',
  ...tail,
];

function lowerSelect(statement: SelectStmt, c: ParseContext): Query {
  c.only(statement, selectParts, 'SELECT');
  const items = (statement.targetList ?? []).map((node) => lowerItem(node, c));
  checkRowFunctions(items, (statement.groupClause ?? statement.havingClause) !== undefined, c);
  const from = lowerRelations(statement.fromClause, c);
  const groupBy = statement.groupClause && lowerGroupBy(statement.groupClause, items, c);
  const distinct = lowerDistinct(statement.distinctClause, items, c);
  return {
    kind: 'select',
    ...lowerWith(statement, c),
    ...(distinct && { distinct }),
    items,
    ...(from && { from }),
    ...(statement.whereClause && { where: c.expression(statement.whereClause) }),
    ...(groupBy && { groupBy }),
    ...(statement.havingClause && { having: c.expression(statement.havingClause) }),
    ...(statement.windowClause && { windows: lowerWindows(statement.windowClause, c) }),
    ...lowerTail(statement, items, c),
  };
}

function lowerSet(statement: SelectStmt, c: ParseContext): Query {
  c.only(statement, ['all', 'larg', 'rarg', ...tail], 'a set operation');
  const { larg, rarg } = statement;
  if (!larg || !rarg) throw c.refuse('half a set operation');
  const left = c.query(larg);
  const operator = { SETOP_UNION: 'union', SETOP_INTERSECT: 'intersect', SETOP_EXCEPT: 'except' } as const;
  return {
    kind: 'set',
    ...lowerWith(statement, c),
    operator: operator[statement.op as keyof typeof operator],
    all: statement.all ?? false,
    left,
    right: c.query(rarg),
    ...lowerTail(statement, firstItems(left), c),
  };
}

function lowerValues(statement: SelectStmt, c: ParseContext): ValuesQuery {
  c.only(statement, ['valuesLists', 'limitOption', 'op'], 'VALUES');
  const rows = (statement.valuesLists ?? []).map((row) => c.expressions('List' in row ? row.List.items : []));
  return { kind: 'values', rows };
}

/** Names of a set operation's columns are those of its first part. */
function firstItems(query: Query): SelectItem[] {
  if (query.kind === 'select') return query.items;
  return query.kind === 'set' ? firstItems(query.left) : [];
}

function lowerItem(node: Node, c: ParseContext): SelectItem {
  if (!('ResTarget' in node)) throw c.refuse('this output');
  const { val } = node.ResTarget;
  // A call that gives rows may stand here; what cannot be said at all is opaque to lineage.
  const isCall = val && 'FuncCall' in val && !c.isLenient;
  const expression = isCall ? lowerCall(val.FuncCall, c) : c.expression(val);
  if (expression.kind === 'star') return { expression };
  const alias = node.ResTarget.name === undefined ? outputName(expression) : c.restore(node.ResTarget.name);
  return { expression, alias };
}

function lowerDistinct(
  nodes: Node[] | undefined,
  items: SelectItem[],
  c: ParseContext,
): SelectQuery['distinct'] {
  if (!nodes) return undefined;
  const expressions = c.expressions(nodes);
  return expressions.length === 0 ? 'all' : expressions.map((term) => byPosition(term, items, c));
}

function lowerTail(statement: SelectStmt, items: SelectItem[], c: ParseContext) {
  const orderBy = lowerOrder(statement.sortClause, c).map((term) => ({
    ...term,
    expression: byOutputName(term.expression, items, c),
  }));
  return {
    ...(orderBy.length > 0 && { orderBy }),
    ...(statement.limitCount && limit('limit', statement.limitCount, c)),
    ...(statement.limitOffset && limit('offset', statement.limitOffset, c)),
  };
}

/** `order by 2` sorts by the second output, which has a name. */
function byOutputName(term: Expression, items: SelectItem[], c: ParseContext): Expression {
  // Behind a star a position has no name yet; every dialect sorts by positions as well.
  if (items.some(({ expression }) => expression.kind === 'star')) return term;
  const expression = byPosition(term, items, c);
  if (expression === term) return term;
  const item = items.find((candidate) => candidate.expression === expression);
  return item?.alias === undefined ? expression : { kind: 'column', name: item.alias, at: term.at };
}

function limit(name: 'limit' | 'offset', node: Node, c: ParseContext) {
  const expression = c.expression(node);
  const isAll = expression.kind === 'literal' && expression.value === null;
  return isAll ? {} : { [name]: expression };
}

function lowerWindows(nodes: Node[], c: ParseContext): SelectQuery['windows'] {
  return nodes.map((node) => {
    if (!('WindowDef' in node)) throw c.refuse('this WINDOW');
    return { name: c.restore(node.WindowDef.name ?? ''), spec: lowerWindow(node.WindowDef, c) };
  });
}

function lowerWith(statement: SelectStmt, c: ParseContext): { with?: SelectQuery['with'] } {
  const clause = statement.withClause;
  if (!clause) return {};
  const parts = (clause.ctes ?? []).map((node) => {
    if (!('CommonTableExpr' in node)) throw c.refuse('this WITH');
    return lowerCommonTable(node.CommonTableExpr, clause.recursive ?? false, c);
  });
  return { with: parts };
}

function lowerCommonTable(table: CommonTableExpr, recursive: boolean, c: ParseContext) {
  const name = c.restore(table.ctename ?? '');
  c.only(table, ['ctename', 'aliascolnames', 'ctematerialized', 'ctequery'], 'WITH', table.location);
  const isTold = table.ctematerialized && table.ctematerialized !== 'CTEMaterializeDefault';
  if (isTold && !c.isLenient) throw c.refuse('MATERIALIZED of WITH', table.location);
  if (!table.ctequery || !('SelectStmt' in table.ctequery))
    throw c.refuse('WITH that writes', table.location);
  const query = c.query(table.ctequery.SelectStmt);
  const columns = (table.aliascolnames ?? []).map((node) => c.name(node));
  const isRecursive = recursive && mentions(query, name);
  return { name, query: renameColumns(query, columns, c), ...(isRecursive && { recursive: true }) };
}

/** True if the query reads a table of this name somewhere. */
function mentions(query: Query, name: string): boolean {
  if (query.kind === 'values') return false;
  if (query.kind === 'set') return mentions(query.left, name) || mentions(query.right, name);
  return query.from !== undefined && reads(query.from, name);
}

function reads(relation: Relation, name: string): boolean {
  if (relation.kind === 'join') return reads(relation.left, name) || reads(relation.right, name);
  if (relation.kind === 'derived') return mentions(relation.query, name);
  return relation.kind === 'table' && relation.path.length === 1 && relation.path[0] === name;
}
