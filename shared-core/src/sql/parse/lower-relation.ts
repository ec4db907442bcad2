import type { Alias, JoinExpr, Node } from 'libpg-query';
import type { Relation } from '../ast';
import type { ParseContext } from './context';
import { lowerRowFunction } from './row-functions';
import { renameColumns } from './rename-columns';

/** Lowers FROM; a comma is a cross join. */
export function lowerRelations(nodes: Node[] | undefined, c: ParseContext): Relation | undefined {
  const relations = (nodes ?? []).map((node) => lowerRelation(node, c));
  const [first, ...rest] = relations;
  return rest.reduce<Relation | undefined>(
    (left, right) => left && { kind: 'join', type: 'cross', left, right },
    first,
  );
}

function lowerRelation(node: Node, c: ParseContext): Relation {
  if ('RangeVar' in node) {
    const table = node.RangeVar;
    c.only(table, ['schemaname', 'relname', 'inh', 'relpersistence', 'alias'], 'a table', table.location);
    if (!table.inh && !c.isLenient) throw c.refuse('ONLY', table.location);
    const path = [table.catalogname, table.schemaname, table.relname]
      .filter((part) => part !== undefined)
      .map((part) => c.restore(part));
    const alias = aliasOf(table.alias, c);
    if (table.alias?.colnames) throw c.refuse('column names behind a table', table.location);
    return { kind: 'table', path, ...(alias !== undefined && { alias }), ...c.at(table.location) };
  }
  if ('RangeSubselect' in node) {
    const { alias, subquery, lateral } = node.RangeSubselect;
    if (!subquery || !('SelectStmt' in subquery)) throw c.refuse('this subquery in FROM');
    const columns = (alias?.colnames ?? []).map((name) => c.name(name));
    const query = renameColumns(c.query(subquery.SelectStmt), columns, c);
    return { kind: 'derived', query, alias: aliasOf(alias, c) ?? 'subquery', ...(lateral && { lateral }) };
  }
  if ('RangeTableSample' in node && c.isLenient && node.RangeTableSample.relation)
    return lowerRelation(node.RangeTableSample.relation, c);
  if ('RangeFunction' in node) return lowerRowFunction(node.RangeFunction, c);
  if ('JoinExpr' in node) return lowerJoin(node.JoinExpr, c);
  throw c.refuse(relationNames[Object.keys(node)[0] ?? ''] ?? 'this relation');
}

const relationNames: Record<string, string> = {
  RangeTableSample: 'TABLESAMPLE',
  RangeTableFunc: 'XMLTABLE',
  JsonTable: 'JSON_TABLE',
};

const joinTypes: Record<string, 'inner' | 'left' | 'right' | 'full'> = {
  JOIN_INNER: 'inner',
  JOIN_LEFT: 'left',
  JOIN_RIGHT: 'right',
  JOIN_FULL: 'full',
};

function lowerJoin(join: JoinExpr, c: ParseContext): Relation {
  c.only(join, ['jointype', 'larg', 'rarg', 'usingClause', 'quals', 'rtindex', 'isNatural'], 'a join');
  const { larg, rarg, quals, usingClause } = join;
  const type = joinTypes[join.jointype ?? ''];
  if (!larg || !rarg || !type) throw c.refuse('this join');
  const sides = { left: lowerRelation(larg, c), right: lowerRelation(rarg, c) };
  if (join.isNatural) return { kind: 'join', type, ...sides, natural: true };
  if (usingClause) return { kind: 'join', type, ...sides, using: usingClause.map((name) => c.name(name)) };
  if (!quals) return { kind: 'join', type: 'cross', ...sides };
  return { kind: 'join', type, ...sides, on: c.expression(quals) };
}

const aliasOf = (alias: Alias | undefined, c: ParseContext) =>
  alias?.aliasname === undefined ? undefined : c.restore(alias.aliasname);
