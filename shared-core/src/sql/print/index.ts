export { printExpression, printQuery, quoteName, quoteText, refusals, type PrintOptions } from './print';
export type { Refusal } from './printer';
