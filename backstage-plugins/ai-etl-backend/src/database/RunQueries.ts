import type { Run, RunBrief } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Knex } from 'knex';
import { isPostgres } from './database';
import type { RunRow, RunState, TaskRow } from './tables';

const briefColumns = [
  'id',
  'pipeline_id',
  'state',
  'started_at',
  'ended_at',
  'seconds',
  'written',
  'rejected',
] as const;
type BriefRow = Pick<RunRow, (typeof briefColumns)[number]>;

/** Reads runs. */
export class RunQueries {
  constructor(private readonly knex: Knex) {}

  /** The last runs of many pipelines in one statement, oldest first. */
  async lastOf(pipelines: readonly number[], count: number): Promise<Map<number, RunBrief[]>> {
    const found = new Map<number, RunBrief[]>(pipelines.map((id) => [id, []]));
    if (pipelines.length === 0) return found;
    const rows = isPostgres(this.knex)
      ? await this.byLateral(pipelines, count)
      : await this.byRank(pipelines, count);
    for (const row of rows) found.get(row.pipeline_id)!.unshift(briefOf(row));
    return found;
  }

  /** A page of a pipeline's runs, newest first. */
  async list(pipeline: number, options: { status?: RunState; limit?: number; offset?: number }) {
    const { status, limit = 50, offset = 0 } = options;
    const query = () => {
      const all = this.knex<RunRow>('runs').where({ pipeline_id: pipeline });
      return status ? all.where({ state: status }) : all;
    };
    const [rows, count] = await Promise.all([
      query().orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).offset(offset),
      query().count<{ n: number }[]>({ n: '*' }),
    ]);
    return { rows: rows as RunRow[], total: Number(count[0]!.n) };
  }

  async find(id: string): Promise<RunRow | undefined> {
    return this.knex<RunRow>('runs').where({ id }).first();
  }

  async tasks(run: string): Promise<TaskRow[]> {
    return this.knex<TaskRow>('run_tasks').where({ run_id: run }).orderBy('started_at').orderBy('name');
  }

  /** PostgreSQL walks the index once for each pipeline and reads no more than it needs. */
  private async byLateral(pipelines: readonly number[], count: number): Promise<BriefRow[]> {
    const columns = briefColumns.map((name) => `r.${name}`).join(', ');
    const { rows } = await this.knex.raw(
      `select ${columns} from unnest(?::int[]) as p(id) cross join lateral
         (select * from runs where pipeline_id = p.id order by started_at desc, id desc limit ?) r`,
      [pipelines as number[], count],
    );
    return rows;
  }

  private async byRank(pipelines: readonly number[], count: number): Promise<BriefRow[]> {
    const ranked = this.knex('runs')
      .whereIn('pipeline_id', pipelines as number[])
      .select(...briefColumns)
      .rowNumber('place', (rank) =>
        rank.partitionBy('pipeline_id').orderBy([
          { column: 'started_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ]),
      );
    return this.knex
      .from(ranked.as('ranked'))
      .where('place', '<=', count)
      .orderBy('place')
      .select(...briefColumns);
  }
}

/** A run as a sparkline shows it. */
export function briefOf(row: BriefRow): RunBrief {
  return {
    runId: row.id,
    state: row.state,
    startedAt: row.started_at,
    seconds: row.seconds ?? secondsBetween(row.started_at, row.ended_at),
    written: numberOf(row.written),
    rejected: numberOf(row.rejected),
  };
}

/** A run with all that is known of it. */
export function runOf(row: RunRow, pipeline: string, tasks: TaskRow[] = []): Run {
  return {
    ...briefOf(row),
    pipeline,
    version: row.version ?? undefined,
    hash: row.hash ?? undefined,
    door: row.door ?? undefined,
    producer: row.producer ?? undefined,
    namespace: row.namespace ?? undefined,
    endedAt: row.ended_at ?? undefined,
    nominalTime: row.nominal_time ?? undefined,
    nativeId: row.native_id ?? undefined,
    heardAt: row.heard_at ?? undefined,
    stateFrom: row.state_from ?? undefined,
    read: numberOf(row.read),
    error: parsed(row.error),
    ledgers: parsed(row.ledgers),
    checks: parsed(row.checks),
    ...(tasks.length > 0 && { tasks: tasks.map(taskOf) }),
  };
}

/** How long it took by its events, where the run itself did not say. */
const secondsBetween = (start: string, end: string | null) =>
  end === null ? undefined : (Date.parse(end) - Date.parse(start)) / 1000;

const taskOf = ({ name, state, started_at, ended_at, error }: TaskRow) => ({
  name,
  state,
  startedAt: started_at ?? undefined,
  endedAt: ended_at ?? undefined,
  error: error ?? undefined,
});

const numberOf = (value: number | string | null) => (value === null ? undefined : Number(value));
const parsed = (json: string | null) => (json === null ? undefined : JSON.parse(json));
