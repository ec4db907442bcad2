import type { ReadingHazard } from './hazards';

/**
 * What a function of ClickHouse means, in the canonical dialect: `$1` is its first argument. Several texts are one for
 * each number of arguments. A function that is not here (nor among the aggregates) is refused by name.
 */
export interface Meaning {
  says: string | string[];
  hazard?: ReadingHazard;
}

const exact = (rows: Record<string, string | string[]>): [string, Meaning][] =>
  Object.entries(rows).map(([name, says]) => [name, { says }]);

const but = (hazard: ReadingHazard, rows: Record<string, string | string[]>): [string, Meaning][] =>
  Object.entries(rows).map(([name, says]) => [name, { says, hazard }]);

/** Spelled and meant alike; any number of arguments. */
export const same: ReadonlySet<string> = new Set(
  `abs ceil floor trunc power sqrt cbrt exp sign pi sin cos tan asin acos atan atan2 degrees radians gcd lcm
  coalesce greatest least nullif row_number rank dense_rank percent_rank cume_dist ntile first_value last_value
  nth_value repeat`.split(/\s+/),
);

const part = (unit: string, value = '$1') => `extract(${unit} from ${value})::integer`;
const start = (unit: string) => `date_trunc('${unit}', $1)`;
const bin = (step: string) => `date_bin(interval '${step}', $1, timestamp '1970-01-01 00:00:00')`;
const moved = (unit: string) => `$1 + $2 * interval '1 ${unit}'`;
const movedBack = (unit: string) => `$1 - $2 * interval '1 ${unit}'`;
const units = ['Year', 'Quarter', 'Month', 'Week', 'Day', 'Hour', 'Minute', 'Second'];
const step = (unit: string) => (unit === 'Quarter' ? '3 months' : `1 ${unit.toLowerCase()}`);

const time = exact({
  now: "date_trunc('second', localtimestamp)",
  now64: 'localtimestamp',
  today: 'current_date',
  yesterday: 'current_date - 1',
  todate: '$1::date',
  todate32: '$1::date',
  todatetime: "date_trunc('second', $1::timestamp)",
  toyear: part('year'),
  year: part('year'),
  toquarter: part('quarter'),
  quarter: part('quarter'),
  tomonth: part('month'),
  month: part('month'),
  todayofmonth: part('day'),
  day: part('day'),
  dayofmonth: part('day'),
  todayofweek: part('isodow'),
  dayofweek: part('isodow'),
  todayofyear: part('doy'),
  dayofyear: part('doy'),
  toisoweek: part('week'),
  toisoyear: part('isoyear'),
  tohour: part('hour'),
  hour: part('hour'),
  tominute: part('minute'),
  minute: part('minute'),
  tosecond: 'floor(extract(second from $1))::integer',
  second: 'floor(extract(second from $1))::integer',
  toyyyymm: '(extract(year from $1) * 100 + extract(month from $1))::integer',
  toyyyymmdd:
    '(extract(year from $1) * 10000 + extract(month from $1) * 100 + extract(day from $1))::integer',
  tostartofyear: `${start('year')}::date`,
  tostartofquarter: `${start('quarter')}::date`,
  tostartofmonth: `${start('month')}::date`,
  tomonday: `${start('week')}::date`,
  tolastdayofmonth: `(${start('month')} + interval '1 month' - interval '1 day')::date`,
  tostartofday: start('day'),
  tostartofhour: start('hour'),
  tostartofminute: start('minute'),
  tostartofsecond: start('second'),
  tostartoffiveminutes: bin('5 minutes'),
  tostartoffiveminute: bin('5 minutes'),
  tostartoftenminutes: bin('10 minutes'),
  tostartoffifteenminutes: bin('15 minutes'),
  tounixtimestamp: 'extract(epoch from $1::timestamp)::bigint',
  fromunixtimestamp: "to_timestamp($1) at time zone 'UTC'",
});

const moving = but(
  'date-and-interval',
  Object.fromEntries(
    units.flatMap((unit) => [
      [
        `add${unit.toLowerCase()}s`,
        unit === 'Quarter' ? `$1 + $2 * interval '${step(unit)}'` : moved(unit.toLowerCase()),
      ],
      [
        `subtract${unit.toLowerCase()}s`,
        unit === 'Quarter' ? `$1 - $2 * interval '${step(unit)}'` : movedBack(unit.toLowerCase()),
      ],
    ]),
  ),
);

