import type { Expression, Query, Relation, SelectQuery } from '../../ast';
import { binary, call, whole } from './build';
import { isQueryAhead } from './ahead';
import type { Reading } from './reading';

type JoinType = Extract<Relation, { kind: 'join' }>['type'];

/** Reads FROM: tables, subqueries, table functions, joins and ARRAY JOIN. */
export function readRelation(reading: Reading): Relation {
  let left = readOne(reading);
  for (;;) {
    const joined = readJoin(left, reading) ?? readArrayJoin(left, reading);
    if (!joined) return left;
    left = joined;
  }
}

function readOne(reading: Reading): Relation {
  const { at } = reading.peek();
  const relation = reading.isSymbol('(') ? readBracketed(reading) : readNamed(reading);
  // FINAL and SAMPLE may stand before the alias or behind it.
  readModifiers(reading);
  const alias = readAlias(reading);
  if (alias !== undefined && reading.isSymbol('(')) {
    reading.refuse('column names behind a table');
    reading.inBrackets(() => reading.name());
  }
  readModifiers(reading);
  return withAlias(relation, alias, at);
}

function readBracketed(reading: Reading): Relation | Query {
  const isQuery = isQueryAhead(reading, 1);
  reading.next();
  const inside = isQuery ? reading.query() : readRelation(reading);
  reading.expect(')');
  return inside;
}

const isQuery = (relation: Relation | Query): relation is Query =>
  relation.kind === 'select' || relation.kind === 'set' || relation.kind === 'values';

function withAlias(relation: Relation | Query, alias: string | undefined, at: number): Relation {
  if (isQuery(relation)) return { kind: 'derived', query: relation, alias: alias ?? 'subquery', at };
  if (alias === undefined) return relation;
  return relation.kind === 'table' || relation.kind === 'derived' ? { ...relation, alias } : relation;
}

function readModifiers(reading: Reading): void {
  for (;;) {
    const { at } = reading.peek();
    if (reading.takesWords('FINAL')) reading.refuse('FINAL', at);
    else if (reading.isWords('SAMPLE')) {
      reading.refuse('SAMPLE', at);
      reading.next();
      reading.expression();
      if (reading.takesWords('OFFSET')) reading.expression();
    } else return;
  }
}

/** Words that no alias without AS may be. */
const notAliases = new Set(
  `ALL ANTI ANY ARRAY ASOF CROSS EXCEPT FINAL FORMAT FROM FULL GLOBAL GROUP HAVING INNER INTERSECT INTO JOIN LEFT LIMIT
  OFFSET ON ORDER PASTE PREWHERE QUALIFY RIGHT SAMPLE SEMI SETTINGS UNION USING WHERE WINDOW WITH SELECT`.split(
    /\s+/,
  ),
);

function readAlias(reading: Reading): string | undefined {
  if (reading.takesWords('AS')) return reading.name();
  const { kind, value } = reading.peek();
  const isAlias = kind === 'name' || (kind === 'word' && !notAliases.has(value.toUpperCase()));
  return isAlias ? reading.next().value : undefined;
}

/** `table`, `db.table`, `function(…)`, `{name:Identifier}`. */
function readNamed(reading: Reading): Relation | Query {
  const { at } = reading.peek();
  if (reading.isSymbol('{')) {
    reading.refuse('a table by a parameter', at);
    reading.next();
    const name = reading.name();
    reading.skip(() => reading.isSymbol('}'));
    reading.next();
    return { kind: 'table', path: [name], at };
  }
  const path = [reading.name()];
  while (reading.takes('.')) path.push(reading.name());
  if (reading.isSymbol('(')) return readFunction(path.join('.'), reading, at);
  return { kind: 'table', path, at };
}

/** `numbers(n)` is a series; what reads elsewhere has no place in the tree, but a name for lineage. */
function readFunction(name: string, reading: Reading, at: number): Relation {
  const start = reading.mark();
  if (isQueryAhead(reading, 1)) {
    reading.next();
    const query = reading.query();
    reading.expect(')');
    reading.refuse(`${name}()`, at);
    return { kind: 'derived', query, alias: name, at };
  }
  const parts = reading.inBrackets(() => reading.expression());
  if (/^(numbers(_mt)?|system\.numbers)$/i.test(name)) return numbers(parts, at);
  reading.refuse(`the table function ${name}()`, at);
  start();
  const from = reading.peek().at;
  reading.inBrackets(() => reading.expression());
  const named = tableOfCluster(name, parts);
  return { kind: 'table', path: named ?? [`${name}${reading.text.slice(from, reading.peek(-1).end)}`], at };
}

