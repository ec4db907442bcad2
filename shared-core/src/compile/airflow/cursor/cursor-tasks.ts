import { quoteName } from '../../../sql';
import type { StepOf } from '../../../spec';
import type { Task } from '../dag';
import type { Landing } from '../landing/landing';
import { placeOf } from '../names';
import type { SqlText } from '../sql-text';
import type { Watermark } from './watermark';

type Incremental = Landing & { watermark: Watermark };

const isIncremental = (landing: Landing): landing is Incremental => landing.watermark !== undefined;

/** The task that finds out from where on a source is read; none where it is read whole. */
export function findWatermark(landing: Landing, sql: SqlText): Task[] {
  if (!isIncremental(landing)) return [];
  const { step, database, watermark } = landing;
  const id = landing.taskId('watermark');
  const doc = `Finds out where the last load of ${placeOf(step)} ended, by ${step.cursor?.field}`;
  const comment = `How far ${placeOf(step)} was read, by ${step.cursor?.field}`;
  return [{ kind: 'watermark', id, doc, database, sql: sql.file(id, comment, watermark.find()) }];
}

/** An appended row without a cursor would be appended by every run. */
export function cursorCheck(landing: Landing, sql: SqlText): Task[] {
  if (!isIncremental(landing) || !landing.watermark.needsCursor) return [];
  const { step, database, watermark } = landing;
  const { field, system } = watermark;
  const id = landing.taskId('check', '_cursor');
  const doc = `Stops the run when ${field.name} is NULL: nothing could tell whether that row was loaded`;
  const query = `SELECT count(*) = 0 AS holds\nFROM ${landing.rows}\nWHERE ${quoteName(field.name, system)} IS NULL`;
  const comment = `Every row of ${placeOf(step)} has ${field.name}`;
  return [{ kind: 'check', id, doc, database, sql: sql.file(id, comment, [query]) }];
}

/** Statements that move the watermarks; none where the target's own rows tell. */
export const advances = (landings: Landing[]): string[] =>
  landings
    .filter(isIncremental)
    .filter(({ watermark }) => watermark.keeper === 'table')
    .map(({ watermark, rows }) => watermark.advance(rows));

/** The task that moves the watermarks, where the one that publishes cannot do it in the same transaction. */
export function keepWatermarks(landings: Landing[], target: StepOf<'target'>, sql: SqlText): Task[] {
  const statements = advances(landings);
  const [first] = landings;
  if (!first || statements.length === 0) return [];
  const id = `keep_watermark_${target.id}`;
  const doc =
    'Keeps how far the sources were read; until then the same rows are merged again, which changes nothing';
  const file = sql.file(id, 'How far the sources were read', statements);
  return [{ kind: 'statements', id, doc, database: first.database, sql: file }];
}
