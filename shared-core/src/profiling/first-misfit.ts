import { rawExpression } from './field-draft';
import type { FieldFacts } from './count-fields';
import type { TypeDecision } from './decide-type';
import type { Scan } from './scan';

/** So many misfitting values are looked for by their text; a failing cast on every row would cost much more. */
const listed = 100;

/**
 * The first row, counted from 1 in the order of the data, that does not fit a type.
 * @internal
 */
export async function firstMisfit(
  scan: Scan,
  facts: FieldFacts,
  nearMiss: NonNullable<TypeDecision['nearMiss']>,
): Promise<{ row: number; value: string } | undefined> {
  const condition = misfitCondition(scan, nearMiss);
  if (condition === undefined || scan.dialect.id !== 'duckdb') return undefined;
  const raw = rawExpression(facts.draft, scan.dialect);
  const [row] = await scan.query(
    `SELECT n::VARCHAR AS n, v FROM (SELECT row_number() OVER () AS n, ${raw} AS v FROM ${scan.relation}) AS t
     WHERE v IS NOT NULL AND ${condition} LIMIT 1`,
  );
  return row?.n == null ? undefined : { row: Number(row.n), value: row.v ?? '' };
}

function misfitCondition({ dialect }: Scan, { kind, misfits }: NonNullable<TypeDecision['nearMiss']>) {
  if (misfits && misfits.length <= listed)
    return `v IN (${misfits.map((value) => dialect.literal(value)).join(', ')})`;
  const fits = dialect.fits?.[kind];
  return fits && `NOT coalesce(${fits('v')}, false)`;
}
