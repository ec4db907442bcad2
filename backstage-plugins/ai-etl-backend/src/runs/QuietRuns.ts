import type { Knex } from 'knex';
import { inPieces } from '../database/database';
import type { PipelineRow, RunRow, TaskRow } from '../database/tables';
import type { RunSources } from '../extensions/RunSources';
import { touchPipelines } from '../open-lineage/RunWriter';
import { endBySource, endByTasks, silence, type RunEnd } from './end-of-run';
import type { RunLimits } from './limits';

const mostRuns = 5000;
const mostPipelinesAsked = 200;
const runsAsked = 100;

type Quiet = RunRow & { pipeline: string };

/**
 * Finds how runs ended that nobody tells of, such as a DAG run whose client dies, or an Airflow whose `dags test` posts
 * no end. Who knows it is believed in this order: a source of runs, the run's tasks, and at last its silence.
 *
 * @remarks An end that is found here is put back as soon as an event of the run comes: events know better.
 */
export class QuietRuns {
  constructor(
    private readonly knex: Knex,
    private readonly sources: RunSources,
    private readonly limits: RunLimits,
  ) {}

  /** @returns how many runs have an end, or are silent, by now */
  async settle(time = Date.now()): Promise<number> {
    const quiet = await this.quietSince(
      new Date(time - this.limits.settleAfterMinutes * 60_000).toISOString(),
    );
    const silentBefore = new Date(time - this.limits.silentAfterHours * 3_600_000).toISOString();
    const ends = new Map([...(await this.byTasks(quiet)), ...(await this.bySources(quiet))]);
    let count = 0;
    for (const run of quiet) {
      const end = ends.get(run.id) ?? (run.heard_at! < silentBefore ? silence : undefined);
      if (end && (await this.write(run, end))) count += 1;
    }
    return count;
  }

  private async quietSince(time: string): Promise<Quiet[]> {
    return this.knex('runs')
      .join<PipelineRow>('pipelines', 'pipelines.id', 'runs.pipeline_id')
      .where('runs.state', 'running')
      .where('runs.heard_at', '<', time)
      .orderBy('runs.heard_at')
      .limit(mostRuns)
      .select<Quiet[]>('runs.*', 'pipelines.name as pipeline');
  }

  private async byTasks(quiet: Quiet[]): Promise<Map<string, RunEnd>> {
    const tasks = new Map<string, TaskRow[]>();
    for (const piece of inPieces(quiet.map(({ id }) => id)))
      for (const task of await this.knex<TaskRow>('run_tasks').whereIn('run_id', piece))
        tasks.set(task.run_id, [...(tasks.get(task.run_id) ?? []), task]);
    return new Map(
      [...tasks].flatMap(([id, list]) => {
        const end = endByTasks(list);
        return end ? [[id, end] as const] : [];
      }),
    );
  }

  private async bySources(quiet: Quiet[]): Promise<Map<string, RunEnd>> {
    const ends = new Map<string, RunEnd>();
    if (this.sources.isEmpty) return ends;
    const pipelines = [...new Set(quiet.map(({ pipeline }) => pipeline))];
    for (const pipeline of pipelines.slice(0, mostPipelinesAsked)) {
      const { found } = await this.sources.ask({ pipeline, limit: runsAsked });
      for (const run of quiet.filter((one) => one.pipeline === pipeline)) {
        const match = found.find(
          (one) => one.run.runId === run.id || (run.native_id && one.run.nativeId === run.native_id),
        );
        const end = match && endBySource(match.source, match.run, run);
        if (end) ends.set(run.id, end);
      }
    }
    return ends;
  }

  /** Nothing is written where an event came meanwhile. */
  private async write(run: Quiet, end: RunEnd): Promise<boolean> {
    return this.knex.transaction(async (transaction) => {
      const written = await transaction('runs')
        .where({ id: run.id, state: 'running', heard_at: run.heard_at })
        .update(end);
      if (written > 0) await touchPipelines(transaction, [run.pipeline_id]);
      return written > 0;
    });
  }
}
