import type { Run, RunState } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { RunSource } from '@ai-etl/backstage-plugin-ai-etl-node';
import type { LoggerService } from '@backstage/backend-plugin-api';

const patienceMs = 3000;

/** Runs that other systems know. One of them that is down costs its own runs and nothing else. */
export class RunSources {
  private readonly sources: RunSource[] = [];

  constructor(private readonly logger: LoggerService) {}

  add(source: RunSource): void {
    this.sources.push(source);
  }

  /** The portal's own first page of runs with those of the sources, newest first. */
  async with(
    pipeline: string,
    own: Run[],
    query: { status?: RunState; limit?: number; offset?: number },
  ): Promise<Run[]> {
    const { status, limit = 50, offset = 0 } = query;
    if (this.sources.length === 0 || offset > 0) return own;
    const others = await Promise.all(
      this.sources.map((source) => this.ask(source, { pipeline, status, limit })),
    );
    const known = new Set(own.map(({ runId }) => runId));
    const fresh = others.flat().filter(({ runId }) => !known.has(runId));
    return [...own, ...fresh]
      .sort((one, other) => (other.startedAt ?? '').localeCompare(one.startedAt ?? ''))
      .slice(0, limit);
  }

  private async ask(
    source: RunSource,
    query: { pipeline: string; status?: RunState; limit: number },
  ): Promise<Run[]> {
    const signal = AbortSignal.timeout(patienceMs);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error(`no answer in ${patienceMs} ms`)), {
        once: true,
      });
    });
    try {
      return await Promise.race([source.listRuns({ ...query, signal }), late]);
    } catch (error) {
      this.logger.warn(
        `run source "${source.id}" gave no runs of "${query.pipeline}": ${(error as Error).message}`,
      );
      return [];
    }
  }
}
