import { decimal, integer } from '../../schema';
import type { Expression } from '../ast';
import { sqlErrors } from '../errors';
import { functionNamed, functionNames } from '../functions';
import type { FunctionSpec } from '../functions/function-spec';
import { applySignature, fitsExactly, parseSignature, type Signature } from '../functions/signature';
import { nearest, type InnerScope } from './scope';
import { describe, type SqlType, type Typed } from './sql-type';
import type { Typer } from './typer';

type Call = Extract<Expression, { kind: 'call' }>;

const unknown: Typed = { type: 'unknown', nullable: true };
const signatures = new Map<FunctionSpec, Signature[]>();

/** Types a call by the catalogue. @throws (through the report) `sql.unknown-function`, `sql.wrong-arguments`, `sql.misplaced` */
export function typeCall(call: Call, scope: InnerScope, typer: Typer): Typed {
  const given = call.arguments.map((argument) =>
    argument.kind === 'star' ? undefined : typer.type(argument, scope),
  );
  typeParts(call, scope, typer);
  const spec = functionNamed(call.function);
  if (!spec)
    return typer.report.problem(
      sqlErrors['unknown-function'],
      nearest(call.function, functionNames(), call.at),
      unknown,
    );
  if (!isWellPlaced(call, spec, typer)) return unknown;
  if (call.arguments[0]?.kind === 'star') return { type: integer(64), nullable: false };
  const typed = given.filter((item) => item !== undefined);
  const values = spec.kind === 'ordered-set' ? [...typed, ...orderTypes(call, typer)] : typed;
  const type = resultType(
    call,
    spec,
    values.map((item) => item.type),
  );
  if (type === undefined)
    return typer.report.problem(sqlErrors['wrong-arguments'], argumentsError(call, spec, values), unknown);
  return { type, nullable: nullability(call, spec, values, scope) };
}

function typeParts(call: Call, scope: InnerScope, typer: Typer): void {
  if (call.filter) typer.condition(call.filter, scope, 'FILTER');
  if (call.orderBy) typer.order(call.orderBy, scope);
  if (typeof call.over === 'object') typer.window(call.over, scope);
}

const orderTypes = (call: Call, typer: Typer): Typed[] =>
  (call.orderBy ?? []).map(({ expression }) => typer.types.get(expression) ?? unknown);

function isWellPlaced(call: Call, spec: FunctionSpec, typer: Typer): boolean {
  const trouble = misplacements.find((row) => row.when(call, spec));
  if (!trouble) return true;
  return typer.report.problem(
    sqlErrors.misplaced,
    { what: trouble.what, place: `${call.function}()`, at: call.at },
    false,
  );
}

/** What may not be said of which kind of function. */
const misplacements: { what: string; when: (call: Call, spec: FunctionSpec) => boolean }[] = [
  {
    what: 'OVER',
    when: (call, { kind }) => call.over !== undefined && (kind === 'scalar' || kind === 'ordered-set'),
  },
  { what: 'a call without OVER', when: (call, { kind }) => call.over === undefined && kind === 'window' },
  { what: 'DISTINCT', when: (call, { kind }) => !!call.distinct && kind !== 'aggregate' },
  {
    what: 'FILTER',
    when: (call, { kind }) => !!call.filter && kind !== 'aggregate' && kind !== 'ordered-set',
  },
  {
    what: 'ORDER BY',
    when: (call, { kind }) => !!call.orderBy && kind !== 'aggregate' && kind !== 'ordered-set',
  },
  { what: 'a call without WITHIN GROUP', when: (call, { kind }) => !call.orderBy && kind === 'ordered-set' },
  {
    what: '*',
    when: ({ arguments: items, function: name }) => items[0]?.kind === 'star' && name !== 'count',
  },
];

function resultType(call: Call, spec: FunctionSpec, given: SqlType[]): SqlType | undefined {
  const all = signatures.get(spec) ?? spec.signatures.map(parseSignature);
  signatures.set(spec, all);
  const ordered = [...all.filter((signature) => fitsExactly(signature, given)), ...all];
  for (const signature of ordered) {
    const result = applySignature(signature, given);
    if (result !== undefined) return spec.name === 'extract' ? extracted(call) : result;
  }
  return undefined;
}

/** extract() gives numeric in PostgreSQL, so that a part divides with a fraction; seconds and the epoch have one. */
function extracted(call: Call): SqlType {
  const [unit] = call.arguments;
  const name = unit?.kind === 'literal' ? String(unit.value).toLowerCase() : '';
  return name === 'second' || name === 'epoch' ? decimal(18, 6) : decimal(10, 0);
}

function argumentsError(call: Call, spec: FunctionSpec, given: Typed[]) {
  return {
    function: call.function,
    given: given.map(({ type }) => describe(type)),
    wanted: spec.signatures.map((signature) => `(${signature.split('->')[0]?.trim() ?? ''})`),
    at: call.at,
  };
}

function nullability(call: Call, spec: FunctionSpec, given: Typed[], scope: InnerScope): boolean {
  if (spec.nulls === 'never') return false;
  if (spec.nulls === 'may') return true;
  if (spec.kind !== 'scalar') return isNullableAggregate(call, given, scope);
  if (given.length === 0) return false;
  return spec.nulls === 'all'
    ? given.every(({ nullable }) => nullable)
    : given.some(({ nullable }) => nullable);
}

/** An aggregate is NULL where it has no rows: without GROUP BY, with FILTER, or over a frame that may be empty. */
function isNullableAggregate(call: Call, given: Typed[], scope: InnerScope): boolean {
  const mayBeEmpty = !scope.grouped || call.filter !== undefined || call.over !== undefined;
  return mayBeEmpty || given.some(({ nullable }) => nullable);
}
