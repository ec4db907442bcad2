import { dateFormats } from './date-formats';
import type { StatDialect } from './stat-dialect';

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** A zero byte would end the statement. */
const single = (text: string) =>
  text.includes('\0') ? `(${text.split('\0').map(quoted).join(' || chr(0) || ')})` : quoted(text);
const double = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** `least` and `greatest` pass over NULL, so it is kept out by hand. */
const binOf = (x: string, minimum: number, width: number, bins: number) =>
  `CASE WHEN ${x} IS NOT NULL THEN least(greatest(floor((${x} - (${minimum})) / ${width}), 0), ${bins - 1}) END`;

/** Text that starts with 0 and goes on with a digit: `:` follows `9`. A range of texts is cheaper than a pattern. */
const hasLeadingZero = (x: string) => `(${x} >= '00' AND ${x} < '0:')`;

/**
 * A cast of DuckDB is generous: it rounds '1.5' to an integer and cuts the time off a date. So the text must also look
 * like what it becomes, and an integer must print as it was written (no leading zero, no plus).
 */
const duckdbCast: Record<string, (x: string) => string> = {
  boolean: (x) => `CASE WHEN lower(${x}) IN ('true', 'false') THEN lower(${x}) = 'true' END`,
  integer: (x) => `TRY_CAST(${x} AS BIGINT)`,
  float: (x) => `TRY_CAST(${x} AS DOUBLE)`,
  date: (x) => `TRY_CAST(${x} AS DATE)`,
  timestamp: (x) => `TRY_CAST(${x} AS TIMESTAMP)`,
  timestamptz: (x) => `TRY_CAST(${x} AS TIMESTAMPTZ)`,
  time: (x) => `TRY_CAST(${x} AS TIME)`,
  uuid: (x) => `TRY_CAST(${x} AS UUID)`,
  ...Object.fromEntries(
    dateFormats.map(({ id, strptime }) => [id, (x: string) => `try_strptime(${x}, ${single(strptime)})`]),
  ),
};

const duckdbFits: NonNullable<StatDialect['fits']> = {
  ...Object.fromEntries(
    Object.entries(duckdbCast).map(([kind, cast]) => [kind, (x: string) => `${cast(x)} IS NOT NULL`]),
  ),
  integer: (x) => `CAST(TRY_CAST(${x} AS BIGINT) AS VARCHAR) = ${x}`,
  float: (x) => `(TRY_CAST(${x} AS DOUBLE) IS NOT NULL AND NOT ${hasLeadingZero(x)})`,
  date: (x) => `(TRY_CAST(${x} AS DATE) IS NOT NULL AND strlen(${x}) <= 10)`,
};

/** Bits of a bitmap that distinct values are counted in, least and most. */
const bitmapBits = { least: 2 ** 16, most: 2 ** 24 };
/** Rows that are counted without leaving hashes out, and the largest part that is left out: all but one in so many. */
const sparing = { rows: 2 ** 19, most: 16 };

const powerOfTwo = (least: number) => 2 ** Math.max(0, Math.ceil(Math.log2(least)));

function bitmapFor(rows: number): { part: number; bits: number } {
  const part = Math.min(sparing.most, powerOfTwo(rows / sparing.rows));
  const bits = Math.min(bitmapBits.most, Math.max(bitmapBits.least, powerOfTwo(rows / part / 2)));
  return { part, bits };
}

/** With more values a bit hardly any zero is left to count. */
const valuesPerBit = 4;

/**
 * Linear counting (Whang, Vander-Zanden, Taylor, TODS 1990): each value sets the bit of its hash, the zeros that are left
 * tell how many values there are. Up to two values a bit the standard error is 0.5 % at most. Of a large dataset one hash
 * in two to sixteen is counted, which adds 4 % at 10,000 values and 1 % at 200,000.
 */
function linearCount(x: string, rows: number): string {
  const { part, bits } = bitmapFor(rows);
  const isCounted = part === 1 ? `${x} IS NOT NULL` : `${x} IS NOT NULL AND hash(${x}) & ${part - 1} = 0`;
  const bit = `CAST((hash(${x}) >> 8) & ${bits - 1} AS INTEGER)`;
  const ones = `bit_count(bitstring_agg(CASE WHEN ${isCounted} THEN ${bit} END, 0, ${bits - 1}))`;
  return `coalesce(CAST(round(${-bits * part} * ln(1 - least(${ones}, ${bits - 1}) / ${bits}.0)) AS BIGINT), 0)`;
}

