import type { ReadSentence } from '../grammar/parse';
import type { Hit, Slot } from '../grammar/slots';
import { conditionSql, type Making } from './condition-sql';
import { measureOf, type DraftMeasure } from './grouping';

/** Conditions on rows, and on groups. */
export interface Filters {
  where: string[];
  having: string[];
  /** Measures that only the conditions on groups speak of. */
  measures: DraftMeasure[];
}

type ConditionHit = Hit & { slot: Extract<Slot, { slot: 'condition' }> };

/** The conditions of a sentence; those with "or" between them stand together, all others must hold at once. */
export function filtersOf(read: ReadSentence, making: Making): Filters {
  const filters: Filters = { where: [], having: [], measures: [] };
  const runs: ConditionHit[][] = [];
  let or = false;
  for (const hit of read.hits) {
    if (hit.slot.slot === 'or') or = true;
    else if (hit.slot.slot === 'condition') {
      if (or && runs.length > 0) runs.at(-1)!.push(hit as ConditionHit);
      else runs.push([hit as ConditionHit]);
      or = false;
    } else if (hit.slot.slot !== 'column') or = false;
  }
  for (const run of runs) addRun(run, filters, making);
  return filters;
}

function addRun(run: readonly ConditionHit[], filters: Filters, making: Making): void {
  const made = run
    .map((hit) => ({ group: hit.slot.subject.kind === 'measure', sql: one(hit, filters, making) }))
    .filter((each): each is { group: boolean; sql: string } => each.sql !== undefined);
  if (made.length === 0) return;
  const list = made.some(({ group }) => group) ? filters.having : filters.where;
  list.push(
    made.length === 1
      ? made[0]!.sql
      : `(${made.map(({ sql }) => (/ and /.test(sql) && !/between/.test(sql) ? `(${sql})` : sql)).join(' or ')})`,
  );
}

function one(hit: ConditionHit, filters: Filters, making: Making): string | undefined {
  const { subject, test, except } = hit.slot;
  const sql =
    subject.kind === 'measure'
      ? onMeasure(hit, filters, making)
      : conditionSql(subject, test, hit.phrase, making);
  return sql !== undefined && except ? `not (${sql})` : sql;
}

function onMeasure(hit: ConditionHit, filters: Filters, making: Making): string | undefined {
  const { subject, test } = hit.slot;
  if (subject.kind !== 'measure') return undefined;
  const measure = measureOf(subject.measure, making);
  if (!measure || (test.kind !== 'compare' && test.kind !== 'between')) return undefined;
  filters.measures.push(measure);
  const sql =
    test.kind === 'compare'
      ? `${measure.name} ${test.operator} ${test.quantity.value}`
      : `${measure.name} between ${test.low.value} and ${test.high.value}`;
  making.interview.explain(
    hit.phrase,
    making.interview.say.having({ where: sql.replace(measure.name, measure.expression) }),
    0.9,
  );
  return sql;
}

/** Conditions that all hold, as one expression. */
export const allOf = (conditions: readonly string[]): string =>
  conditions.length === 1
    ? conditions[0]!.replace(/^\((.*)\)$/s, (whole, inner: string) => (balanced(inner) ? inner : whole))
    : conditions.join(' and ');

function balanced(text: string): boolean {
  let depth = 0;
  for (const letter of text.replace(/'[^']*'|"[^"]*"/g, '')) {
    if (letter === '(') depth += 1;
    if (letter === ')' && (depth -= 1) < 0) return false;
  }
  return depth === 0;
}
