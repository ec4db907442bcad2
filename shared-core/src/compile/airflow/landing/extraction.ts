import { lowerStep, type Plan } from '../../../plan';
import type { StepOf } from '../../../spec';
import type { Query, SelectItem } from '../../../sql';
import { cursorAsRead, cursorField } from '../cursor/cursor-field';
import { newRows, newRowsOf } from '../cursor/new-rows';
import type { Watermark } from '../cursor/watermark';
import type { SqlFile, WarehouseSystem } from '../dag';
import { transfers } from '../home/transfers';
import { pathOf, placeOf } from '../names';
import { SqlText } from '../sql-text';

/** The tasks between which rows are extracted: the one that asks, and the one that found the watermark. */
interface ExtractionTasks {
  read: string;
  watermark: string;
}

/** What a source that is a database is asked for, in its own words; since the last load where it has a cursor. */
export function extractionOf(
  plan: Plan,
  step: StepOf<'source'>,
  system: WarehouseSystem,
  tasks: ExtractionTasks,
  watermark?: Watermark,
): SqlFile {
  const sql = new SqlText(plan.spec);
  const query = lowerStep(plan, step.id, {
    relationOf: (one) => ({ kind: 'table', path: pathOf(one.object) }),
    parameters: 'keep',
  });
  const file = (comment: string, text: string) => sql.file(tasks.read, comment, [text]);
  if (!watermark) return file(`Rows of ${placeOf(step)}`, transfers[system].select(sql.print(query, system)));
  const { set, condition } = watermark.newRows(tasks.watermark, system);
  const text = sql.print(withNewRows(plan, step, query), system, { [newRows]: condition });
  const { field = '', lookback } = step.cursor ?? {};
  const since = lookback === undefined ? 'the last load' : `${lookback} before the end of the last load`;
  return file(
    `Rows of ${placeOf(step)} since ${since}, by ${field}; all of them on the first`,
    `${set}\n${transfers[system].select(text)}`,
  );
}

function withNewRows(plan: Plan, step: StepOf<'source'>, query: Query): Query {
  const field = cursorField(plan, step);
  if (!field) return query;
  const item: SelectItem = { expression: cursorAsRead(plan, step, field), alias: field.name };
  return newRowsOf(query, item);
}