const text = [
  ...exact({
    length: 'octet_length($1)',
    octet_length: 'octet_length($1)',
    lengthutf8: 'length($1)',
    char_length: 'length($1)',
    character_length: 'length($1)',
    lowerutf8: 'lower($1)',
    upperutf8: 'upper($1)',
    substringutf8: ['substring($1, $2)', 'substring($1, $2, $3)'],
    leftutf8: 'left($1, $2)',
    rightutf8: 'right($1, $2)',
    positionutf8: 'strpos($1, $2)',
    reverseutf8: 'reverse($1)',
    leftpadutf8: ['lpad($1, $2)', 'lpad($1, $2, $3)'],
    rightpadutf8: ['rpad($1, $2)', 'rpad($1, $2, $3)'],
    trimboth: ['btrim($1)', 'btrim($1, $2)'],
    trim: 'btrim($1)',
    trimleft: ['ltrim($1)', 'ltrim($1, $2)'],
    ltrim: ['ltrim($1)', 'ltrim($1, $2)'],
    trimright: ['rtrim($1)', 'rtrim($1, $2)'],
    rtrim: ['rtrim($1)', 'rtrim($1, $2)'],
    startswith: 'starts_with($1, $2)',
    endswith: 'right($1, length($2)) = $2',
    empty: "$1 = ''",
    notempty: "$1 <> ''",
    replaceall: 'replace($1, $2, $3)',
    replace: 'replace($1, $2, $3)',
    match: '$1 ~ $2',
    countsubstrings: "div(length($1) - length(replace($1, $2, '')), length($2))",
    tostring: '$1::text',
    md5_hex: 'md5($1)',
    arraystringconcat: ["array_to_string($1, '')", 'array_to_string($1, $2)'],
  }),
  ...but('ascii-case', { lower: 'lower($1)', lcase: 'lower($1)', upper: 'upper($1)', ucase: 'upper($1)' }),
  ...but('bytes-not-characters', {
    substring: ['substring($1, $2)', 'substring($1, $2, $3)'],
    substr: ['substring($1, $2)', 'substring($1, $2, $3)'],
    mid: ['substring($1, $2)', 'substring($1, $2, $3)'],
    left: 'left($1, $2)',
    right: 'right($1, $2)',
    position: 'strpos($1, $2)',
    locate: 'strpos($1, $2)',
    reverse: 'reverse($1)',
  }),
];

const number = [
  ...exact({
    plus: '$1 + $2',
    minus: '$1 - $2',
    multiply: '$1 * $2',
    modulo: '$1 % $2',
    negate: '-$1',
    intdiv: 'div($1, $2)',
    pow: 'power($1, $2)',
    ceiling: 'ceil($1)',
    truncate: ['trunc($1)', 'trunc($1, $2)'],
    log: 'ln($1)',
    ln: 'ln($1)',
    log10: 'log($1)',
    log2: 'log(2, $1)',
    tofloat32: '$1::float4',
    tofloat64: '$1::float8',
    touuid: '$1::uuid',
    tobool: '$1::boolean',
    toint64ornull: "try_cast($1, 'bigint')",
    toint64orzero: "coalesce(try_cast($1, 'bigint'), 0)",
    toint32ornull: "try_cast($1, 'integer')",
    toint32orzero: "coalesce(try_cast($1, 'integer'), 0)",
    tofloat64ornull: "try_cast($1, 'float8')",
    tofloat64orzero: "coalesce(try_cast($1, 'float8'), 0)",
    todateornull: "try_cast($1, 'date')",
  }),
  ...but('half-to-even', { round: ['round($1)', 'round($1, $2)'] }),
  ...but('division-by-zero', { divide: '$1::float8 / $2' }),
  ...but('cast-cuts', {
    toint8: '$1::tinyint',
    toint16: '$1::smallint',
    toint32: '$1::integer',
    toint64: '$1::bigint',
    touint8: '$1::uint8',
    touint16: '$1::uint16',
    touint32: '$1::uint32',
    touint64: '$1::uint64',
  }),
];

const logic = exact({
  equals: '$1 = $2',
  notequals: '$1 <> $2',
  less: '$1 < $2',
  lessorequals: '$1 <= $2',
  greater: '$1 > $2',
  greaterorequals: '$1 >= $2',
  like: '$1 like $2',
  notlike: '$1 not like $2',
  ilike: '$1 ilike $2',
  isnull: '$1 is null',
  isnotnull: '$1 is not null',
  ifnull: 'coalesce($1, $2)',
  tonullable: '$1',
  materialize: '$1',
  identity: '$1',
  currenttimestamp: "date_trunc('second', localtimestamp)",
});

const arrays = exact({
  has: 'array_contains($1, $2)',
  arrayelement: '$1[$2]',
  arrayconcat: 'array_cat($1, $2)',
  arraypushback: 'array_append($1, $2)',
});

/** Functions by their names in lower case. */
export const meanings: ReadonlyMap<string, Meaning> = new Map([
  ...time,
  ...moving,
  ...text,
  ...number,
  ...logic,
  ...arrays,
]);
