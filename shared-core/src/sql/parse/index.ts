export {
  parseExpression,
  parseFrame,
  parseOrderTerm,
  parseQuery,
  parseScript,
  parseStatements,
} from './parse';
export type { DeclaredField, Statement } from './lower-statement';
