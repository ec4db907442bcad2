import type { Run, RunSourceProblem, RunState } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { RunSource } from '@ai-etl/backstage-plugin-ai-etl-node';
import { isAiEtlError, type AiEtlError } from '@ai-etl/core';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { runSourceErrors } from './errors';

const patienceMs = 3000;

/** What is asked of sources. */
export interface RunQuestion {
  pipeline: string;
  status?: RunState;
  limit: number;
}

/** Runs of sources, each with who knows it, and the sources that gave none. */
export interface RunAnswers {
  found: { source: string; run: Run }[];
  problems: RunSourceProblem[];
}

/** Runs that other systems know. One of them that is down costs its own runs and nothing else. */
export class RunSources {
  private readonly sources: RunSource[] = [];

  constructor(private readonly logger: LoggerService) {}

  add(source: RunSource): void {
    this.sources.push(source);
  }

  get isEmpty(): boolean {
    return this.sources.length === 0;
  }

  /**
   * The portal's own first page of runs with those of the sources, newest first. One run that both know is shown once:
   * as its events tell it, with the end that only the source knows.
   */
  async with(
    pipeline: string,
    own: Run[],
    query: { status?: RunState; limit?: number; offset?: number },
  ): Promise<{ items: Run[]; problems: RunSourceProblem[] }> {
    const { status, limit = 50, offset = 0 } = query;
    if (this.isEmpty || offset > 0) return { items: own, problems: [] };
    const { found, problems } = await this.ask({ pipeline, status, limit });
    const theirs = new Map(found.flatMap((one) => idsOf(one.run).map((id) => [id, one])));
    const known = new Set(own.flatMap(idsOf));
    const fresh = found.filter(({ run }) => !idsOf(run).some((id) => known.has(id)));
    const items = [
      ...own.map((run) => withEnd(run, theirs)),
      ...fresh.map(({ run, source }) => ({ ...run, stateFrom: source })),
    ]
      .sort((one, other) => (other.startedAt ?? '').localeCompare(one.startedAt ?? ''))
      .slice(0, limit);
    return { items, problems };
  }

  /** Asks all sources at once; each has some seconds. */
  async ask(question: RunQuestion): Promise<RunAnswers> {
    const answers = await Promise.all(this.sources.map((source) => this.askOne(source, question)));
    return {
      found: answers.flatMap(({ found }) => found),
      problems: answers.flatMap(({ problems }) => problems),
    };
  }

  private async askOne(source: RunSource, question: RunQuestion): Promise<RunAnswers> {
    const signal = AbortSignal.timeout(patienceMs);
    const late = new Promise<never>((_, reject) => {
      const error = runSourceErrors['run-source-slow']({ source: source.id, seconds: patienceMs / 1000 });
      signal.addEventListener('abort', () => reject(error), { once: true });
    });
    try {
      const runs = await Promise.race([source.listRuns({ ...question, signal }), late]);
      return { found: runs.map((run) => ({ source: source.id, run })), problems: [] };
    } catch (error) {
      this.logger.warn(
        `run source "${source.id}" gave no runs of "${question.pipeline}": ${(error as Error).message}`,
      );
      return { found: [], problems: [problemOf(source.id, error as Error)] };
    }
  }
}

/** Names of a run: ours, and that of the system that ran it. */
export const idsOf = ({ runId, nativeId }: Run) => [runId, ...(nativeId ? [nativeId] : [])];

function withEnd(run: Run, theirs: Map<string, RunAnswers['found'][number]>): Run {
  if (run.state !== 'running' && run.state !== 'silent') return run;
  const other = idsOf(run).flatMap((id) => theirs.get(id) ?? [])[0];
  if (!other || other.run.state === 'unknown') return run;
  const { state, endedAt, seconds } = other.run;
  return { ...run, state, endedAt, seconds: run.seconds ?? seconds, stateFrom: other.source };
}

/** Only our own errors are made to be read by others; what else a source throws stays in the log. */
function problemOf(source: string, error: Error): RunSourceProblem {
  const known: AiEtlError = isAiEtlError(error) ? error : runSourceErrors['run-source-failed']({ source });
  return { source, code: known.code, message: textOf(known, 'en'), messageRu: textOf(known, 'ru') };
}

function textOf(error: AiEtlError, language: 'en' | 'ru'): string {
  const { message, hint } = error.words(language);
  return hint ? `${message}. ${hint}` : message;
}
