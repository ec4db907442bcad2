import type { Knex } from 'knex';
import { rowsInPieces } from '../database/database';
import type { PipelineRow, RunRow, TaskRow, VersionRow } from '../database/tables';
import { blankRun, blankTask, withRun, withTask } from './merge-runs';
import type { ReadEvent } from './read-event';
import type { Placing } from './run-facts';

/** Runs and tasks of a group of events, by their own ids, as they are after it. */
export type Tellers = Map<string, Teller>;
export type Teller = Pick<RunRow, 'state' | 'started_at' | 'told' | 'version'>;

/** Brings what events say about runs into their rows, which are locked meanwhile: no event of another writer is lost. */
export class RunWriter {
  async write(
    transaction: Knex.Transaction,
    events: readonly ReadEvent[],
    pipelines: Map<string, PipelineRow>,
  ): Promise<Tellers> {
    const placings = events.flatMap(({ placing }) => placing ?? []);
    if (placings.length === 0) return new Map();
    const runs = await this.writeRuns(transaction, placings, pipelines);
    const tasks = await this.writeTasks(transaction, placings);
    const touched = new Set([...runs.values()].map(({ pipeline_id }) => pipeline_id));
    await touchPipelines(
      transaction,
      [...touched].sort((one, other) => one - other),
    );
    const ofTasks = [...tasks.values()].map(
      (task) =>
        [
          task.id,
          { ...task, started_at: task.started_at!, version: runs.get(task.run_id)!.version },
        ] as const,
    );
    return new Map<string, Teller>([...runs, ...ofTasks]);
  }

  private async writeRuns(
    transaction: Knex.Transaction,
    placings: Placing[],
    pipelines: Map<string, PipelineRow>,
  ): Promise<Map<string, RunRow>> {
    const blank = placings.map(({ run, pipeline }) => blankRun(run, pipelines.get(pipeline)!.id));
    return written(transaction, 'runs', blank, async (rows) => {
      for (const { run } of placings) {
        const row = rows.get(run.id);
        if (row) rows.set(run.id, withRun(row, run));
      }
      return withVersions(transaction, [...rows.values()]);
    });
  }

  private async writeTasks(
    transaction: Knex.Transaction,
    placings: Placing[],
  ): Promise<Map<string, TaskRow>> {
    const tasks = placings.flatMap(({ task, run }) => (task ? [{ task, runId: run.id }] : []));
    if (tasks.length === 0) return new Map();
    const blank = tasks.map(({ task, runId }) => blankTask(task, runId));
    const rows = await written<TaskRow>(transaction, 'run_tasks', blank, async (found) => {
      for (const { task } of tasks) {
        const row = found.get(task.id);
        if (row) found.set(task.id, withTask(row, task));
      }
      return [...found.values()];
    });
    await transaction('runs')
      .whereIn('id', [...new Set(tasks.map(({ runId }) => runId))])
      .whereNull('ledgers')
      .update({
        written: transaction('run_tasks').whereRaw('run_tasks.run_id = runs.id').sum('written'),
      });
    return rows;
  }
}

/** What lists of pipelines show and sort by; the rows are held until the transaction ends. */
export async function touchPipelines(transaction: Knex.Transaction, ids: number[]): Promise<void> {
  const last = (column: string) =>
    transaction('runs')
      .whereRaw('runs.pipeline_id = pipelines.id')
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .select(column);
  await transaction('pipelines')
    .whereIn('id', transaction('pipelines').whereIn('id', ids).orderBy('id').forUpdate().select('id'))
    .update({ last_run_id: last('id'), last_run_at: last('started_at'), last_state: last('state') });
}

/**
 * Writes rows by id, always in one order: those that are there are held and written anew, new ones are written once,
 * and those that another writer made meanwhile are then there.
 * @param blank - a row for each id, of which all is unknown
 * @param fill - gives the rows with what is to be written
 */
async function written<T extends { id: string }>(
  transaction: Knex.Transaction,
  table: string,
  blank: T[],
  fill: (rows: Map<string, T>) => Promise<T[]>,
): Promise<Map<string, T>> {
  const byId = new Map(blank.map((row) => [row.id, row]));
  let ids = [...byId.keys()].sort();
  const known = await held<T>(transaction, table, ids);
  const missing = ids.filter((id) => !known.has(id));
  const fresh = missing.length === 0 ? [] : await fill(new Map(missing.map((id) => [id, byId.get(id)!])));
  const made = new Map<string, T>();
  for (const piece of rowsInPieces(fresh)) {
    const inserted: { id: string }[] = await transaction(table)
      .insert(piece)
      .onConflict('id')
      .ignore()
      .returning('id');
    const own = new Set(inserted.map(({ id }) => id));
    for (const row of piece) if (own.has(row.id)) made.set(row.id, row);
  }
  ids = missing.filter((id) => !made.has(id));
  for (const [id, row] of await held<T>(transaction, table, ids)) known.set(id, row);
  const renewed = known.size === 0 ? [] : await fill(known);
  await upsert(transaction, table, renewed);
  return new Map([...made.values(), ...renewed].map((row) => [row.id, row]));
}

async function held<T extends { id: string }>(
  transaction: Knex.Transaction,
  table: string,
  ids: string[],
): Promise<Map<string, T>> {
  const rows = new Map<string, T>();
  for (const piece of rowsInPieces(ids)) {
    const found: T[] = await transaction(table).whereIn('id', piece).orderBy('id').forUpdate();
    for (const row of found) rows.set(row.id, row);
  }
  return rows;
}

async function upsert(transaction: Knex.Transaction, table: string, rows: object[]): Promise<void> {
  for (const piece of rowsInPieces(rows)) await transaction(table).insert(piece).onConflict('id').merge();
}

/** The published version whose spec has the hash that a run names. */
async function withVersions(transaction: Knex.Transaction, runs: RunRow[]): Promise<RunRow[]> {
  const hashes = [...new Set(runs.flatMap(({ hash, version }) => (hash && version === null ? [hash] : [])))];
  if (hashes.length === 0) return runs;
  const rows = await transaction<VersionRow>('pipeline_versions')
    .whereIn('hash', hashes)
    .whereIn('pipeline_id', [...new Set(runs.map(({ pipeline_id }) => pipeline_id))])
    .orderBy('version')
    .select('pipeline_id', 'hash', 'version');
  const versions = new Map(rows.map(({ pipeline_id, hash, version }) => [`${pipeline_id} ${hash}`, version]));
  return runs.map((run) => ({
    ...run,
    version: run.version ?? versions.get(`${run.pipeline_id} ${run.hash}`) ?? null,
  }));
}
