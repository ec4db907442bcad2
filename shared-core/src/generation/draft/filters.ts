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

/** A condition, or several of them in brackets. */
type Item = ConditionHit | { group: Item[][] };

/** SQL of an item; `isGroup` where it speaks of groups of rows. */
interface Made {
  isGroup: boolean;
  sql: string;
}

/**
 * The conditions of a sentence; those with "or" between them stand together, all others must hold at once. What stands
 * in brackets is one condition to what stands around it.
 */
export function filtersOf(read: ReadSentence, making: Making): Filters {
  const filters: Filters = { where: [], having: [], measures: [] };
  for (const run of runsOf(read.hits, groupsOf(read))) {
    const made = madeOfRun(run, filters, making);
    if (made) (made.isGroup ? filters.having : filters.where).push(made.sql);
  }
  return filters;
}

type Brackets = ReadSentence['brackets'];

/** Brackets around more than one condition. */
const groupsOf = ({ brackets, hits }: ReadSentence): Brackets =>
  brackets.filter(
    (pair) => hits.filter((hit) => hit.slot.slot === 'condition' && isInside(hit, pair)).length > 1,
  );

const isInside = ({ start }: Hit, [open, close]: Brackets[number]) => start > open && start < close;

/** Conditions with "or" between them, run by run. */
function runsOf(hits: readonly Hit[], groups: Brackets): Item[][] {
  const runs: Item[][] = [];
  let or = false;
  for (let at = 0; at < hits.length; at += 1) {
    const hit = hits[at]!;
    const group = groups.find((pair) => isInside(hit, pair));
    const inner = group && hits.filter((other) => isInside(other, group));
    if (!group && hit.slot.slot === 'or') or = true;
    else if (group || hit.slot.slot === 'condition') {
      const item = inner
        ? {
            group: runsOf(
              inner,
              groups.filter((pair) => pair[0] > group![0] && pair[1] < group![1]),
            ),
          }
        : (hit as ConditionHit);
      if (or && runs.length > 0) runs.at(-1)!.push(item);
      else runs.push([item]);
      or = false;
      if (inner) at += inner.length - 1;
    } else if (hit.slot.slot !== 'column') or = false;
  }
  return runs;
}

function madeOfRun(run: readonly Item[], filters: Filters, making: Making): Made | undefined {
  const made = run.flatMap((item) => madeOf(item, filters, making) ?? []);
  if (made.length <= 1) return made[0];
  const sql = made
    .map((each) => (/ and /.test(each.sql) && !/between/.test(each.sql) ? `(${each.sql})` : each.sql))
    .join(' or ');
  return { isGroup: made.some(({ isGroup }) => isGroup), sql: `(${sql})` };
}

function madeOf(item: Item, filters: Filters, making: Making): Made | undefined {
  if ('group' in item) {
    const made = item.group.flatMap((run) => madeOfRun(run, filters, making) ?? []);
    if (made.length <= 1) return made[0];
    return { isGroup: made.some(({ isGroup }) => isGroup), sql: made.map(({ sql }) => sql).join(' and ') };
  }
  const sql = one(item, filters, making);
  return sql === undefined ? undefined : { isGroup: item.slot.subject.kind === 'measure', sql };
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
