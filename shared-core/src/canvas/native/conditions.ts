import { refuse } from '../drawn-form';
import { oneStep, type NodeCall, type Translator } from '../node-call';
import { literal, quoted, readCell } from './item-expression';

/** A condition, whichever version of the form it comes from. */
interface Condition {
  left: unknown;
  right: unknown;
  type: string;
  operation: string;
  ignoresCase?: boolean;
}

type Print = (left: string, right: string) => string;

const contains: Print = (left, right) => `strpos(${left}, ${right}) > 0`;
const starts: Print = (left, right) => `starts_with(${left}, ${right})`;
const ends: Print = (left, right) => `right(${left}, length(${right})) = ${right}`;
/** JavaScript's negation of a missing value is true, SQL's is unknown. */
const not =
  (print: Print): Print =>
  (left, right) =>
    `(${print(left, right)}) is not true`;
const compare =
  (operator: string): Print =>
  (left, right) =>
    `${left} ${operator} ${right}`;

/** Operations of n8n's conditions, of the form of today and of that before. */
const operations: Record<string, Print> = {
  equals: compare('='),
  notEquals: compare('is distinct from'),
  gt: compare('>'),
  gte: compare('>='),
  lt: compare('<'),
  lte: compare('<='),
  after: compare('>'),
  afterOrEquals: compare('>='),
  before: compare('<'),
  beforeOrEquals: compare('<='),
  contains,
  notContains: not(contains),
  startsWith: starts,
  notStartsWith: not(starts),
  endsWith: ends,
  notEndsWith: not(ends),
  exists: (left) => `${left} is not null`,
  notExists: (left) => `${left} is null`,
  true: (left) => `${left} is true`,
  false: (left) => `${left} is false`,
};

/** Texts are empty too when nothing is in them. */
const empty: Record<string, Print> = {
  string: (left) => `coalesce(${left}, '') = ''`,
  other: (left) => `${left} is null`,
};

const formerNames: Record<string, string> = {
  equal: 'equals',
  notEqual: 'notEquals',
  larger: 'gt',
  largerEqual: 'gte',
  smaller: 'lt',
  smallerEqual: 'lte',
  isEmpty: 'empty',
  isNotEmpty: 'notEmpty',
  notStartsWith: 'notStartsWith',
};

function printCondition({ left, right, type, operation, ignoresCase = false }: Condition): string {
  const cell = readCell(left, 'conditions.leftValue', type);
  if (!('field' in cell))
    throw refuse(
      'a condition compares a field ({{ $json.name }}) here',
      'условие здесь сравнивает поле ({{ $json.name }})',
    );
  const field = quoted(cell.field);
  const name = formerNames[operation] ?? operation;
  const isEmpty = empty[type] ?? empty.other!;
  if (name === 'empty') return isEmpty(field, '');
  if (name === 'notEmpty') return `not (${isEmpty(field, '')})`;
  const print = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!print)
    throw refuse(
      `the comparison "${operation}" (${type}) has no SQL here`,
      `сравнению «${operation}» (${type}) нет SQL`,
    );
  const inCase =
    ignoresCase && type === 'string' ? (text: string) => `lower(${text})` : (text: string) => text;
  return print.length < 2 ? print(field, '') : print(inCase(field), inCase(comparand(right, type)));
}

function comparand(right: unknown, type: string): string {
  const cell = readCell(right, 'conditions.rightValue', type);
  if ('field' in cell) return quoted(cell.field);
  if ('expression' in cell) return `(${cell.expression})`;
  if (type === 'dateTime') return `timestamptz ${literal(String(cell.value))}`;
  if (type === 'boolean') return String(cell.value);
  if (type !== 'number') return literal(String(cell.value));
  const number = Number(cell.value);
  if (!Number.isFinite(number) || cell.value === '')
    throw refuse(`"${cell.value}" is no number`, `«${cell.value}» — не число`);
  return String(number);
}

/** Conditions as the form of today keeps them. */
export interface Conditions {
  conditions?: {
    leftValue?: unknown;
    rightValue?: unknown;
    operator?: { type?: string; operation?: string };
  }[];
  combinator?: string;
  options?: { caseSensitive?: boolean };
}

type Former = Record<string, { value1?: unknown; value2?: unknown; operation?: string }[]>;

/** The condition of Filter and If, as one expression. */
function whereOf({ form, version }: NodeCall): string {
  const raw = (form.node.parameters.conditions ?? {}) as Conditions & Former;
  const isToDay = Array.isArray(raw.conditions) || version >= 2;
  if (isToDay) return expressionOf(raw);
  const combinator = form.parameter<string>(
    'combineOperation',
    form.parameter<string>('combineConditions', 'all'),
  );
  return combined(former(raw), combinator);
}

/** Conditions of today as one expression. */
export const expressionOf = (conditions: Conditions): string =>
  combined(toDay(conditions), conditions.combinator);

function combined(conditions: Condition[], combinator = 'and'): string {
  if (conditions.length === 0) throw refuse('it has no condition', 'в нём нет условия');
  const isAny = /^(or|any)$/i.test(combinator);
  const printed = conditions.map(printCondition);
  return printed.length === 1 ? printed[0]! : printed.map((one) => `(${one})`).join(isAny ? ' or ' : ' and ');
}

function toDay({ conditions = [], options }: Conditions): Condition[] {
  return conditions.map(({ leftValue, rightValue, operator }) => ({
    ignoresCase: options?.caseSensitive === false,
    left: leftValue,
    right: rightValue,
    type: operator?.type ?? 'string',
    operation: operator?.operation ?? 'equals',
  }));
}

const former = (groups: Former): Condition[] =>
  Object.entries(groups).flatMap(([type, rows]) =>
    (Array.isArray(rows) ? rows : []).map(({ value1, value2, operation }) => ({
      left: value1,
      right: value2,
      type,
      operation: operation ?? (type === 'number' ? 'lt' : 'equals'),
    })),
  );

export const filter: Translator = (call) =>
  oneStep({ id: call.id(), kind: 'filter', input: call.input(), where: whereOf(call) });

/** True rows leave by the first output, all others by the second. */
export const branch: Translator = (call) => {
  const [input, where] = [call.input(), whereOf(call)];
  const [isTrue, isFalse] = [
    call.id(),
    call.id(`${call.form.node.name}_else`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_')),
  ];
  return {
    steps: [
      { id: isTrue, kind: 'filter', input, where },
      { id: isFalse, kind: 'filter', input, where: `(${where}) is not true` },
    ],
    outputs: [isTrue, isFalse],
  };
};
