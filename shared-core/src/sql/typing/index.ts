export { columnsOf, typeExpression, typeQuery, type ColumnUse, type TypeOptions } from './typing';
export type { Scope } from './scope';
