import { integer } from '../../../schema';
import type { Expression } from '../../ast';
import { level } from '../../print/level';
import { atom, type Printed, type Printer } from '../../print/printer';
import type { Spelling } from '../dialect';
import {
  argument,
  atTimeZone,
  byBytes,
  byCount,
  called,
  extractFrom,
  literalArgument,
  splitPart,
  subscript,
  substringBy,
  withinGroup,
  type Call,
} from '../spell';
import { withReplacement } from '../replacement';
import { formatPattern } from '../time-pattern';
import { guardedDivisor } from './division';
import { timeTokens } from './time-tokens';

/** Spelled and meant as in PostgreSQL; the vectors of the catalogue prove it. */
export const sameFunctions: ReadonlySet<string> = new Set(
  `lower upper length ltrim rtrim left right strpos replace translate concat concat_ws repeat reverse
  starts_with ascii chr md5 abs ceil floor power sqrt cbrt exp ln log sign pi sin cos tan asin acos atan
  atan2 degrees radians gcd lcm random now make_date make_timestamp date_trunc coalesce nullif greatest least count sum
  avg min max stddev stddev_pop variance var_pop covar_pop covar_samp regr_slope regr_intercept bool_and bool_or bit_and
  bit_or bit_xor any_value string_agg array_agg percentile_cont percentile_disc row_number rank dense_rank percent_rank
  cume_dist ntile grouping lag lead first_value last_value nth_value json_array_length array_to_string`.split(
    /\s+/,
  ),
);

/** What DuckDB spells otherwise. */
export const functions: Record<string, Spelling> = {
  bitand: '$1 & $2',
  bitor: '$1 | $2',
  bitxor: 'xor($1, $2)',
  bitnot: '~ $1',
  bit_shift_left: '$1 << $2',
  bit_shift_right: '$1 >> $2',
  collate: byBytes,
  unnest: 'unnest($1)',
  generate_series: (call, printer) => series(call, printer),
  octet_length: 'strlen($1)',
  btrim: 'trim($*)',
  substring: substringBy('substring'),
  lpad: byCount({ 2: "lpad($1, $2, ' ')", 3: 'lpad($1, $2, $3)' }),
  rpad: byCount({ 2: "rpad($1, $2, ' ')", 3: 'rpad($1, $2, $3)' }),
  initcap:
    "array_to_string(list_transform(regexp_extract_all($1, '[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+'), lambda part: upper(part[1]) || lower(part[2:])), '')",
  split_part: splitPart('split_part'),
  regexp_replace: (call, printer) => printer.plainCall(withReplacement(call, printer), 'regexp_replace'),
  regexp_substr: "nullif(regexp_extract($1, $2, 0), '')",
  regexp_like: 'regexp_matches($*)',
  regexp_count: 'len(regexp_extract_all($1, $2))',
  sha256_hex: 'sha256($1)',
  round: (call, printer) => rounded(call, printer),
  trunc: 'trunc($*)',
  mod: (call, printer) => modulo(call, printer),
  div: (call, printer) => wholeDivision(call, printer),
  width_bucket:
    'CASE WHEN $1 < $2 THEN 0 WHEN $1 >= $3 THEN $4 + 1 ELSE floor(($1 - $2) / ($3 - $2) * $4)::INTEGER + 1 END',
  current_date: 'current_date$',
  localtimestamp: 'localtimestamp$',
  extract: (call, printer) => extract(call, printer),
  to_char: (call, printer) => called('strftime', argument(call, 0, printer), pattern(call, printer)),
  to_date: (call, printer) =>
    atom(`CAST(strptime(${argument(call, 0, printer)}, ${pattern(call, printer)}) AS DATE)`),
  to_timestamp: (call, printer) => toTimestamp(call, printer),
  timezone: atTimeZone,
  date_bin: 'time_bucket($1, $2, $3)',
  corr: "nullif(corr($1, $2)$over, 'NaN'::DOUBLE)",
  mode: (call, printer) =>
    withinGroup(call, printer) ??
    atom(`mode(${call.orderBy?.map(({ expression }) => printer.text(expression))})${printer.suffix(call)}`),
  array_length: 'nullif(len($1), 0)',
  cardinality: 'len($1)',
  array_element: subscript,
  array_contains: 'list_contains($1, $2)',
  array_position: 'list_position($1, $2)',
  array_append: 'list_append($1, $2)',
  array_cat: 'list_concat($1, $2)',
  string_to_array: "CASE WHEN $1 = '' THEN []::VARCHAR[] ELSE string_split($1, $2) END",
};

/** Its series of integers is of BIGINT, and one of dates asks for timestamps. */
function series(call: Call, printer: Printer): Printed {
  const [first] = call.arguments as [Expression];
  if (printer.typeOf(first)?.kind === 'integer')
    return atom(
      `CAST(unnest(${printer.plainCall(call, 'generate_series').text}) AS ${printer.dialect.typeName(printer.typeOf(call) ?? integer(64), printer)})`,
    );
  const parts = call.arguments.map((part) =>
    printer.typeOf(part)?.kind === 'date' ? `CAST(${printer.text(part)} AS TIMESTAMPTZ)` : printer.text(part),
  );
  return called('unnest', `generate_series(${parts.join(', ')})`);
}

const pattern = (call: Call, printer: Printer) => formatPattern(call, timeTokens, printer);

/** PostgreSQL rounds a float8 half to even, a numeric half away from zero; `round` of DuckDB always does the latter. */
function rounded(call: Call, printer: Printer): Printed {
  const [number] = call.arguments;
  const isFloat = number !== undefined && printer.typeOf(number)?.kind === 'float';
  if (!isFloat || call.arguments.length > 1) return printer.plainCall(call, 'round');
  return called('round_even', argument(call, 0, printer), '0');
}

function modulo(call: Call, printer: Printer): Printed {
  const [left, right] = call.arguments;
  if (!left || !right) return printer.plainCall(call, 'mod');
  return printer.print({ kind: 'binary', operator: '%', left, right });
}

function wholeDivision(call: Call, printer: Printer): Printed {
  const [left, right] = call.arguments as [Expression, Expression];
  const operands = (operator: string) =>
    `${printer.operand(left, level.multiply)} ${operator} ${guardedDivisor(right, printer)}`;
  const areIntegers = [left, right].every((side) => printer.typeOf(side)?.kind === 'integer');
  if (areIntegers) return { text: operands('//'), level: level.multiply };
  return atom(`CAST(trunc(${operands('/')}) AS DECIMAL(38, 0))`);
}

/** DuckDB's seconds and epoch have no exact fraction. */
function extract(call: Call, printer: Printer): Printed {
  const unit = literalArgument(call, 0)?.toLowerCase();
  if (unit === 'second') return atom(`(microsecond(${argument(call, 1, printer)}) * 0.000001)`);
  if (unit === 'epoch') return atom(`(epoch_us(${argument(call, 1, printer)}) * 0.000001)`);
  return extractFrom(call, printer, unit);
}

function toTimestamp(call: Call, printer: Printer): Printed {
  if (call.arguments.length === 1) return called('to_timestamp', argument(call, 0, printer));
  return atom(`timezone('UTC', strptime(${argument(call, 0, printer)}, ${pattern(call, printer)}))`);
}
