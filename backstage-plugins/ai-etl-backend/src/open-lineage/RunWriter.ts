import type { Knex } from 'knex';
import { rowsInPieces } from '../database/database';
import type { PipelineRow, RunRow, TaskRow, VersionRow } from '../database/tables';
import { blankRun, blankTask, withRun, withTask } from './merge-runs';
import type { ReadEvent } from './read-event';
import type { Placing } from './run-facts';

/** Brings what events say about runs into their rows, which are locked meanwhile: no event of another writer is lost. */
export class RunWriter {
  async write(
    transaction: Knex.Transaction,
    events: readonly ReadEvent[],
    pipelines: Map<string, PipelineRow>,
  ): Promise<void> {
    const placings = events.flatMap(({ placing }) => placing ?? []);
    if (placings.length === 0) return;
    const runs = await this.writeRuns(transaction, placings, pipelines);
    await this.writeTasks(transaction, placings);
    await this.touchPipelines(transaction, [...new Set(runs.map(({ pipeline_id }) => pipeline_id))].sort());
  }

  private async writeRuns(
    transaction: Knex.Transaction,
    placings: Placing[],
    pipelines: Map<string, PipelineRow>,
  ) {
    const blank = placings.map(({ run, pipeline }) => blankRun(run, pipelines.get(pipeline)!.id));
    const rows = await locked<RunRow>(transaction, 'runs', blank);
    for (const { run } of placings) rows.set(run.id, withRun(rows.get(run.id)!, run));
    const versioned = await withVersions(transaction, [...rows.values()]);
    await upsert(transaction, 'runs', versioned);
    return versioned;
  }

  private async writeTasks(transaction: Knex.Transaction, placings: Placing[]): Promise<void> {
    const tasks = placings.flatMap(({ task, run }) => (task ? [{ task, runId: run.id }] : []));
    if (tasks.length === 0) return;
    const rows = await locked<TaskRow>(
      transaction,
      'run_tasks',
      tasks.map(({ task, runId }) => blankTask(task, runId)),
    );
    for (const { task } of tasks) rows.set(task.id, withTask(rows.get(task.id)!, task));
    await upsert(transaction, 'run_tasks', [...rows.values()]);
    await transaction('runs')
      .whereIn('id', [...new Set(tasks.map(({ runId }) => runId))])
      .whereNull('ledgers')
      .update({
        written: transaction('run_tasks').whereRaw('run_tasks.run_id = runs.id').sum('written'),
      });
  }

  /** What lists of pipelines show and sort by. */
  private async touchPipelines(transaction: Knex.Transaction, ids: number[]): Promise<void> {
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
}

/** Rows by id, made where they are missing and held until the transaction ends, always in one order. */
async function locked<T extends { id: string }>(
  transaction: Knex.Transaction,
  table: string,
  blank: T[],
): Promise<Map<string, T>> {
  const byId = new Map(blank.map((row) => [row.id, row]));
  const ids = [...byId.keys()].sort();
  const rows = new Map<string, T>();
  for (const piece of rowsInPieces(ids)) {
    await transaction(table)
      .insert(piece.map((id) => byId.get(id)))
      .onConflict('id')
      .ignore();
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
