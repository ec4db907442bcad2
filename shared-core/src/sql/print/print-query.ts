import type {
  Expression,
  OrderTerm,
  Query,
  Relation,
  SelectItem,
  SelectQuery,
  SetQuery,
  ValuesQuery,
} from '../ast';
import { bracketed, indent, listing, width } from './layout';
import { level } from './level';
import type { SqlType } from '../typing/sql-type';
import type { Printer } from './printer';

/** Prints a query, a clause a line; `wanted` are the types of a set operation's columns, in one of its parts. */
export function printClauses(query: Query, printer: Printer, wanted?: SqlType[]): string {
  if (query.kind === 'values') return printer.dialect.values?.(query, printer) ?? values(query, printer);
  return query.kind === 'set' ? setOperation(query, printer, wanted) : select(query, printer, wanted);
}

/** A query inside an expression. */
export const printSubquery = (query: Query, printer: Printer): string =>
  bracketed(printClauses(query, printer));

function select(query: SelectQuery, printer: Printer, wanted?: SqlType[]): string {
  const outer = { scope: printer.scope, clashes: printer.clashes };
  const common = withClause(query.with, printer);
  printer.scope = printer.scopes.get(query);
  printer.clashes = clashesOf(query);
  const clauses = [
    ...common,
    listing(selectHead(query, printer), outputItems(query.items, printer, wanted)),
    ...(query.from ? [`FROM ${relation(query.from, printer)}`] : []),
    ...condition('WHERE', query.where, printer),
    ...(query.groupBy ? [groupBy(query.groupBy, printer)] : []),
    ...condition('HAVING', query.having, printer),
    ...windows(query, printer),
    ...orderAndLimit(query, printer, query.distinct),
    ...settings(query, printer),
  ];
  printer.scope = outer.scope;
  printer.clashes = outer.clashes;
  return clauses.join('\n');
}

/** Outputs that take the name of something else: `lower(name) AS name`. */
function clashesOf({ items }: SelectQuery): Set<string> {
  const renamed = items.filter(
    ({ expression, alias }) => !(expression.kind === 'column' && expression.name === alias),
  );
  return new Set(renamed.flatMap(({ alias }) => (alias === undefined ? [] : [alias])));
}

function selectHead({ distinct }: SelectQuery, printer: Printer): string {
  if (distinct === undefined) return 'SELECT';
  if (distinct === 'all') return 'SELECT DISTINCT';
  if (printer.dialect.limitBy) return 'SELECT';
  return `SELECT DISTINCT ON (${distinct.map((item) => printer.text(item)).join(', ')})`;
}

function outputItems(items: SelectItem[], printer: Printer, wanted?: SqlType[]): string[] {
  const given = new Set(items.map(({ alias }) => alias));
  const taken = new Set<string>();
  return items.map((item, index) => {
    const isTaken = item.alias !== undefined && taken.has(item.alias);
    const isRenamed = isTaken && printer.dialect.uniqueOutputs && item.expression.kind !== 'column';
    const alias = isRenamed && item.alias !== undefined ? freeName(item.alias, given, taken) : item.alias;
    if (alias !== undefined) taken.add(alias);
    return outputItem({ ...item, alias }, printer, wanted?.[index], isTaken);
  });
}

/** `name_2`, `name_3` …, whichever no output has. */
function freeName(name: string, ...known: ReadonlySet<string | undefined>[]): string {
  for (let count = 2; ; count++)
    if (!known.some((names) => names.has(`${name}_${count}`))) return `${name}_${count}`;
}

function outputItem(
  { expression, alias }: SelectItem,
  printer: Printer,
  wanted?: SqlType,
  isTaken = false,
): string {
  const text = printer.output(printer.text(expression), expression, wanted);
  const isItself =
    expression.kind === 'column' &&
    expression.name === alias &&
    (isTaken || expression.table === undefined || !mayKeepTable(expression.name, printer));
  return alias === undefined || isItself ? text : `${text} AS ${printer.name(alias)}`;
}

/** Of a name that several relations have (or may have), ClickHouse would call `a.x` just so outside of the subquery. */
function mayKeepTable(name: string, { dialect, scope }: Printer): boolean {
  if (dialect.qualifiedOutputs !== true) return false;
  const holders = scope?.relations.filter(
    ({ fields }) => !fields || fields.some((field) => field.name === name),
  );
  return (holders?.length ?? 0) > 1;
}

