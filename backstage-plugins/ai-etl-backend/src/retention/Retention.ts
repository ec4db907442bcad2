import type { Knex } from 'knex';
import { tasksJob } from '../database/lineage-ids';
import { transactionOf } from '../database/transaction';
import type { RetentionLimits } from './limits';

/** How many rows went. */
export interface Forgotten {
  events: number;
  runs: number;
  moments: number;
  audit: number;
}

const pipelinesAtOnce = 500;
/** Rows of one statement, so that no writer waits long. */
const rowsAtOnce = 5000;
const dayMs = 86_400_000;

/**
 * Forgets what is too old. The newest run of each pipeline stays, and its newest that succeeded; lineage stays whole:
 * of moments only those go that say the same as the one before them, so that every change of history is kept.
 */
export class Retention {
  constructor(
    private readonly knex: Knex,
    private readonly limits: RetentionLimits,
  ) {}

  /** @param signal - ends it between two statements; the rest is done the next time */
  async forget(time = Date.now(), signal?: AbortSignal): Promise<Forgotten> {
    const { runsDays, auditDays, eventsDays } = this.limits;
    const before = (days: number) => (days === 0 ? undefined : new Date(time - days * dayMs).toISOString());
    const [events, runs, audit] = [before(eventsDays), before(runsDays), before(auditDays)];
    const forgotten: Forgotten = { events: 0, runs: 0, moments: 0, audit: 0 };
    if (events) forgotten.events = await this.byTime('lineage_events', 'hash', 'received_at', events, signal);
    if (audit) forgotten.audit = await this.byTime('audit', 'id', 'at', audit, signal);
    for await (const pipelines of this.pipelines(signal)) {
      if (runs) forgotten.runs += await this.runs(pipelines, runs, signal);
      // Lists of tasks first: between two that say the same, tasks need not be looked at again.
      if (events)
        for (const ofLists of [true, false])
          forgotten.moments += await this.moments(pipelines, ofLists, events, signal);
    }
    return forgotten;
  }

  private async byTime(
    table: string,
    key: string,
    column: string,
    before: string,
    signal?: AbortSignal,
  ): Promise<number> {
    return this.inPieces(signal, (transaction) =>
      transaction(table)
        .whereIn(
          key,
          transaction(table).where(column, '<', before).orderBy(column).limit(rowsAtOnce).select(key),
        )
        .delete(),
    );
  }

  private async runs(pipelines: number[], before: string, signal?: AbortSignal): Promise<number> {
    const newestSuccess = this.knex('runs as newest')
      .whereRaw('newest.pipeline_id = runs.pipeline_id')
      .where('newest.state', 'success')
      .orderBy('newest.started_at', 'desc')
      .orderBy('newest.id', 'desc')
      .limit(1)
      .select('newest.id');
    return this.inPieces(signal, (transaction) => {
      const old = transaction('runs')
        .join('pipelines', 'pipelines.id', 'runs.pipeline_id')
        .whereIn('runs.pipeline_id', pipelines)
        .where('runs.started_at', '<', before)
        .whereRaw('runs.id <> coalesce(pipelines.last_run_id, ?)', [''])
        .whereRaw('runs.id <> coalesce((?), ?)', [newestSuccess.clone(), ''])
        .limit(rowsAtOnce)
        .select('runs.id');
      return transaction('runs').whereIn('id', old).delete();
    });
  }

  /** Moments that repeat the one before; not the newest of a job, and none after which a list might have left it out. */
  private async moments(
    pipelines: number[],
    ofLists: boolean,
    before: string,
    signal?: AbortSignal,
  ): Promise<number> {
    const lists = this.knex('lineage_moments as list')
      .join('lineage_jobs as lists', 'lists.id', 'list.job_id')
      .where('lists.job', tasksJob)
      .whereRaw('lists.pipeline_id = beside.pipeline_id and lists.version = beside.version')
      .whereRaw('list.at > beside.at_before and list.at <= beside.at')
      .select('list.teller');
    return this.inPieces(signal, async (transaction) => {
      const order = 'over (partition by m.job_id order by m.place)';
      const beside = transaction('lineage_moments as m')
        .join('lineage_jobs as j', 'j.id', 'm.job_id')
        .whereIn('j.pipeline_id', pipelines)
        .where('j.job', ofLists ? '=' : '<>', tasksJob)
        .select('m.job_id', 'm.teller', 'm.at', 'm.marks', 'm.settles', 'j.pipeline_id', 'j.version')
        .select(
          ...['marks', 'settles', 'at'].map((name) =>
            transaction.raw(`lag(m.${name}) ${order} as ${name}_before`),
          ),
          transaction.raw(`lead(m.at) ${order} as at_after`),
        );
      const repeats = transaction
        .from(beside.as('beside'))
        .where('at', '<', before)
        .whereNotNull('at_after')
        .whereRaw('marks = marks_before and settles = settles_before')
        .limit(rowsAtOnce)
        .select('job_id', 'teller');
      if (!ofLists) void repeats.whereNotExists(lists.clone());
      return transaction('lineage_moments').whereIn(['job_id', 'teller'], repeats).delete();
    });
  }

  private async *pipelines(signal?: AbortSignal): AsyncGenerator<number[]> {
    for (let after = 0; !signal?.aborted;) {
      const rows: { id: number }[] = await this.knex('pipelines')
        .where('id', '>', after)
        .orderBy('id')
        .limit(pipelinesAtOnce)
        .select('id');
      if (rows.length === 0) return;
      after = rows.at(-1)!.id;
      yield rows.map(({ id }) => id);
    }
  }

  private async inPieces(
    signal: AbortSignal | undefined,
    piece: (transaction: Knex.Transaction) => Promise<number>,
  ): Promise<number> {
    let all = 0;
    while (!signal?.aborted) {
      const count = await transactionOf(this.knex, piece);
      all += count;
      if (count < rowsAtOnce) break;
    }
    return all;
  }
}
