/** SQL: the tree, the parser, the function catalogue and the dialects. The only room that knows an SQL parser. */
export type {
  At,
  BinaryOperator,
  Expression,
  FrameBound,
  GroupBy,
  OrderTerm,
  Query,
  Relation,
  SelectItem,
  SelectQuery,
  SetQuery,
  ValuesQuery,
  WindowSpec,
} from './ast';
export { sameExpression, withoutPositions } from './compare';
export { sqlErrors } from './errors';
export {
  intervalUnits,
  parseInterval,
  printInterval,
  type IntervalPart,
  type IntervalUnit,
} from './interval';
export { lineAndColumn } from './positions';
export { sqlReady } from './ready';
export { splitTerms } from './split-terms';
export { parseExpression, parseFrame, parseOrderTerm, type DeclaredField, type Statement } from './parse';
export { parseQuery, parseScript, readDialects, requireReadDialect } from './read';
export {
  printExpression,
  printQuery,
  quoteName,
  quoteText,
  refusals,
  type PrintOptions,
  type Refusal,
} from './print';
export { dialects } from './dialects';
export { dialectIds, type Dialect, type DialectId } from './dialects/dialect';
export { functionCatalogue, functionNamed, type FunctionSpec } from './functions';
export { columnsOf, typeExpression, typeQuery, type ColumnUse, type Scope, type TypeOptions } from './typing';
export { childrenOf } from './walk';
export { formatSql, transpile, type TranspileOptions, type Transpiled } from './transpile';
export type { Hazard } from './hazards';
export { guardReadOnly } from './guard';
export { declaredTables } from './declared-tables';
