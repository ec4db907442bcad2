import type { Expression, GroupBy, Query, SelectItem, SelectQuery, SetQuery } from '../../ast';
import { outputName } from '../../parse/output-name';
import { childrenOf } from '../../walk';
import { withoutAliases } from './aliases';
import { isQueryAhead } from './ahead';
import { asCondition, mapped } from './build';
import { hasAggregate } from './has-aggregate';
import { joinedByAnd } from './row-values';
import { limitedBy } from './limit-by';
import { readOrder } from './order';
import { readRelation } from './relation';
import { readSettings } from './settings';
import { readWindow } from './window';
import type { Reading } from './reading';

/** Reads a whole query: WITH, SELECTs joined by UNION, INTERSECT and EXCEPT. */
export function readQuery(reading: Reading): Query {
  const { scalars } = reading;
  const parts = reading.takesWords('WITH') ? readWith(reading) : [];
  const query = readUnion(reading);
  reading.scalars = scalars;
  if (parts.length === 0 || query.kind === 'values') return query;
  return { ...query, with: [...parts, ...(query.with ?? [])] };
}

type CommonTables = NonNullable<SelectQuery['with']>;

/** `WITH name AS (SELECT …)` is a table, `WITH expression AS name` a value. */
function readWith(reading: Reading): CommonTables {
  const isRecursive = reading.takesWords('RECURSIVE');
  const scalars = new Map(reading.scalars);
  reading.scalars = scalars;
  const tables: CommonTables = [];
  do {
    const table = readCommonTable(reading, isRecursive);
    if (table) tables.push(table);
    else readScalar(reading, scalars);
  } while (reading.takes(','));
  return tables;
}

function readCommonTable(reading: Reading, isRecursive: boolean): CommonTables[number] | undefined {
  const { kind } = reading.peek();
  const isTable =
    (kind === 'word' || kind === 'name') &&
    reading.isWords('AS', 1) &&
    reading.isSymbol('(', 2) &&
    isQueryAhead(reading, 3);
  if (!isTable) return undefined;
  const name = reading.name();
  reading.next();
  reading.next();
  const query = reading.query();
  reading.expect(')');
  const isItself = isRecursive && JSON.stringify(query).includes(`"path":[${JSON.stringify(name)}]`);
  return { name, query, ...(isItself && { recursive: true }) };
}

function readScalar(reading: Reading, scalars: Map<string, Expression>): void {
  const outer = reading.aliases;
  reading.aliases = new Map(scalars);
  const expression = reading.bare();
  reading.expectWords('AS');
  const [item] = withoutAliases({ kind: 'select', items: [{ expression }] }, reading.aliases, reading).items;
  reading.aliases = outer;
  scalars.set(reading.name(), item?.expression ?? expression);
}

/** INTERSECT binds tighter than UNION and EXCEPT. */
function readUnion(reading: Reading): Query {
  let left = readIntersect(reading);
  for (;;) {
    const { at } = reading.peek();
    const operator = reading.takesOneOf(['UNION', 'EXCEPT'] as const);
    if (!operator) return left;
    const word = reading.takesOneOf(['ALL', 'DISTINCT'] as const);
    if (!word && operator === 'UNION') reading.refuse('UNION without ALL or DISTINCT', at);
    left = united(
      operator === 'UNION' ? 'union' : 'except',
      word !== 'DISTINCT',
      left,
      readIntersect(reading),
    );
  }
}

function readIntersect(reading: Reading): Query {
  let left = readPart(reading);
  while (reading.takesWords('INTERSECT')) {
    const word = reading.takesOneOf(['ALL', 'DISTINCT'] as const);
    left = united('intersect', word !== 'DISTINCT', left, readPart(reading));
  }
  return left;
}

const united = (operator: SetQuery['operator'], all: boolean, left: Query, right: Query): SetQuery => ({
  kind: 'set',
  operator,
  all,
  left,
  right,
});

function readPart(reading: Reading): Query {
  if (!reading.isSymbol('(')) return readSelect(reading);
  reading.next();
  const query = reading.query();
  reading.expect(')');
  return query;
}