/** The embedded engine. Counts of many distinct values are estimates, and so are quantiles (t-digest). @internal */
export const duckdb: StatDialect = {
  id: 'duckdb',
  quote: double,
  literal: single,
  text: (x) => `CAST(${x} AS VARCHAR)`,
  jsonText: (x) => `(${x} ->> '$')`,
  double: (x) => `CAST(${x} AS DOUBLE)`,
  finite: (x) => `CASE WHEN isfinite(${x}) THEN ${x} END`,
  // DuckDB's HyperLogLog was measured 15 % off; a bitmap of hashes is less than 1 % off and costs the same.
  estimateDistinct: (x, rows) => linearCount(x, rows),
  estimatedUpTo: (rows) => bitmapFor(rows).bits * bitmapFor(rows).part * valuesPerBit,
  countsKeysAlong: true,
  roughDistinct: (x) => `approx_count_distinct(${x})`,
  distinctIsExact: false,
  // By hashes of 64 bits, a third faster and a fraction of the memory: among ten million values two have one hash in
  // three of a million tables, and then a key is missed, never made up.
  exactDistinct: (x) =>
    x.length === 1
      ? `count(DISTINCT hash(${x[0]})) FILTER (${x[0]} IS NOT NULL)`
      : `count(DISTINCT hash(${x.join(', ')}))`,
  repetition: (x, part) => {
    const hash = `hash(${x.join(', ')})`;
    const counted = part === 1 ? hash : `CASE WHEN ${hash} & ${part - 1} = 0 THEN ${hash} END`;
    return { rows: `count(${counted})`, distinct: `count(DISTINCT ${counted})` };
  },
  deviation: (x) => `stddev_samp(${x})`,
  quantiles: (x, shares) => `CAST(to_json(approx_quantile(${x}, [${shares.join(', ')}])) AS VARCHAR)`,
  length: (x) => `length(${x})`,
  // A FILTER costs the embedded engine seven times as much.
  countIf: (condition) => `count(CASE WHEN ${condition} THEN 1 END)`,
  truncate: (part, x) => `date_trunc('${part}', ${x})`,
  bin: (x, minimum, width, bins) => `CAST(${binOf(x, minimum, width, bins)} AS TINYINT)`,
  isPadded: (x) => `(${x} LIKE ' %' OR ${x} LIKE '% ')`,
  denseDistinct: (x, minimum, maximum) =>
    `coalesce(bit_count(bitstring_agg(CAST(${x} AS BIGINT), ${minimum}, ${maximum})), 0)`,
  firstRows: (texts, table, limit) =>
    `SELECT CAST(to_json(list([${texts.join(', ')}] ORDER BY rowid)) AS VARCHAR) AS rows FROM ${table} WHERE rowid < ${limit}`,
  canUnpivot: true,
  fits: duckdbFits,
  cast: duckdbCast,
  // The rows with the least hashes: a sample that does not depend on the order in which threads scan. The texts are made
  // of the few rows below a bound only; making them of every row cost as much as all other aggregates together.
  rowSample: (texts, hashed, size, share) => {
    const hash = `hash(${hashed.join(', ')})`;
    const bound = (BigInt(Math.floor(share * (2 ** 53 - 1))) << 11n) | 0x7ffn;
    const below = (x: string) => `CASE WHEN ${hash} <= ${bound}::UBIGINT THEN ${x} END`;
    return `CAST(to_json(min_by(${below(`[${texts.join(', ')}]`)}, ${below(hash)}, ${size})) AS VARCHAR)`;
  },
};

/** The embedded engine over a dataset that is small enough to count exactly. @internal */
export const duckdbExact: StatDialect = {
  ...duckdb,
  estimateDistinct: (x) => `count(DISTINCT ${x})`,
  distinctIsExact: true,
  estimatedUpTo: undefined,
  countsKeysAlong: false,
};

/** Parts that hashes are dealt into, a power of two. */
const hashParts = 8192;
/** From this share of empty parts on, these say more than the least hashes of the others. */
const sparse = 0.01;

/**
 * Distinct values from the least hash of each of many parts (Giroire, Discrete Applied Mathematics 157, 2009): the more
 * values, the smaller the least. Standard error 1 / sqrt(parts - 2), that is 1.1 %; where parts stay empty, linear counting
 * of those, 2.3 % at most. One scan and a small table of groups, where count(DISTINCT) sorts each field.
 */
