import type { Expression, OrderTerm } from '../../ast';
import { level } from '../../print/level';
import { atom, type Printed, type Printer } from '../../print/printer';
import type { Spelling } from '../dialect';
import { argument, literalArgument, withinGroup, type Call } from '../spell';
import { gathered, joined } from './gather';
import { asFloat } from './unify';

/**
 * Over no rows PostgreSQL's aggregates are NULL, ClickHouse's 0 or empty, unless their argument is Nullable.
 * Where rows may be missing the combinator OrNull says it.
 */
const orNull =
  (name: string): Spelling =>
  (call, printer) =>
    printer.plainCall(call, name + (needsOrNull(call, printer) ? 'OrNull' : ''));

function needsOrNull(call: Call, printer: Printer): boolean {
  const mayBeEmpty = !printer.scope?.grouped || call.filter !== undefined || call.over !== undefined;
  const [subject] = call.arguments;
  // Only of a column it is sure that what PostgreSQL calls nullable is Nullable there.
  const isNullable =
    subject?.kind === 'column' &&
    printer.typed(subject).type !== 'unknown' &&
    printer.typed(subject).nullable;
  return mayBeEmpty && !isNullable;
}

/** The stable ones, as PostgreSQL's are. These give NaN where PostgreSQL gives NULL: one row, or no spread. */
const finite =
  (name: string) =>
  (call: Call, printer: Printer): Printed =>
    atom(
      `ifNotFinite(${printer.plainCall(call, name + (needsOrNull(call, printer) ? 'OrNull' : '')).text}, NULL)`,
    );

export const aggregates: Record<string, Spelling> = {
  count: (call, printer) => count(call, printer),
  sum: (call, printer) => sum(call, printer),
  avg: orNull('avg'),
  min: orNull('min'),
  max: orNull('max'),
  any_value: orNull('any'),
  bool_and: orNull('min'),
  bool_or: orNull('max'),
  bit_and: orNull('groupBitAnd'),
  bit_or: orNull('groupBitOr'),
  bit_xor: orNull('groupBitXor'),
  stddev: finite('stddevSampStable'),
  stddev_pop: finite('stddevPopStable'),
  variance: finite('varSampStable'),
  var_pop: finite('varPopStable'),
  corr: (call, printer) => finite('corrStable')(asFloats(call, printer), printer),
  covar_pop: (call, printer) => finite('covarPopStable')(asFloats(call, printer), printer),
  covar_samp: (call, printer) => finite('covarSampStable')(asFloats(call, printer), printer),
  regr_slope: (call, printer) => regression(asFloats(call, printer), printer, 1),
  regr_intercept: (call, printer) => regression(asFloats(call, printer), printer, 2),
  string_agg: joined,
  array_agg: gathered,
  percentile_cont: (call, printer) => withinGroup(call, printer) ?? continuous(call, printer),
  percentile_disc: (call, printer) => withinGroup(call, printer) ?? discrete(call, printer),
  mode: { cannot: { en: 'its topK is approximate', ru: 'его topK приблизителен' } },
};

/** Aggregates of two columns take no decimals. */
const asFloats = (call: Call, printer: Printer): Call => ({
  ...call,
  arguments: call.arguments.map((argumentOf) => asFloat(argumentOf, printer)),
});

function count(call: Call, printer: Printer): Printed {
  const [subject] = call.arguments;
  if (call.distinct) return printer.plainCall({ ...call, distinct: false }, 'uniqExact');
  if (subject?.kind === 'star') return atom(`count()${printer.suffix(call)}`);
  const isNullableWindow =
    call.over !== undefined && subject !== undefined && printer.typed(subject).nullable;
  if (!isNullableWindow) return printer.plainCall(call, 'count');
  // ClickHouse 26.7 loses the column where count() of a Nullable stands over a window.
  return atom(`countIf(isNotNull(${printer.text(subject)}))${printer.suffix(call)}`);
}

/** A sum of 64-bit integers would wrap around in silence; PostgreSQL sums them as numeric, so the type is a decimal. */
function sum(call: Call, printer: Printer): Printed {
  const [subject] = call.arguments;
  const type = subject && printer.typeOf(subject);
  const name = `sum${needsOrNull(call, printer) ? 'OrNull' : ''}`;
  if (!subject || type?.kind !== 'integer' || type.bits < 64) return printer.plainCall(call, name);
  return atom(
    `${name}(${call.distinct ? 'DISTINCT ' : ''}toDecimal128(${printer.text(subject)}, 0))${printer.suffix(call)}`,
  );
}

function regression(call: Call, printer: Printer, part: 1 | 2): Printed {
  const text = `simpleLinearRegression(${argument(call, 1, printer)}, ${argument(call, 0, printer)})`;
  if (call.filter ?? call.over) return printer.refuse(`${call.function}() with FILTER or OVER`, noSuffix);
  return atom(`ifNotFinite(${text}.${part}, NULL)`);
}

const noSuffix = {
  en: 'it is made of several aggregates there',
  ru: 'там она собирается из нескольких агрегатов',
};

/** Interpolates between the two nearest values, as PERCENTILE.INC does. */
function continuous(call: Call, printer: Printer): Printed {
  const [term] = call.orderBy as [OrderTerm];
  const share = fraction(call, term, printer);
  const needsFloat = printer.typeOf(term.expression)?.kind === 'decimal';
  const subject = needsFloat ? `toFloat64(${printer.text(term.expression)})` : printer.text(term.expression);
  return atom(`quantileExactInclusiveOrNull(${share})(${subject})${printer.suffix(call)}`);
}

function fraction(call: Call, { direction }: OrderTerm, printer: Printer): string {
  const literal = literalArgument(call, 0);
  if (literal === undefined)
    return printer.refuse(`${call.function}() of a share that is not a literal`, {
      en: 'the share is a parameter of the function',
      ru: 'доля — параметр самой функции',
    }).text;
  return direction === 'asc' ? literal : String(1 - Number(literal));
}

/** The first value at or after the share; its own quantileExact takes the next one where the share falls on a value. */
function discrete(call: Call, printer: Printer): Printed {
  const [term] = call.orderBy as [OrderTerm];
  const [share] = call.arguments as [Expression];
  const subject = printer.text(term.expression);
  const suffix = printer.suffix({ ...call, arguments: [term.expression] });
  const sort = term.direction === 'asc' ? 'arraySort' : 'arrayReverseSort';
  const place = `toUInt64(greatest(1, ceil(${printer.operand(share, level.multiply)} * count(${subject})${suffix})))`;
  return atom(`arrayElementOrNull(${sort}(groupArray(${subject})${suffix}), ${place})`);
}
