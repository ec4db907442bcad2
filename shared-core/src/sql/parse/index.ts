export { parseExpression, parseFrame, parseOrderTerm, parseQuery } from './parse';
