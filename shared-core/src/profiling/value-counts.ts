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
  const open = requests.map((request) => ({ request, found: blank() }));
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

const blank = (): Counted => ({ values: [], nulls: 0, isTooMany: false });

function addRow(counted: Counted | undefined, row: Record<string, string | null>, limit: number): void {
  if (!counted) return;
  if (row.v == null) counted.nulls = Number(row.n);
  else if (counted.values.length < limit) counted.values.push({ value: row.v, count: Number(row.n) });
  else counted.isTooMany = true;
}

/** Most frequent first; equal counts by value, so that the same data gives the same profile. @internal */
export const byCount = (a: ValueCount, b: ValueCount) =>
  b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);

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
  // One value more than the limit, and NULL, come back at most: a field that was taken for small by mistake does no harm.
  return `SELECT ${dialect.text('k')} AS k, v, ${dialect.text('n')} AS n
FROM (SELECT k, v, n, row_number() OVER (PARTITION BY k ORDER BY CASE WHEN v IS NULL THEN 0 ELSE 1 END) AS r FROM (${counts}) AS c) AS d
WHERE r <= ${limit + 2}`;
}
