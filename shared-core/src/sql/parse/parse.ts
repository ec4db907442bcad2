import type { Node, SelectStmt } from 'libpg-query';
import type { Expression, OrderTerm, Query, WindowSpec } from '../ast';
import { sqlErrors } from '../errors';
import { lineAndColumn, pointToCharacter } from '../positions';
import { loadedGrammar } from '../ready';
import { ParseContext } from './context';
import { lowerExpression } from './lower-expression';
import { lowerQuery } from './lower-query';
import { lowerStatement, statementName, type Statement } from './lower-statement';
import { lowerOrder, lowerWindow } from './lower-window';
import { shortenNames } from './long-names';

/**
 * Parses one SELECT (or VALUES) of PostgreSQL's dialect.
 * @throws `sql.syntax`, `sql.not-one-statement` (input), `sql.construct-refused` (refusal), each with its place
 * @public
 */
export function parseQuery(text: string): Query {
  const { statements, context } = grammar('', text, '');
  const [statement] = statements;
  if (!statement || statements.length !== 1)
    throw sqlErrors['not-one-statement']({ count: statements.length });
  if (!('SelectStmt' in statement)) throw context.refuse(statementName(statement));
  return lowerQuery(statement.SelectStmt, context);
}

/**
 * Parses one expression, such as `delay > 15 and origin = 'SVO'`.
 * @throws `sql.syntax`, `sql.not-one-expression` (input), `sql.construct-refused` (refusal)
 * @public
 */
export function parseExpression(text: string): Expression {
  const { select, context } = selectOf('select (', text, '\n)');
  const target = select.targetList?.[0];
  const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  const isOne = value && onlyHas(select, ['targetList']) && select.targetList?.length === 1;
  if (!isOne || 'RowExpr' in value) throw sqlErrors['not-one-expression']({ text });
  return lowerExpression(value, context);
}

/**
 * Parses one term of an ordering: an expression, then optionally `asc` or `desc`, `nulls first` or `nulls last`.
 * @throws `sql.syntax`, `sql.not-one-expression` (input), `sql.construct-refused` (refusal)
 * @public
 */
export function parseOrderTerm(text: string): OrderTerm {
  const { select, context } = selectOf('select 1 order by ', text, '\n');
  const [term, ...more] = select.sortClause ?? [];
  if (!term || more.length > 0 || !onlyHas(select, ['targetList', 'sortClause']))
    throw sqlErrors['not-one-expression']({ text });
  return lowerOrder([term], context)[0] as OrderTerm;
}

/**
 * Parses a window frame, such as `rows between 6 preceding and current row`.
 * @throws `sql.syntax`, `sql.not-one-expression` (input), `sql.construct-refused` (refusal)
 * @public
 */
export function parseFrame(text: string): NonNullable<WindowSpec['frame']> {
  const { select, context } = selectOf('select sum(1) over (order by 1 ', text, '\n)');
  const target = select.targetList?.[0];
  const call = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  const over = call && 'FuncCall' in call && onlyHas(select, ['targetList']) ? call.FuncCall.over : undefined;
  const frame = over && over.orderClause?.length === 1 ? lowerWindow(over, context).frame : undefined;
  if (!frame) throw sqlErrors['not-one-expression']({ text });
  return frame;
}

/**
 * What each statement of a text in PostgreSQL's dialect reads and writes, for lineage: a construct that no other
 * dialect could say counts as an operation over whatever is inside it.
 * @throws `sql.syntax` (input), `sql.construct-refused` (refusal) for a statement that this does not know
 * @public
 */
export function parseScript(text: string): Statement[] {
  const { statements, context } = grammar('', text, '', true);
  return statements.flatMap((statement) => lowerStatement(statement, context));
}

/** The statements of a text as PostgreSQL's own tree. @throws `sql.syntax` (input) @internal */
export const parseStatements = (text: string): Node[] => grammar('', text, '').statements;

function selectOf(
  prefix: string,
  text: string,
  suffix: string,
): { select: SelectStmt; context: ParseContext } {
  const { statements, context } = grammar(prefix, text, suffix);
  const [statement] = statements;
  if (!statement || statements.length !== 1 || !('SelectStmt' in statement))
    throw sqlErrors['not-one-expression']({ text });
  return { select: statement.SelectStmt, context };
}

const lowering = { expression: lowerExpression, query: lowerQuery };

const ignored = ['limitOption', 'op'];
const onlyHas = (select: SelectStmt, keys: string[]) =>
  Object.keys(select).every((key) => keys.includes(key) || ignored.includes(key));

/** Runs the grammar over the user's text, put between a prefix and a suffix that make it a statement. */
function grammar(
  prefix: string,
  text: string,
  suffix: string,
  isLenient = false,
): { statements: Node[]; context: ParseContext } {
  const whole = prefix + text + suffix;
  const parser = loadedGrammar();
  const names = shortenNames(whole);
  try {
    const parsed = whole.trim() === '' ? { stmts: [] } : parser.parseSync(names.text);
    const statements = (parsed.stmts ?? []).flatMap(({ stmt }) => (stmt ? [stmt] : []));
    return { statements, context: new ParseContext(text, prefix, names, lowering, isLenient) };
  } catch (error) {
    if (!parser.hasSqlDetails(error)) throw tooDeep(error);
    throw syntaxError(error.sqlDetails?.cursorPosition ?? 0, prefix, text, error.message);
  }
}

/** The grammar's own stack ends at some thousands of brackets or operators in one another. */
function tooDeep(error: unknown) {
  if (error instanceof RangeError)
    return sqlErrors['construct-refused']({ construct: 'an expression so deep' }, { cause: error });
  return error;
}

function syntaxError(point: number, prefix: string, text: string, message: string) {
  const at = Math.max(0, pointToCharacter(prefix + text, point) - prefix.length);
  const near = /^(?:[\p{L}\p{N}_$]+|'[^']{0,40}|"[^"]{0,40}"?|\S)/u.exec(text.slice(at))?.[0] ?? '';
  const reason = /^syntax error|at or near|at end of input/.test(message) ? {} : { reason: message };
  return sqlErrors.syntax({ near, at, ...reason }, { where: lineAndColumn(text, at) });
}
