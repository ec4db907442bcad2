import type { Knex } from 'knex';
import { moveMoments, settleMoments } from '../database/lineage-writing';
import type { LineageStore } from '../database/LineageStore';
import { RosterStore, type RosterRun, type TaskList } from '../database/RosterStore';
import { TellingStore, type Telling } from '../database/TellingStore';
import type { PipelineRow, RunRow } from '../database/tables';
import type { ReadEvent } from './read-event';
import type { Teller, Tellers } from './RunWriter';

type Pipelines = Map<string, PipelineRow>;

/** Learns lineage from events and from ends of runs. */
export class LineageWriter {
  private readonly tellings: TellingStore;
  private readonly rosters = new RosterStore();

  constructor(lineage: LineageStore) {
    this.tellings = new TellingStore(lineage);
  }

  /**
   * What a group of events tells; their runs have been written and are locked.
   * @returns pipelines whose lineage is another one now
   */
  async learn(
    transaction: Knex.Transaction,
    events: readonly ReadEvent[],
    pipelines: Pipelines,
    tellers: Tellers,
  ): Promise<number[]> {
    const runs = runsOf(events, pipelines, tellers);
    const moved = await moveMoments(
      transaction,
      runs.map(({ runId }) => runId),
    );
    const listed = await this.rosters.list(transaction, listsOf(events, pipelines, tellers));
    const tellings = tellingsOf(events, pipelines, tellers);
    const changed = await this.tellings.take(transaction, tellings, [...moved, ...listed]);
    const succeeded = runs.filter(({ runId }) => tellers.get(runId)!.state === 'success');
    return [...changed, ...(await this.miss(transaction, succeeded))];
  }

  /**
   * What the ends of runs tell that no event told of; their rows have been written and are locked.
   * @returns pipelines whose lineage is another one now
   */
  async ended(transaction: Knex.Transaction, runs: readonly RunRow[]): Promise<number[]> {
    const succeeded = runs.filter(({ state }) => state === 'success');
    const settled = await settleMoments(
      transaction,
      succeeded.map(({ id }) => id),
    );
    const versions = await versionsOf(transaction, succeeded);
    const changed = await this.tellings.take(transaction, [], settled);
    const rosterRuns = succeeded.map((run) => ({
      pipelineId: run.pipeline_id,
      version: run.version ?? versions.get(run.pipeline_id)!,
      runId: run.id,
      at: run.started_at,
    }));
    return [...changed, ...(await this.miss(transaction, rosterRuns))];
  }

  private async miss(transaction: Knex.Transaction, succeeded: RosterRun[]): Promise<number[]> {
    const missed = await this.rosters.missed(transaction, succeeded);
    return missed.length === 0 ? [] : this.tellings.take(transaction, [], missed);
  }
}

async function versionsOf(
  transaction: Knex.Transaction,
  runs: readonly RunRow[],
): Promise<Map<number, number>> {
  const ids = [...new Set(runs.map(({ pipeline_id }) => pipeline_id))];
  const rows = await transaction('pipelines').whereIn('id', ids).select('id', 'version');
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Runs of pipelines that events are about, once each. */
function runsOf(events: readonly ReadEvent[], pipelines: Pipelines, tellers: Tellers): RosterRun[] {
  const runs = events.flatMap(({ placing }) => {
    if (!placing) return [];
    const pipeline = pipelines.get(placing.pipeline)!;
    return [[placing.run.id, rosterRun(pipeline, placing.run.id, tellers.get(placing.run.id)!)] as const];
  });
  return [...new Map(runs).values()];
}

const rosterRun = (pipeline: PipelineRow, runId: string, run: Teller): RosterRun => ({
  pipelineId: pipeline.id,
  version: run.version ?? pipeline.version,
  runId,
  at: run.started_at,
});

const listsOf = (events: readonly ReadEvent[], pipelines: Pipelines, tellers: Tellers): TaskList[] =>
  events.flatMap(({ placing }) => {
    if (!placing?.tasks) return [];
    const { pipeline, run, tasks } = placing;
    return [{ ...rosterRun(pipelines.get(pipeline)!, run.id, tellers.get(run.id)!), tasks }];
  });

/** What events tell of lineage, each with its run as it is by now. */
const tellingsOf = (events: readonly ReadEvent[], pipelines: Pipelines, tellers: Tellers): Telling[] =>
  events.flatMap(({ job, lineage, placing, at }): Telling[] => {
    const pipeline = job && pipelines.get(job.pipeline);
    if (!pipeline || !lineage) return [];
    const told = { pipelineId: pipeline.id, job: job.name, at, mark: lineage.mark, lineage };
    if (!placing) return [{ ...told, version: pipeline.version }];
    const id = (placing.task ?? placing.run).id;
    const [teller, run] = [tellers.get(id)!, tellers.get(placing.run.id)!];
    return [
      {
        ...told,
        version: run.version ?? pipeline.version,
        task: placing.task?.member,
        run: {
          id,
          state: teller.state,
          startedAt: teller.started_at,
          told: teller.told === null ? [] : JSON.parse(teller.told),
          run: { id: placing.run.id, startedAt: run.started_at },
        },
      },
    ];
  });
