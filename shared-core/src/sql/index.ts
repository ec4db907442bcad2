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
export { intervalUnits, parseInterval, printInterval, type IntervalPart, type IntervalUnit } from './interval';
export { lineAndColumn } from './positions';
export { sqlReady } from './ready';
export { parseExpression, parseFrame, parseOrderTerm, parseQuery } from './parse';
