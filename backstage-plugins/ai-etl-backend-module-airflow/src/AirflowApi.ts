import { z } from 'zod';
import { ask, type Answer } from './answer';
import { airflowErrors } from './errors';
import type { AirflowSettings } from './settings';

const time = z.string().nullish();
const dagRun = z.object({
  dag_run_id: z.string().min(1),
  state: z.string(),
  start_date: time,
  end_date: time,
  logical_date: time,
});
const dagRuns = z.object({ dag_runs: z.array(dagRun) });

/** A run as both versions of the API tell it. */
export type DagRun = z.output<typeof dagRun>;

/** Which runs of a DAG are asked for. */
export interface DagRunQuery {
  dag: string;
  /** A state as Airflow has it. */
  state?: string;
  limit: number;
  signal: AbortSignal;
}

/** What differs between the versions. */
interface Version {
  api: '/api/v1' | '/api/v2';
  authorise(signal: AbortSignal): Promise<string>;
}

/** Airflow's REST API, of 2.x (`/api/v1`, basic authentication) or 3.x (`/api/v2`, a token for user and password). */
export class AirflowApi {
  private version?: Promise<Version>;
  private token?: string;

  constructor(private readonly settings: AirflowSettings) {}

  /** Newest first; nothing where there is no such DAG. @throws errors of `airflow.*` */
  async runs({ dag, state, limit, signal }: DagRunQuery): Promise<DagRun[]> {
    const query = new URLSearchParams({
      limit: String(limit),
      order_by: '-start_date',
      ...(state && { state }),
    });
    const { json } = await this.asked(`/dags/${encodeURIComponent(dag)}/dagRuns?${query}`, signal);
    if (json === undefined) return [];
    const read = dagRuns.safeParse(json);
    if (read.success) return read.data.dag_runs;
    const { path, message } = read.error.issues[0]!;
    throw airflowErrors['broken-answer']({ ...this.place(), reason: `${path.join('.')}: ${message}` });
  }

  private async asked(path: string, signal: AbortSignal, isRetry = false): Promise<Answer> {
    const version = await this.versionFor(signal);
    const authorization = await version.authorise(signal);
    const answer = await ask(this.settings, `${version.api}${path}`, { signal, headers: { authorization } });
    if (answer.status !== 401) return answer;
    // A token that has run out is asked for anew, once.
    const hadToken = this.token !== undefined;
    this.token = undefined;
    if (!hadToken || isRetry) throw airflowErrors['wrong-credential'](this.place());
    return this.asked(path, signal, true);
  }

  /** Found out once; an Airflow that is down is asked again the next time. */
  private async versionFor(signal: AbortSignal): Promise<Version> {
    this.version ??= this.findVersion(signal);
    try {
      return await this.version;
    } catch (error) {
      this.version = undefined;
      throw error;
    }
  }

  private async findVersion(signal: AbortSignal): Promise<Version> {
    const { credential } = this.settings;
    const ready = 'token' in credential ? async () => `Bearer ${credential.token}` : undefined;
    if (await this.has('/api/v2/version', signal))
      return { api: '/api/v2', authorise: ready ?? ((until) => this.bearer(until)) };
    if (await this.has('/api/v1/version', signal))
      return { api: '/api/v1', authorise: ready ?? (async () => this.basic()) };
    throw airflowErrors['not-airflow']({ ...this.place(), status: 404, said: 'neither /api/v2 nor /api/v1' });
  }

  /** Versions are told without a user; a proxy that wants one for everything is none of Airflow. */
  private async has(path: string, signal: AbortSignal): Promise<boolean> {
    const { status, json } = await ask(this.settings, path, { signal });
    return status === 200 && typeof (json as { version?: unknown } | null)?.version === 'string';
  }

  private basic(): string {
    const { username, password } = this.settings.credential as { username: string; password: string };
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }

  private async bearer(signal: AbortSignal): Promise<string> {
    if (this.token === undefined) {
      const { json } = await ask(this.settings, '/auth/token', {
        method: 'POST',
        signal,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(this.settings.credential),
      });
      const token = (json as { access_token?: unknown } | null | undefined)?.access_token;
      if (typeof token !== 'string') throw airflowErrors['wrong-credential'](this.place());
      this.token = token;
    }
    return `Bearer ${this.token}`;
  }

  private place() {
    const { name, url } = this.settings;
    return { name, url };
  }
}
