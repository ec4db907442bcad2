import { array, parseType, type LogicalType } from '../../schema';
import { sayable } from '../typing/operators';
import { closed, commonType, isNumber, isOpen, type SqlType } from '../typing/sql-type';
import { resultRules } from './result-rules';

interface Parameter {
  pattern: string;
  optional: boolean;
  repeated: boolean;
}

/** A parsed signature. */
export interface Signature {
  parameters: Parameter[];
  result: string;
}

/**
 * Reads `string, integer? -> string`. A parameter is a class of types (any, string, number, integer, float, time,
 * date, timestamp, interval, boolean, json, bytes, uuid, array), a variable (`T`, `array<T>`), `?` optional or
 * `...` repeated. A result is a type, a variable, or `@rule`.
 */
export function parseSignature(text: string): Signature {
  const [left = '', result = ''] = text.split('->').map((side) => side.trim());
  const parameters = left === '' ? [] : left.split(',').map((part) => parameterOf(part.trim()));
  return { parameters, result };
}

const parameterOf = (text: string): Parameter => ({
  pattern: text.replace(/(\?|\.\.\.)$/, ''),
  optional: text.endsWith('?'),
  repeated: text.endsWith('...'),
});

/** The result of a call under a signature; undefined where the arguments do not fit. */
export function applySignature(signature: Signature, given: SqlType[]): SqlType | undefined {
  const parameters = spread(signature.parameters, given.length);
  if (!parameters) return undefined;
  const variables: Record<string, SqlType> = {};
  const fits = parameters.every((parameter, index) =>
    bind(parameter.pattern, given[index] ?? 'unknown', variables),
  );
  return fits ? resultOf(signature.result, given, variables) : undefined;
}

/** True where no argument had to be widened, so that this overload wins over others. */
export function fitsExactly(signature: Signature, given: SqlType[]): boolean {
  const parameters = spread(signature.parameters, given.length);
  return !!parameters?.every(({ pattern }, index) => {
    const type = given[index] ?? 'unknown';
    return isOpen(type) || !classes[pattern] || !widening[pattern] || classes[pattern](type);
  });
}

function spread(parameters: Parameter[], count: number): Parameter[] | undefined {
  const last = parameters.at(-1);
  const required = parameters.filter(({ optional }) => !optional).length;
  if (count < required || (count > parameters.length && !last?.repeated)) return undefined;
  return Array.from({ length: count }, (_, index) => (parameters[index] ?? last) as Parameter);
}

function bind(pattern: string, given: SqlType, variables: Record<string, SqlType>): boolean {
  const inner = /^array<(.+)>$/.exec(pattern)?.[1];
  if (inner) {
    if (isOpen(given)) return true;
    return given.kind === 'array' && bind(inner, given.of, variables);
  }
  if (/^[A-Z]$/.test(pattern)) {
    const common = commonType([variables[pattern] ?? 'null', given]);
    if (common) variables[pattern] = common;
    return common !== undefined;
  }
  if (isOpen(given)) return true;
  return (classes[pattern]?.(given) ?? false) || (widening[pattern]?.(given) ?? false);
}

const kindIs =
  (...kinds: LogicalType['kind'][]) =>
  (type: LogicalType) =>
    kinds.includes(type.kind);

/** Which types belong to a class of a signature. */
const classes: Record<string, (type: LogicalType) => boolean> = {
  any: () => true,
  string: kindIs('string', 'enum'),
  number: isNumber,
  integer: kindIs('integer'),
  exact: kindIs('integer', 'decimal'),
  float: kindIs('float'),
  boolean: kindIs('boolean'),
  date: kindIs('date'),
  timestamp: (type) => type.kind === 'timestamp' && !type.zone,
  timestamptz: (type) => type.kind === 'timestamp' && type.zone,
  instant: kindIs('timestamp', 'date'),
  time: kindIs('time'),
  temporal: kindIs('date', 'timestamp', 'time', 'interval'),
  interval: kindIs('interval'),
  json: kindIs('json'),
  bytes: kindIs('bytes'),
  uuid: kindIs('uuid'),
  array: kindIs('array'),
  sortable: kindIs(
    'string',
    'enum',
    'integer',
    'decimal',
    'float',
    'date',
    'time',
    'timestamp',
    'interval',
    'bytes',
  ),
  sayable,
};

/** What PostgreSQL widens without being asked. */
const widening: Record<string, (type: LogicalType) => boolean> = {
  float: isNumber,
  timestamp: kindIs('date', 'timestamp'),
  timestamptz: kindIs('date', 'timestamp'),
};

function resultOf(result: string, given: SqlType[], variables: Record<string, SqlType>): SqlType | undefined {
  const rule = resultRules[result];
  if (rule) return rule(given);
  const inner = /^array<([A-Z])>$/.exec(result)?.[1];
  if (inner) return array(closed(variables[inner] ?? 'text'));
  if (/^[A-Z]$/.test(result)) return variables[result] ?? 'unknown';
  return parseType(result);
}
