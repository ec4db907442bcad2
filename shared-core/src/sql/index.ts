/** SQL: the tree, the parser, the function catalogue and the dialects. The only room that knows an SQL parser. */
export type {
  At,
  BinaryOperator,
  Expression,
  FrameBound,
  OrderTerm,
  Query,
  Relation,
  SelectItem,
  SelectQuery,
  SetQuery,
  ValuesQuery,
  WindowSpec,
} from './ast';
