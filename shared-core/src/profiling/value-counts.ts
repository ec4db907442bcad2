import { inBatches } from './in-batches';
import type { StatDialect } from './stat-dialect';

/** A value as text with the number of rows that have it. @internal */
export interface ValueCount {
  value: string;
  count: number;
}

/** A wish: how often each value of an expression occurs. @internal */
export interface CountRequest {
  expression: string;
  /** The values are texts already. */
  isText?: boolean;
}

/** More sets in one scan would need too much memory at once. */
const setsInOneScan = 32;

/** What was found for a request. @internal */
export interface Counted {
  /** Most frequent first; cut where there are too many. */
  values: ValueCount[];
  nulls: number;
  /** More values than were asked for. */
  isTooMany: boolean;
}

/**
 * Counts the values of several expressions, all in one scan (GROUPING SETS).
 * @param limit - an expression with more values is reported as `isTooMany`
 * @internal
 */
export async function countValues(
  query: (sql: string) => Promise<Record<string, string | null>[]>,
  dialect: StatDialect,
  relation: string,
  requests: CountRequest[],
  limit: number,
): Promise<Counted[]> {
  const open = requests.map((request): Open => ({ request, found: blank() }));
  const isMany = dialect.canUnpivot && open.filter(({ request }) => request.isText).length > fewTexts;
  if (isMany)
    await inBatches(open, textsInOneScan, (batch) => countTexts(query, dialect, relation, batch, limit));
  else
    await inBatches(open, setsInOneScan, async (batch) => {
      for (const one of batch) one.found = blank();
      const sql = countSql(
        batch.map(({ request }) => request),
        dialect,
        relation,
        limit,
      );
      for (const row of await query(sql)) addRow(batch[Number(row.k)]?.found, row, limit);
    });
  for (const { found } of open) found.values.sort(byCount);
  return open.map(({ found }) => found);
}

interface Open {
  request: CountRequest;
  found: Counted;
}

/** So few fields are counted faster apart. */
const fewTexts = 12;
const textsInOneScan = 256;

/** One column of all values with the number of their field, in one table: a table for each field costs three times that. */
async function countTexts(
  query: (sql: string) => Promise<Record<string, string | null>[]>,
  dialect: StatDialect,
  relation: string,
  batch: Open[],
  limit: number,
): Promise<void> {
  for (const one of batch) one.found = blank();
  const textOf = ({ expression, isText }: CountRequest) => (isText ? expression : dialect.text(expression));
  const values = batch.map(({ request }) => textOf(request)).join(', ');
  const numbers = batch.map((_, index) => `${index}::USMALLINT`).join(', ');
  const counts = `SELECT k, v, count(*) AS n
FROM (SELECT unnest([${values}]) AS v, unnest([${numbers}]) AS k FROM ${relation}) AS t GROUP BY k, v`;
  const most = batch.length * (limit + 2);
  // A row of an answer is dear, so that each field answers with two lists.
  const lists = await query(
    `SELECT ${dialect.text('k')} AS k, ${jsonList('v')} AS v, ${jsonList('n')} AS n FROM (${counts} LIMIT ${most}) AS c GROUP BY k`,
  );
  const rows = lists.flatMap(({ k, v, n }) => unlisted(k ?? null, v ?? '[]', n ?? '[]'));
  const isWhole = rows.length < most;
  for (const row of isWhole ? rows : await query(cutSql(counts, dialect, limit)))
    addRow(batch[Number(row.k)]?.found, row, limit);
}

const jsonList = (x: string) => `CAST(to_json(list(${x})) AS VARCHAR)`;

function unlisted(k: string | null, values: string, counts: string): Record<string, string | null>[] {
  const numbers = JSON.parse(counts) as number[];
  return (JSON.parse(values) as (string | null)[]).map((v, index) => ({ k, v, n: String(numbers[index]) }));
}

const blank = (): Counted => ({ values: [], nulls: 0, isTooMany: false });

function addRow(counted: Counted | undefined, row: Record<string, string | null>, limit: number): void {
  if (!counted) return;
  if (row.v == null) counted.nulls = Number(row.n);
  else if (counted.values.length < limit) counted.values.push({ value: row.v, count: Number(row.n) });
  else counted.isTooMany = true;
}

/** Most frequent first; equal counts by value, so that the same data gives the same profile. @internal */
const byCount = (a: ValueCount, b: ValueCount) =>
  b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);

/** Values in the order of their counts; those that occur once come as they were met, since nobody asks which is first. @internal */
export function mostFrequentFirst(counts: ReadonlyMap<string, number>): ValueCount[] {
  const repeated: ValueCount[] = [];
  const single: ValueCount[] = [];
  for (const [value, count] of counts) {
    (count === 1 ? single : repeated).push({ value, count });
  }
  return [...repeated.sort(byCount), ...single];
}

function countSql(requests: CountRequest[], dialect: StatDialect, relation: string, limit: number): string {
  const names = requests.map((_, index) => `g${index}`);
  const inner = requests.map(({ expression }, index) => `${expression} AS g${index}`);
  const pick = (value: (name: string, index: number) => string) =>
    names.length === 1
      ? value('g0', 0)
      : `CASE ${names.map((name, index) => `WHEN grouping(${name}) = 0 THEN ${value(name, index)}`).join(' ')} END`;
  const counts = [
    `SELECT ${pick((_, index) => String(index))} AS k,`,
    `  ${pick((name) => dialect.text(name))} AS v, count(*) AS n`,
    `FROM (SELECT ${inner.join(', ')} FROM ${relation}) AS t`,
    `GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(', ')})`,
  ].join('\n');
  return cutSql(counts, dialect, limit);
}

/** One value more than the limit, and NULL, come back at most: a field that was taken for small by mistake does no harm. */
const cutSql = (counts: string, dialect: StatDialect, limit: number) =>
  `SELECT ${dialect.text('k')} AS k, v, ${dialect.text('n')} AS n
FROM (SELECT k, v, n, row_number() OVER (PARTITION BY k ORDER BY CASE WHEN v IS NULL THEN 0 ELSE 1 END) AS r FROM (${counts}) AS c) AS d
WHERE r <= ${limit + 2}`;
