import type { Spelling } from '../dialect';
import { bits } from './bits';
import { byBytes, byCount, splitPart as bySplitting, substringBy } from '../spell';
import { aggregates } from './aggregates';
import { regexpLike, regexpReplace } from './regexp';
import { splitPart, concat, concatWs } from './text';
import { atTimeZone, dateBin, dateTrunc, extract, toChar, toDate, toTimestamp } from './time';
import { div, mod, round } from './number';
import { series } from './series';
import { windows } from './windows';

/** Spelled and meant as in PostgreSQL; the vectors of the catalogue prove it. */
export const sameFunctions: ReadonlySet<string> = new Set(
  `repeat abs ceil floor trunc power sqrt cbrt exp sign pi sin cos tan asin acos atan atan2 degrees radians gcd lcm
  coalesce greatest least grouping row_number rank dense_rank percent_rank cume_dist ntile`.split(/\s+/),
);

/** What ClickHouse spells otherwise. Functions that end in UTF8 count characters, their short names count bytes. */
export const functions: Record<string, Spelling> = {
  ...bits,
  collate: byBytes,
  unnest: 'arrayJoin($1)',
  generate_series: series,
  lower: 'lowerUTF8',
  upper: 'upperUTF8',
  length: 'lengthUTF8',
  octet_length: 'length',
  btrim: 'trimBoth',
  ltrim: 'trimLeft',
  rtrim: 'trimRight',
  substring: substringBy('substringUTF8'),
  left: 'leftUTF8',
  right: 'rightUTF8',
  strpos: 'positionUTF8',
  replace: 'replaceAll',
  translate: 'translateUTF8',
  concat,
  concat_ws: concatWs,
  reverse: 'reverseUTF8',
  lpad: 'leftPadUTF8',
  rpad: 'rightPadUTF8',
  initcap: 'initcapUTF8',
  split_part: bySplitting(splitPart),
  starts_with: 'startsWith',
  ascii: {
    cannot: { en: 'ClickHouse has no code point of a character', ru: 'в ClickHouse нет кода символа' },
  },
  chr: {
    cannot: { en: 'its char() makes bytes, not characters', ru: 'его char() делает байты, а не символы' },
  },
  regexp_replace: regexpReplace,
  regexp_substr: "nullIf(regexpExtract($1, $2, 0), '')",
  regexp_like: regexpLike,
  regexp_count: 'countMatches($1, $2)',
  md5: 'lower(hex(MD5($1)))',
  sha256_hex: 'lower(hex(SHA256($1)))',
  round,
  mod,
  div,
  ln: 'log',
  log: byCount({ 1: 'log10($1)', 2: 'log($2) / log($1)' }),
  width_bucket: 'widthBucket(toFloat64($1), toFloat64($2), toFloat64($3), $4)',
  random: 'randCanonical',
  now: 'now64(6)$',
  current_date: 'toDate32(today())$',
  localtimestamp: 'now64(6)$',
  date_trunc: dateTrunc,
  extract,
  make_date: 'makeDate32',
  make_timestamp:
    'addMicroseconds(makeDateTime64($1, $2, $3, $4, $5, 0, 0, 6), toInt64(round($6 * 1000000)))',
  to_char: toChar,
  to_date: toDate,
  to_timestamp: toTimestamp,
  timezone: atTimeZone,
  date_bin: dateBin,
  nullif: 'nullIf',
  ...aggregates,
  ...windows,
  json_array_length: 'JSONLength',
  array_length: 'nullIf(length($1), 0)',
  cardinality: 'length',
  array_element: 'arrayElementOrNull($1, $2)',
  array_contains: 'has($1, $2)',
  array_position: 'nullIf(indexOf($1, $2), 0)',
  array_append: 'arrayPushBack',
  array_cat: 'arrayConcat',
  array_to_string: 'arrayStringConcat(arrayMap(x -> toString(x), $1), $2)',
  string_to_array: "if($1 = '', [], splitByString($2, $1))",
};