function numbers(parts: Expression[], at: number): Relation {
  const [first = whole(0), second] = parts;
  const [from, count] = second ? [first, second] : [whole(0), first];
  const to = binary('-', binary('+', from, count), whole(1));
  const last = from.kind === 'literal' && from.value === 0 ? binary('-', count, whole(1)) : to;
  const query: Query = {
    kind: 'select',
    items: [{ expression: call('generate_series', [from, last]), alias: 'number' }],
  };
  return { kind: 'derived', query, alias: 'numbers', at };
}

/** `cluster('name', db.table)`, `remote('host', 'db', 'table')` read a table after all. */
function tableOfCluster(name: string, [, ...parts]: Expression[]): string[] | undefined {
  if (!/^(cluster|clusterallreplicas|remote|remotesecure)$/i.test(name)) return undefined;
  const [first, second] = parts;
  if (first?.kind === 'column') return [first.table, first.name].filter((part) => part !== undefined);
  const words = [first, second].flatMap((part) =>
    part?.kind === 'literal' && typeof part.value === 'string' ? [part.value] : [],
  );
  return words.length > 0 ? words : undefined;
}

const strictness = ['ALL', 'ANY', 'ASOF', 'SEMI', 'ANTI'] as const;
const sides: Record<string, JoinType> = {
  INNER: 'inner',
  LEFT: 'left',
  RIGHT: 'right',
  FULL: 'full',
  CROSS: 'cross',
};
const joinWords = [
  'GLOBAL',
  'LOCAL',
  'ALL',
  'ANY',
  'ASOF',
  'SEMI',
  'ANTI',
  'INNER',
  'LEFT',
  'RIGHT',
  'FULL',
  'OUTER',
  'CROSS',
  'PASTE',
] as const;

function readJoin(left: Relation, reading: Reading): Relation | undefined {
  const { at } = reading.peek();
  if (reading.takes(',')) return { kind: 'join', type: 'cross', left, right: readOne(reading) };
  const back = reading.mark();
  const words: string[] = [];
  for (let word; (word = reading.takesOneOf(joinWords));) words.push(word);
  if (!reading.takesWords('JOIN')) return void back();
  const strict = strictness.find((word) => words.includes(word) && word !== 'ALL');
  if (strict) reading.refuse(`${strict} JOIN`, at);
  if (words.includes('PASTE')) reading.refuse('PASTE JOIN', at);
  const type = sides[words.find((word) => sides[word]) ?? 'INNER'] ?? 'inner';
  const right = readOne(reading);
  if (type !== 'inner' && type !== 'cross') reading.warn('rows-without-a-pair', at);
  return { kind: 'join', type, left, right, ...readCondition(type, reading) };
}

function readCondition(type: JoinType, reading: Reading): { on?: Expression; using?: string[] } {
  if (type === 'cross') return {};
  if (reading.takesWords('ON')) return { on: reading.expression() };
  if (!reading.takesWords('USING')) {
    reading.refuse('a join without ON');
    return {};
  }
  if (reading.isSymbol('(')) return { using: reading.inBrackets(() => reading.name()) };
  return { using: reading.list(() => reading.name()) };
}

/** `ARRAY JOIN a AS x`: a row for each item, as LATERAL over unnest() gives. */
function readArrayJoin(left: Relation, reading: Reading): Relation | undefined {
  const { at } = reading.peek();
  const isLeft = reading.isWords('LEFT ARRAY JOIN');
  if (!isLeft && !reading.isWords('ARRAY JOIN') && !reading.isWords('INNER ARRAY JOIN')) return undefined;
  while (!reading.takesWords('JOIN')) reading.next();
  const items = reading.list(() => readArray(reading));
  if (items.length > 1) reading.refuse('ARRAY JOIN of several arrays', at);
  if (isLeft) reading.warn('rows-without-a-pair', at);
  const query: SelectQuery = {
    kind: 'select',
    items: items.map(({ alias, expression }) => ({ expression: call('unnest', [expression]), alias })),
  };
  const alias = items[0]?.alias ?? 'array_join';
  const right: Relation = { kind: 'derived', query, alias, lateral: true, at };
  const truth: Expression = { kind: 'literal', value: true, type: { kind: 'boolean' } };
  return isLeft
    ? { kind: 'join', type: 'left', left, right, on: truth }
    : { kind: 'join', type: 'cross', left, right };
}

function readArray(reading: Reading): { expression: Expression; alias: string } {
  const expression = reading.bare();
  if (reading.takesWords('AS')) return { expression, alias: reading.name() };
  return { expression, alias: expression.kind === 'column' ? expression.name : 'array_join' };
}
