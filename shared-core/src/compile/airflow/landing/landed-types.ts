import { simple, type Field, type LogicalType } from '../../../schema';
import type { Expression, Relation } from '../../../sql';
import type { FileFacts } from './file-facts';

/** A field that no loader reads by itself is landed as text and converted in SQL. */
export function landedType(field: Field, facts: FileFacts): LogicalType {
  return conversionOf(field, facts) ? simple('string') : field.type;
}

/** The relation that the pipeline's SQL reads: the landed table, its texts converted. */
export function landedRelation(path: string[], fields: Field[], facts: FileFacts): Relation {
  const table: Relation = { kind: 'table', path };
  if (!fields.some((field) => conversionOf(field, facts))) return table;
  const items = fields.map((field) => ({
    expression: conversionOf(field, facts) ?? ({ kind: 'column', name: field.name } satisfies Expression),
    alias: field.name,
  }));
  return { kind: 'derived', query: { kind: 'select', items, from: table }, alias: path.at(-1) as string };
}

const text = (value: string): Expression => ({ kind: 'literal', value, type: simple('string') });
const call = (name: string, ...values: Expression[]): Expression => ({
  kind: 'call',
  function: name,
  arguments: values,
});

function conversionOf({ name, type }: Field, facts: FileFacts): Expression | undefined {
  const value: Expression = { kind: 'column', name };
  const isNumber = type.kind === 'decimal' || type.kind === 'float';
  if (isNumber && facts.decimalSeparator === ',') {
    const digits = [' ', '\u00a0', '\u202f'].reduce<Expression>(
      (inner, space) => call('replace', inner, text(space), text('')),
      value,
    );
    return { kind: 'cast', operand: call('replace', digits, text(','), text('.')), type };
  }
  if (type.kind === 'date' && facts.dateFormat)
    return call('to_date', value, text(postgresPattern(facts.dateFormat)));
  if (type.kind === 'timestamp' && facts.timestampFormat) {
    return {
      kind: 'cast',
      operand: call('to_timestamp', value, text(postgresPattern(facts.timestampFormat))),
      type,
    };
  }
  return undefined;
}

const patternParts: Record<string, string> = {
  '%d': 'DD',
  '%m': 'MM',
  '%Y': 'YYYY',
  '%y': 'YY',
  '%H': 'HH24',
  '%M': 'MI',
  '%S': 'SS',
  '%-d': 'DD',
  '%-m': 'MM',
};

/** A strptime pattern as `to_date` and `to_timestamp` spell it. */
const postgresPattern = (pattern: string) => pattern.replace(/%-?\w/g, (part) => patternParts[part] ?? part);
