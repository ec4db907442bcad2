import type { FuncCall, Node, SQLValueFunction } from 'libpg-query';
import type { Expression } from '../ast';
import type { ParseContext } from './context';
import { jsonPath, literalText } from './json-path';
import { lowerOrder, lowerWindow } from './lower-window';
import { typeNamed } from './type-named';

type Call = Extract<Expression, { kind: 'call' }>;

/** Lowers a function call; SQL's own spellings (`extract(year from d)`) become calls of the catalogue's names. */
export function lowerCall(body: FuncCall, c: ParseContext): Expression {
  c.only(body, readParts, 'a call', body.location);
  const path = (body.funcname ?? []).map((part) => c.name(part));
  const name = path.filter((part) => part !== 'pg_catalog').join('.');
  const at = c.at(body.location);
  const items = (body.args ?? []).map((node) => argument(node, c));
  const special = specials[name];
  if (special) return { ...special(items, c, body.location), ...at };
  const orderBy = lowerOrder(body.agg_order, c);
  return {
    kind: 'call',
    function: aliases[name] ?? name,
    arguments: body.agg_star ? [{ kind: 'star' }] : items,
    ...(body.agg_distinct && { distinct: true }),
    ...(body.agg_filter && { filter: c.expression(body.agg_filter) }),
    ...(orderBy.length > 0 && { orderBy }),
    ...(body.over && {
      over: body.over.name !== undefined ? c.restore(body.over.name) : lowerWindow(body.over, c),
    }),
    ...at,
  };
}

const readParts = [
  'funcname',
  'args',
  'agg_order',
  'agg_filter',
  'agg_within_group',
  'agg_star',
  'agg_distinct',
  'over',
  'funcformat',
];

/** Names that PostgreSQL has twice, or that its grammar makes up for SQL's own spellings. */
const aliases: Record<string, string> = {
  position: 'strpos',
  char_length: 'length',
  character_length: 'length',
  ceiling: 'ceil',
  pow: 'power',
  every: 'bool_and',
  date_part: 'extract',
  stddev_samp: 'stddev',
  var_samp: 'variance',
  transaction_timestamp: 'now',
};

function argument(node: Node, c: ParseContext): Expression {
  if ('NamedArgExpr' in node) throw c.refuse('a named argument', node.NamedArgExpr.location);
  return c.expression(node);
}

type Special = (items: Expression[], c: ParseContext, location?: number) => Expression;

const text = literalText;

/** Calls that are not functions of the catalogue. */
const specials: Record<string, Special> = {
  parameter: ([name], c, location) => {
    const value = text(name);
    if (value === undefined)
      throw c.refuse("parameter() without a name in quotes: parameter('name')", location);
    return { kind: 'parameter', name: value };
  },
  try_cast: ([operand, name], c, location) => {
    const type = typeNamed(text(name) ?? '', c);
    if (!operand || !type)
      throw c.refuse("try_cast without a type in quotes: try_cast(field, 'integer')", location);
    return { kind: 'cast', operand, type, try: true };
  },
  json_extract_path: (items, c, location) => pathCall(items, false, c, location),
  json_extract_path_text: (items, c, location) => pathCall(items, true, c, location),
  jsonb_extract_path: (items, c, location) => pathCall(items, false, c, location),
  jsonb_extract_path_text: (items, c, location) => pathCall(items, true, c, location),
  substring: (items, c, location) => byPattern(items, c, location) ?? named('substring', items),
  substr: (items) => named('substring', items),
};

const named = (name: string, items: Expression[]): Call => ({
  kind: 'call',
  function: name,
  arguments: items,
});

function pathCall([root, ...path]: Expression[], asText: boolean, c: ParseContext, location?: number) {
  if (!root) throw c.refuse('a JSON path of nothing', location);
  return jsonPath(root, path.map(text), asText, c, location);
}

/** `substring(x from 'pattern')`: what a regular expression finds; with a group PostgreSQL gives that alone. */
function byPattern(items: Expression[], c: ParseContext, location?: number): Expression | undefined {
  const pattern = text(items[1]);
  if (pattern === undefined) return undefined;
  if (items.length > 2 || /(?<!\\)\((?!\?)/.test(pattern))
    throw c.refuse('substring() by an SQL pattern, or by one with a group', location);
  return named('regexp_substr', items);
}

/** current_date and its like, which have no brackets. */
export function lowerSqlValue(body: SQLValueFunction, c: ParseContext): Expression {
  const name = values[body.op ?? ''];
  if (!name)
    throw c.refuse((body.op ?? 'a session value').replace('SVFOP_', '').toLowerCase(), body.location);
  const call: Call = { kind: 'call', function: name, arguments: [], ...c.at(body.location) };
  return call;
}

const values: Record<string, string> = {
  SVFOP_CURRENT_DATE: 'current_date',
  SVFOP_CURRENT_TIMESTAMP: 'now',
  SVFOP_LOCALTIMESTAMP: 'localtimestamp',
};
