import type { Knex } from 'knex';
import { inPieces } from '../database/database';
import { groupedBy } from '../database/grouped';
import { transactionOf } from '../database/transaction';
import type { PipelineRow, RunRow, TaskRow } from '../database/tables';
import { idsOf, type RunSources } from '../extensions/RunSources';
import type { LineageWriter } from '../open-lineage/LineageWriter';
import { touchPipelines } from '../open-lineage/RunWriter';
import { endBySource, endByTasks, silence, type RunEnd } from './end-of-run';
import { inParallel } from './in-parallel';
import type { RunLimits } from './limits';

const mostRuns = 5000;
const mostPipelinesAsked = 200;
const runsAsked = 100;
/** Sources are other systems: a few questions at a time wait for them, and do not flood them. */
const askedAtOnce = 8;
const writtenAtOnce = 100;

type Quiet = RunRow & { pipeline: string };

/**
 * Finds how runs ended that nobody tells of, such as a DAG run whose client dies, or an Airflow whose `dags test` posts
 * no end. Who knows it is believed in this order: a source of runs, the run's tasks, and at last its silence.
 *
 * @remarks An end that is found here is put back as soon as an event of the run comes: events know better.
 */
export class QuietRuns {
  /** Where the next round goes on asking: so that none waits for ever behind those that nobody knows. */
  private turn = 0;

  constructor(
    private readonly knex: Knex,
    private readonly sources: RunSources,
    private readonly limits: RunLimits,
    private readonly lineage: LineageWriter,
  ) {}

  /** @returns how many runs have an end, or are silent, by now */
  async settle(time = Date.now()): Promise<number> {
    const quiet = await this.quietSince(
      new Date(time - this.limits.settleAfterMinutes * 60_000).toISOString(),
    );
    const silentBefore = new Date(time - this.limits.silentAfterHours * 3_600_000).toISOString();
    const ends = new Map([...(await this.byTasks(quiet)), ...(await this.bySources(quiet))]);
    const ended = quiet.flatMap((run): Ended[] => {
      const end = ends.get(run.id) ?? (run.heard_at! < silentBefore ? silence : undefined);
      return end ? [{ run, end }] : [];
    });
    let count = 0;
    for (let at = 0; at < ended.length; at += writtenAtOnce)
      count += await this.write(ended.slice(at, at + writtenAtOnce));
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
    const ends = new Map<string, RunEnd>();
    for (const piece of inPieces(quiet.map(({ id }) => id))) {
      const tasks = await this.knex<TaskRow>('run_tasks').whereIn('run_id', piece);
      for (const [id, list] of groupedBy(tasks as TaskRow[], ({ run_id }) => run_id)) {
        const end = endByTasks(list);
        if (end) ends.set(id, end);
      }
    }
    return ends;
  }

  private async bySources(quiet: Quiet[]): Promise<Map<string, RunEnd>> {
    const ends = new Map<string, RunEnd>();
    if (this.sources.isEmpty) return ends;
    const runs = groupedBy(quiet, ({ pipeline }) => pipeline);
    await inParallel(askedAtOnce, this.nextOf([...runs.keys()]), async (pipeline) => {
      const { found } = await this.sources.ask({ pipeline, limit: runsAsked });
      const known = new Map(found.flatMap((one) => idsOf(one.run).map((id) => [id, one])));
      for (const run of runs.get(pipeline)!) {
        const match = known.get(run.id) ?? (run.native_id === null ? undefined : known.get(run.native_id));
        const end = match && endBySource(match.source, match.run, run);
        if (end) ends.set(run.id, end);
      }
    });
    return ends;
  }

  /** Pipelines to ask about this time, in turn. */
  private nextOf(pipelines: string[]): string[] {
    const from = this.turn < pipelines.length ? this.turn : 0;
    this.turn = from + mostPipelinesAsked;
    return pipelines.slice(from, this.turn);
  }

  /** Nothing is written where an event came meanwhile. @returns how many were written */
  private async write(ended: Ended[]): Promise<number> {
    const ends = new Map(ended.map((one) => [one.run.id, one]));
    return transactionOf(this.knex, async (transaction) => {
      const rows: RunRow[] = await transaction<RunRow>('runs')
        .whereIn('id', [...ends.keys()])
        .orderBy('id')
        .forUpdate();
      const written = rows.flatMap((row): RunRow[] => {
        const { run, end } = ends.get(row.id)!;
        return row.state === 'running' && row.heard_at === run.heard_at ? [{ ...row, ...end }] : [];
      });
      if (written.length === 0) return 0;
      await transaction('runs').insert(written).onConflict('id').merge(['state', 'ended_at', 'state_from']);
      await touchPipelines(transaction, [...new Set(written.map(({ pipeline_id }) => pipeline_id))]);
      await this.lineage.ended(transaction, written);
      return written.length;
    });
  }
}

interface Ended {
  run: Quiet;
  end: RunEnd;
}