function withClause(parts: SelectQuery['with'], printer: Printer): string[] {
  if (!parts || parts.length === 0) return [];
  const recursive = parts.some((part) => part.recursive);
  if (recursive) printer.check('recursive', 'WITH RECURSIVE');
  const tables = parts.map(({ name, query }) => {
    const columns = query.kind === 'values' && !printer.dialect.values ? columnList(query, printer) : '';
    return `${printer.name(name)}${columns} AS (\n${indent(printClauses(query, printer))}\n)`;
  });
  return [`WITH ${recursive ? 'RECURSIVE ' : ''}${tables.join(', ')}`];
}

const columnList = ({ columns }: ValuesQuery, printer: Printer) =>
  columns ? ` (${columns.map((column) => printer.name(column)).join(', ')})` : '';

/** A condition on one line, or a line for each part that AND joins. */
function condition(word: string, expression: Expression | undefined, printer: Printer): string[] {
  if (!expression) return [];
  const parts = conjuncts(expression);
  for (const part of parts) printer.filters.add(part);
  const least = parts.length > 1 ? level.and : level.none;
  const texts = parts.map((part, index) => printer.operand(part, index === 0 ? least : least + 1));
  const flat = `${word} ${texts.join(' AND ')}`;
  return [flat.length <= width - 20 && !flat.includes('\n') ? flat : `${word} ${texts.join('\n  AND ')}`];
}

function conjuncts(expression: Expression): Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== 'and') return [expression];
  return [...conjuncts(expression.left), expression.right];
}

function groupBy(group: NonNullable<SelectQuery['groupBy']>, printer: Printer): string {
  const items = group.items.map((item) => printer.text(item));
  if (group.kind === 'plain') return listing('GROUP BY', items);
  if (group.kind === 'sets') {
    printer.check('aggregate.sets', 'GROUPING SETS');
    const sets = group.sets.map((set) => `(${set.map((index) => items[index]).join(', ')})`);
    return `GROUP BY GROUPING SETS (${sets.join(', ')})`;
  }
  printer.check(`aggregate.${group.kind}`, group.kind.toUpperCase());
  return `GROUP BY ${group.kind.toUpperCase()} (${items.join(', ')})`;
}

function windows({ windows: named }: SelectQuery, printer: Printer): string[] {
  if (!named || named.length === 0) return [];
  return [
    listing(
      'WINDOW',
      named.map(({ name, spec }) => `${printer.name(name)} AS (${printer.window(spec)})`),
    ),
  ];
}

interface Tail {
  orderBy?: OrderTerm[];
  limit?: Expression;
  offset?: Expression;
}

function orderAndLimit(
  { orderBy, limit, offset }: Tail,
  printer: Printer,
  distinct?: SelectQuery['distinct'],
): string[] {
  const by = Array.isArray(distinct) && printer.dialect.limitBy;
  return [
    ...(orderBy && orderBy.length > 0
      ? [
          listing(
            'ORDER BY',
            orderBy.map((term) => sortTerm(term, printer)),
          ),
        ]
      : []),
    ...(by ? [`LIMIT 1 BY ${distinct.map((item) => printer.text(item)).join(', ')}`] : []),
    ...(limit ? [`LIMIT ${printer.text(limit)}`] : []),
    ...(offset ? [`OFFSET ${printer.text(offset)}`] : []),
  ];
}

/** In ORDER BY a bare name means an output first, so it is never qualified. */
function sortTerm(term: OrderTerm, printer: Printer): string {
  if (term.expression.kind !== 'column') return printer.orderTerm(term);
  const { clashes } = printer;
  printer.clashes = new Set();
  const text = printer.orderTerm(term);
  printer.clashes = clashes;
  return text;
}

function settings(query: SelectQuery, printer: Printer): string[] {
  const told = printer.dialect.settings?.(query) ?? [];
  return told.length > 0 ? [`SETTINGS ${told.join(', ')}`] : [];
}

