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
  const { field = '', lookback } = step.cursor ?? {};
  const doc =
    lookback === undefined
      ? `Finds out where the last load of ${placeOf(step)} ended, by ${field}`
      : `Finds out where to start reading ${placeOf(step)}: ${lookback} before the end of the last load, by ${field}`;
  const comment =
    lookback === undefined
      ? `How far ${placeOf(step)} was read, by ${field}`
      : `Where to start reading ${placeOf(step)}, by ${field}: ${lookback} before the end of the last load, for rows that were committed late`;
  return [{ kind: 'watermark', id, doc, database, sql: sql.file(id, comment, watermark.find()) }];
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
