import type { Run, RunState } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { RunSource, RunSourceQuery } from '@ai-etl/backstage-plugin-ai-etl-node';
import type { AirflowApi, DagRun } from './AirflowApi';

const states: Record<string, RunState> = {
  queued: 'running',
  running: 'running',
  success: 'success',
  failed: 'failed',
};

/** States that Airflow can be asked for; runs in others it has none. */
const asked: Partial<Record<RunState, string>> = { running: 'running', success: 'success', failed: 'failed' };

/** The runs of a DAG that has the name of the pipeline, as Airflow knows them. */
export class AirflowRunSource implements RunSource {
  constructor(
    readonly id: string,
    private readonly api: Pick<AirflowApi, 'runs'>,
  ) {}

  async listRuns({ pipeline, status, limit, signal }: RunSourceQuery): Promise<Run[]> {
    const state = status && asked[status];
    if (status && !state) return [];
    const runs = await this.api.runs({ dag: pipeline, state, limit, signal });
    return runs.map((run) => runOf(this.id, pipeline, run));
  }
}

function runOf(source: string, pipeline: string, run: DagRun): Run {
  const [startedAt, endedAt, nominalTime] = [run.start_date, run.end_date, run.logical_date].map(instant);
  return {
    // Airflow's ids are unique within a DAG only.
    runId: `${source}/${pipeline}/${run.dag_run_id}`,
    nativeId: run.dag_run_id,
    pipeline,
    state: states[run.state] ?? 'unknown',
    door: 'airflow',
    startedAt: startedAt ?? nominalTime,
    endedAt,
    nominalTime,
    seconds: startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000 : undefined,
  };
}

function instant(text: string | null | undefined): string | undefined {
  return text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;
}
