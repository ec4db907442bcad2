export { parseExpression, parseFrame, parseOrderTerm, parseQuery, parseStatements } from './parse';
