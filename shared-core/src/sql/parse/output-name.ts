import type { Expression } from '../ast';

/** The name that PostgreSQL gives an output without one (FigureColname of its parse_target.c). @internal */
export function outputName(expression: Expression): string {
  return named(expression) ?? '?column?';
}

function named(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'column':
      return expression.name;
    case 'call':
      return expression.function === 'array_element'
        ? named(expression.arguments[0] as Expression)
        : lastPart(expression.function);
    case 'cast':
      return named(expression.operand) ?? typeWord[expression.type.kind] ?? expression.type.kind;
    case 'literal':
      return typeof expression.value === 'boolean' ? 'bool' : literalWord(expression);
    case 'interval':
    case 'case':
    case 'array':
    case 'exists':
      return expression.kind;
    case 'subquery':
      return expression.query.kind === 'select' ? expression.query.items[0]?.alias : undefined;
    case 'parameter':
      return expression.name;
    default:
      return undefined;
  }
}

const lastPart = (name: string) => name.split('.').at(-1);

function literalWord({ type }: Extract<Expression, { kind: 'literal' }>): string | undefined {
  return type !== 'null' && ['date', 'time', 'timestamp'].includes(type.kind) ? type.kind : undefined;
}

const typeWord: Record<string, string> = {
  boolean: 'bool',
  integer: 'int',
  decimal: 'numeric',
  float: 'float',
  string: 'text',
};