/** Reads one SELECT; FROM may come first. */
function readSelect(reading: Reading): Query {
  const outer = reading.aliases;
  reading.aliases = new Map();
  const parts = reading.takesWords('WITH') ? readWith(reading) : [];
  const early = reading.takesWords('FROM') ? readRelation(reading) : undefined;
  reading.expectWords('SELECT');
  const distinct = readDistinct(reading);
  const items = reading.list(() => readItem(reading));
  const from = early ?? (reading.takesWords('FROM') ? readRelation(reading) : undefined);
  const select: SelectQuery = {
    kind: 'select',
    ...(parts.length > 0 && { with: parts }),
    ...(distinct && { distinct }),
    items,
    ...(from && { from }),
    ...readFilters(reading),
    ...readGroup(items, reading),
    ...readBehindGroup(reading),
  };
  const tail = readTail(reading);
  const names = new Map([...reading.scalars, ...reading.aliases]);
  const whole = withoutAliases({ ...select, ...tail.limits }, names, reading);
  reading.aliases = outer;
  checkRows(whole, reading);
  const query = whole.from ? withArrayNames(whole) : whole;
  return tail.by
    ? limitedBy(
        query,
        { ...tail.by, keys: tail.by.keys.map((key) => resolvedKey(key, names, reading)) },
        reading,
      )
    : query;
}

/** arrayJoin() stands alone as one output of a SELECT without groups; elsewhere it multiplies the rows of its own accord. */
function checkRows({ items, where, groupBy, having }: SelectQuery, reading: Reading): void {
  const outputs = items.filter(({ expression }) => givesRows(expression));
  const inside = [...items.map(({ expression }) => expression), where, having]
    .flatMap((expression) => (expression ? childrenOf(expression) : []))
    .some(hasRows);
  if (inside || outputs.length > 1 || (groupBy && outputs.length > 0) || (where && givesRows(where)))
    reading.refuse('arrayJoin() inside an expression or beside groups', outputs[0]?.expression.at);
}

const givesRows = (expression: Expression) => expression.kind === 'call' && expression.function === 'unnest';
const hasRows = (expression: Expression): boolean =>
  givesRows(expression) || childrenOf(expression).some(hasRows);

/** Keys of LIMIT BY are looked up as those of GROUP BY are. */
function resolvedKey(key: Expression, names: ReadonlyMap<string, Expression>, reading: Reading): Expression {
  const [item] = withoutAliases({ kind: 'select', items: [{ expression: key }] }, names, reading).items;
  return item?.expression ?? key;
}

function readDistinct(reading: Reading): SelectQuery['distinct'] {
  if (!reading.takesWords('DISTINCT')) return undefined;
  if (!reading.isWords('ON') || !reading.isSymbol('(', 1)) return 'all';
  reading.next();
  return reading.inBrackets(() => reading.expression());
}

/** Words that no output's name without AS may be. */
const notNames = new Set(
  `FROM WHERE PREWHERE GROUP ORDER HAVING LIMIT OFFSET SETTINGS FORMAT UNION INTERSECT EXCEPT INTO WINDOW QUALIFY WITH
  BY ASC DESC NULLS AS IS NOT IN LIKE ILIKE BETWEEN AND OR DIV MOD GLOBAL APPLY REPLACE FILL`.split(/\s+/),
);

function readItem(reading: Reading): SelectItem {
  const expression = reading.bare();
  if (expression.kind === 'star') return { expression };
  const alias = readName(reading);
  if (alias !== undefined) reading.aliases.set(alias, expression);
  return { expression, alias: alias ?? outputName(expression) };
}

function readName(reading: Reading): string | undefined {
  if (reading.takesWords('AS')) return reading.name();
  const { kind, value } = reading.peek();
  const isName = kind === 'name' || (kind === 'word' && !notNames.has(value.toUpperCase()));
  return isName ? reading.next().value : undefined;
}

function readFilters(reading: Reading): { where?: Expression } {
  const conditions: Expression[] = [];
  while (reading.takesOneOf(['PREWHERE', 'WHERE'] as const))
    conditions.push(asCondition(reading.expression()));
  return conditions.length > 0 ? { where: joinedByAnd(conditions) } : {};
}

function readGroup(items: SelectItem[], reading: Reading): { groupBy?: GroupBy } {
  if (!reading.takesWords('GROUP BY')) return {};
  if (reading.takesWords('ALL'))
    return {
      groupBy: {
        kind: 'plain',
        items: items.map(({ expression }) => expression).filter((item) => !hasAggregate(item)),
      },
    };
  const { at } = reading.peek();
  const word = reading.takesOneOf(['ROLLUP', 'CUBE', 'GROUPING SETS'] as const);
  // A key that is left out is 0 or empty there, where it is NULL in the tree.
  if (word) reading.refuse(word, at);
  const keys = reading.list(() => reading.expression()).map((key) => byPosition(key, items));
  const end = reading.peek().at;
  const kind = reading.takesOneOf(['WITH ROLLUP', 'WITH CUBE', 'WITH TOTALS'] as const);
  if (kind) reading.refuse(kind, end);
  return { groupBy: { kind: 'plain', items: keys } };
}