function leastHashes(x: string[], relation: string): string {
  const hashes = x.map((one, k) => `(${k}, hashtextextended(CAST(${one} AS text), 0))`);
  const span = 2 ** 63 / hashParts;
  const empty = `(${hashParts} - count(*))`;
  return `SELECT CAST(k AS text) AS k, CAST(CASE WHEN ${empty} > ${hashParts * sparse}
    THEN round(-${hashParts} * ln(${empty} / ${hashParts}.0))
    ELSE round(${hashParts}.0 * ${hashParts - 1} / (sum(least) / ${span} + ${empty})) END AS text) AS n
FROM (SELECT k, min((h >> 13) & ${span - 1}) AS least
      FROM ${relation} CROSS JOIN LATERAL (VALUES ${hashes.join(', ')}) AS v(k, h)
      WHERE h IS NOT NULL GROUP BY k, h & ${hashParts - 1}) AS parts
GROUP BY k`;
}

/** Figures of PostgreSQL are exact, but for more than 10,000 distinct values. @internal */
const postgresql: StatDialect = {
  id: 'postgresql',
  quote: double,
  literal: single,
  text: (x) => `CAST(${x} AS text)`,
  jsonText: (x) => `(to_jsonb(${x}) #>> '{}')`,
  double: (x) => `CAST(${x} AS double precision)`,
  finite: (x) => `CASE WHEN ${x} NOT IN ('NaN', 'Infinity', '-Infinity') THEN ${x} END`,
  estimateDistinct: (x) => `count(DISTINCT ${x})`,
  roughDistinct: (x) => `count(DISTINCT ${x})`,
  distinctIsExact: false,
  exactDistinct: (x) => (x.length === 1 ? `count(DISTINCT ${x[0]})` : `count(DISTINCT (${x.join(', ')}))`),
  repetition: (x, part) => {
    const row = `ROW(${x.join(', ')})`;
    const filter =
      part === 1 ? '' : ` FILTER (WHERE hashtextextended(CAST(${row} AS text), 0) & ${part - 1} = 0)`;
    return { rows: `count(*)${filter}`, distinct: `count(DISTINCT ${row})${filter}` };
  },
  distinctQuery: leastHashes,
  deviation: (x) => `stddev_samp(${x})`,
  quantiles: (x, shares, kind) =>
    `CAST(array_to_json(percentile_${kind === 'number' ? 'cont' : 'disc'}(ARRAY[${shares.join(', ')}]) WITHIN GROUP (ORDER BY ${x})) AS text)`,
  length: (x) => `length(${x})`,
  countIf: (condition) => `count(*) FILTER (WHERE ${condition})`,
  truncate: (part, x) => `date_trunc('${part}', ${x})`,
  bin: (x, minimum, width, bins) => binOf(x, minimum, width, bins),
  isPadded: (x) => `(${x} LIKE ' %' OR ${x} LIKE '% ')`,
};

/** Distinct counts are exact below 100,000, quantiles t-digest estimates. @internal */
const clickhouse: StatDialect = {
  id: 'clickhouse',
  quote: (name) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``,
  literal: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  text: (x) => `toString(${x})`,
  jsonText: (x) => `toString(${x})`,
  double: (x) => `toFloat64(${x})`,
  finite: (x) => `if(isFinite(${x}), ${x}, NULL)`,
  estimateDistinct: (x) => `uniqCombined64(${x})`,
  roughDistinct: (x) => `uniq(${x})`,
  distinctIsExact: false,
  exactDistinct: (x) => `uniqExact(${x.join(', ')})`,
  repetition: (x, part) => {
    const hash = `cityHash64(${x.join(', ')})`;
    const isCounted = `bitAnd(${hash}, ${part - 1}) = 0`;
    return { rows: `countIf(${isCounted})`, distinct: `uniqExactIf(${hash}, ${isCounted})` };
  },
  deviation: (x) => `stddevSamp(${x})`,
  quantiles: (x, shares, kind) =>
    `toJSONString(${kind === 'number' ? 'quantilesTDigest' : 'quantilesExactLow'}(${shares.join(', ')})(${x}))`,
  length: (x) => `lengthUTF8(${x})`,
  countIf: (condition) => `countIf(${condition})`,
  truncate: (part, x) => `dateTrunc('${part}', ${x})`,
  bin: (x, minimum, width, bins) => binOf(x, minimum, width, bins),
  isPadded: (x) => `(startsWith(${x}, ' ') OR endsWith(${x}, ' '))`,
};

/** @internal */
export const statDialects = { duckdb, postgresql, clickhouse };