function setOperation(query: SetQuery, printer: Printer, outer?: SqlType[]): string {
  if (query.all && query.operator !== 'union')
    printer.check('set.all', `${query.operator.toUpperCase()} ALL`);
  const mode = query.all ? ' ALL' : printer.dialect.saysDistinct ? ' DISTINCT' : '';
  const wanted = outer ?? printer.columnTypes(query);
  const body = [
    part(query.left, query, printer, wanted),
    `${query.operator.toUpperCase()}${mode}`,
    part(query.right, query, printer, wanted, true),
  ].join('\n');
  const tail = orderAndLimit(query, printer);
  const common = withClause(query.with, printer);
  if (tail.length > 0 && printer.dialect.orderBindsToLastPart)
    return [...common, 'SELECT *', `FROM (\n${indent(body)}\n)`, ...tail].join('\n');
  return [...common, body, ...tail].join('\n');
}

/** A part of a set operation, in brackets where its own clauses or operators would be taken for the whole's. */
function part(query: Query, whole: SetQuery, printer: Printer, wanted?: SqlType[], isRight = false): string {
  const text = printClauses(query, printer, wanted);
  if (query.kind === 'values') {
    const isOneSelect = !printer.dialect.values || query.rows.length === 1;
    return isOneSelect || (whole.operator === 'union' && whole.all) ? text : `(\n${indent(text)}\n)`;
  }
  const hasTail = query.orderBy ?? query.limit ?? query.offset ?? query.with;
  const isSameChain =
    query.kind === 'set' && !isRight && query.operator === whole.operator && query.all === whole.all;
  return hasTail || (query.kind === 'set' && !isSameChain) ? `(\n${indent(text)}\n)` : text;
}

function values(query: ValuesQuery, printer: Printer): string {
  return listing(
    'VALUES',
    query.rows.map((row) => `(${row.map((value) => printer.text(value)).join(', ')})`),
  );
}

/** Prints a relation; joins stand a line each. */
function relation(node: Relation, printer: Printer): string {
  switch (node.kind) {
    case 'table':
      return `${node.path.map((part) => printer.name(part)).join('.')}${aliasOf(node.alias, printer)}`;
    case 'native':
      return `${node.text}${aliasOf(node.alias, printer)}`;
    case 'derived': {
      if (node.lateral) printer.check('lateral', 'LATERAL');
      const columns =
        node.query.kind === 'values' && !printer.dialect.values
          ? columnList(node.query, printer).trimStart()
          : '';
      return `${node.lateral ? 'LATERAL ' : ''}(\n${indent(printClauses(node.query, printer))}\n)${aliasOf(node.alias, printer)}${columns}`;
    }
    case 'join':
      return join(node, printer);
  }
}

const aliasOf = (alias: string | undefined, printer: Printer) =>
  alias === undefined ? '' : ` AS ${printer.name(alias)}`;

const usingOf = (names: string[], printer: Printer) =>
  `USING (${names.map((name) => printer.name(name)).join(', ')})`;

/** A dialect without NATURAL is told the fields, where they are known. */
function naturalJoin(node: Extract<Relation, { kind: 'join' }>, right: string, printer: Printer): string {
  const words = joinWords[node.type];
  if (!printer.dialect.cannot['join.natural']) return `NATURAL ${words} ${right}`;
  const shared = printer.shared(node);
  if (shared?.length) return `${words} ${right} ${usingOf(shared, printer)}`;
  if (shared && node.type === 'inner') return `${joinWords.cross} ${right}`;
  printer.check('join.natural', `NATURAL ${words}`);
  return `${words} ${right}`;
}

const joinWords = {
  inner: 'JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  cross: 'CROSS JOIN',
};

function join(node: Extract<Relation, { kind: 'join' }>, printer: Printer): string {
  if (node.type === 'full') printer.check('join.full', 'FULL JOIN');
  const right = relation(node.right, printer);
  const rightText = node.right.kind === 'join' ? `(\n${indent(right)}\n)` : right;
  const left = relation(node.left, printer);
  if (node.natural) return `${left}\n${naturalJoin(node, rightText, printer)}`;
  const using = node.using ? ` ${usingOf(node.using, printer)}` : '';
  const [on = ''] = condition('ON', node.on, printer);
  return `${left}\n${joinWords[node.type]} ${rightText}${using}${on && ` ${on}`}`;
}