function byPosition(key: Expression, items: SelectItem[]): Expression {
  const isPosition = key.kind === 'literal' && typeof key.value === 'number';
  return isPosition ? (items[Number(key.value) - 1]?.expression ?? key) : key;
}

function readBehindGroup(reading: Reading): Partial<SelectQuery> {
  if (reading.isWords('WITH TOTALS')) {
    reading.refuse('WITH TOTALS');
    reading.takesWords('WITH TOTALS');
  }
  const having = reading.takesWords('HAVING') ? asCondition(reading.expression()) : undefined;
  const windows = reading.takesWords('WINDOW')
    ? reading.list(() => {
        const name = reading.name();
        reading.expectWords('AS');
        return { name, spec: readWindow(reading) };
      })
    : undefined;
  if (reading.isWords('QUALIFY')) {
    reading.refuse('QUALIFY');
    reading.next();
    reading.expression();
  }
  return { ...(having && { having }), ...(windows && { windows }) };
}

interface Tail {
  limits: Pick<SelectQuery, 'orderBy' | 'limit' | 'offset'>;
  by?: { count: Expression; offset?: Expression; keys: Expression[] };
}

/** ORDER BY, LIMIT n BY, LIMIT, OFFSET, SETTINGS, FORMAT. */
function readTail(reading: Reading): Tail {
  const tail: Tail = { limits: {} };
  if (reading.isWords('ORDER BY ALL') && !reading.isSymbol('.', 3)) reading.refuse('ORDER BY ALL');
  if (reading.takesWords('ORDER BY')) tail.limits.orderBy = readOrder(reading);
  if (reading.takesWords('INTERPOLATE') && reading.takes('(')) {
    reading.skip(() => reading.isSymbol(')'));
    reading.expect(')');
  }
  for (;;) {
    if (reading.takesWords('LIMIT')) readLimit(tail, reading);
    else if (reading.takesWords('OFFSET')) {
      tail.limits.offset = reading.expression();
      reading.takesOneOf(['ROWS', 'ROW'] as const);
    } else if (reading.isWords('FETCH')) {
      reading.refuse('FETCH: write LIMIT');
      reading.skip();
    } else if (!readSettings(reading)) return tail;
  }
}

/** `LIMIT n`, `LIMIT offset, n`, and either with BY behind. */
function readLimit(tail: Tail, reading: Reading): void {
  const first = reading.expression();
  const second = reading.takes(',') ? reading.expression() : undefined;
  const behind = reading.takesWords('OFFSET') ? reading.expression() : undefined;
  const count = second ?? first;
  const offset = second ? first : behind;
  if (reading.takesWords('BY'))
    tail.by = { count, ...(offset && { offset }), keys: reading.list(() => reading.expression()) };
  else {
    tail.limits.limit = count;
    if (offset) tail.limits.offset = offset;
    if (reading.isWords('WITH TIES')) {
      reading.refuse('WITH TIES');
      reading.takesWords('WITH TIES');
    }
  }
}

/** The item of `ARRAY JOIN arr` has the name of its array: of the two the item is meant. */
function withArrayNames(select: SelectQuery): SelectQuery {
  const names = arrayNames(select.from);
  if (names.size === 0) return select;
  const qualified = (expression: Expression) =>
    mapped(expression, (node) =>
      node.kind === 'column' && node.table === undefined && names.has(node.name)
        ? { ...node, table: node.name }
        : node,
    );
  return {
    ...select,
    items: select.items.map((item) => ({ ...item, expression: qualified(item.expression) })),
    ...(select.where && { where: qualified(select.where) }),
    ...(select.groupBy && { groupBy: { ...select.groupBy, items: select.groupBy.items.map(qualified) } }),
    ...(select.having && { having: qualified(select.having) }),
  };
}

function arrayNames(relation: SelectQuery['from']): Set<string> {
  if (relation?.kind !== 'join') return new Set();
  const { right } = relation;
  const isArray = right.kind === 'derived' && right.lateral === true && right.query.kind === 'select';
  const own = isArray && right.query.kind === 'select' ? right.query.items : [];
  const same = own.flatMap(({ expression, alias }) => {
    const [array] = expression.kind === 'call' ? expression.arguments : [];
    return array?.kind === 'column' && array.name === alias ? [alias] : [];
  });
  return new Set([...same, ...arrayNames(relation.left)]);
}
