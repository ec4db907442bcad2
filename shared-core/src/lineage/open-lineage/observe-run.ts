import { randomUUID } from 'node:crypto';
import type { DatasetName } from '../../connectors';
import { isAiEtlError } from '../../errors';
import { lineageErrors } from '../errors';
import type { NameOf } from './dataset-facets';
import type { OpenLineageEvent } from './event';
import type { JobDataset, LineageJob } from './lineage-job';
import type { LineageSink } from './lineage-sink';
import { endEvent, startEvent, type RunAbout, type RunFacts, type RunOutcome } from './run-events';

/** Where a run tells its lineage, and what it says of itself. @public */
export interface RunLineage extends Pick<RunAbout, 'door' | 'workflow' | 'version' | 'nominalTime'> {
  sink: LineageSink;
  /** Of the job; `ai-etl` by default. */
  namespace?: string;
  /** Longest time that a run waits at its end for the delivery of its events, 2 s. */
  flushMs?: number;
}

/** A run as its observer sees it. @public */
export interface ObservedRun {
  /** id under which its loads are done once. */
  loadId: string;
  /** The user has given that id and may give it again: the execution then gets one of its own. */
  isRepeatable: boolean;
  /** What is told when the run fails before it knows better. */
  job: () => LineageJob;
  nameOf: (dataset: JobDataset) => Promise<DatasetName>;
  signal?: AbortSignal;
}

/** What the work of a run leaves for its account as it goes, so that a failure half-way has one too. @public */
export interface RunAccount extends Pick<RunOutcome, 'ledgers' | 'checks'> {
  /** Tells that the run begins and what it does; the work goes on at once. */
  begin(job: () => LineageJob | Promise<LineageJob>): void;
}

/**
 * Runs work and tells its lineage: START, then COMPLETE, FAIL or, after its signal, ABORT. Nothing about lineage ever
 * fails the work, and the work waits for it only at its end, and for `flushMs` at most.
 * @public
 */
export async function observeRun<T>(
  lineage: RunLineage | undefined,
  run: ObservedRun,
  work: (account: RunAccount) => Promise<T>,
): Promise<T> {
  if (!lineage) return work({ ledgers: [], checks: [], begin: () => undefined });
  const observer = new RunObserver(lineage, run);
  try {
    const result = await work(observer);
    await observer.end('COMPLETE');
    return result;
  } catch (error) {
    await observer.end(run.signal?.aborted ? 'ABORT' : 'FAIL', error);
    throw error;
  }
}

class RunObserver implements RunAccount {
  readonly ledgers: RunAccount['ledgers'] = [];
  readonly checks: RunAccount['checks'] = [];
  private readonly startedAt = new Date();
  private readonly started = performance.now();
  private readonly about: RunAbout;
  private facts?: Promise<RunFacts | undefined>;
  /** Ends all waiting for what describes the run. */
  private giveUp: () => void = () => undefined;
  private readonly givenUp = new Promise<void>((resolve) => (this.giveUp = resolve));

  constructor(
    private readonly lineage: RunLineage,
    private readonly run: ObservedRun,
  ) {
    const { namespace = 'ai-etl', door, workflow, version, nominalTime } = lineage;
    const { loadId, isRepeatable } = run;
    const runId = isRepeatable || !isUuid(loadId) ? randomUUID() : loadId;
    this.about = { runId, loadId, namespace, door, workflow, version, nominalTime };
  }

  begin(job: () => LineageJob | Promise<LineageJob>): void {
    this.facts ??= this.startWith(job);
  }

  async end(type: 'COMPLETE' | 'FAIL' | 'ABORT', error?: unknown): Promise<void> {
    const seconds = Math.round(performance.now() - this.started) / 1000;
    const at = new Date();
    const { flushMs = 2_000, sink } = this.lineage;
    const deadline = performance.now() + flushMs;
    this.begin(this.run.job);
    const { ledgers, checks } = this;
    const impatient = setTimeout(this.giveUp, flushMs / 2);
    const facts = await this.facts;
    clearTimeout(impatient);
    if (!facts) return;
    this.send(() => endEvent(facts, type, at, { ledgers, checks, seconds, error }));
    await sink.flush(Math.max(0, deadline - performance.now()));
  }

  /** Names are asked for while the work goes on; a run so short that they are not there yet waits for them at its end. */
  private async startWith(jobOf: () => LineageJob | Promise<LineageJob>): Promise<RunFacts | undefined> {
    try {
      const job = await Promise.race([jobOf(), this.givenUp.then(this.run.job)]);
      const facts = { job, nameOf: await this.namesOf(job), about: this.about };
      this.send(() => startEvent(facts, this.startedAt));
      return facts;
    } catch (cause) {
      this.notTold(cause);
      return undefined;
    }
  }

  /** A connection that cannot be opened gives no name, and neither does one that is still opening when the run ends. */
  private async namesOf({ inputs, outputs }: LineageJob): Promise<NameOf> {
    const names = new Map<string, DatasetName>();
    const asked = [...inputs, ...outputs].map(async (one) =>
      names.set(keyOf(one), await this.run.nameOf(one)),
    );
    await Promise.race([Promise.allSettled(asked), this.givenUp]);
    const known = new Map(names);
    return (dataset) => known.get(keyOf(dataset));
  }

  private send(make: () => OpenLineageEvent): void {
    try {
      this.lineage.sink.send(make());
    } catch (cause) {
      this.notTold(cause);
    }
  }

  private notTold(cause: unknown): void {
    const reason = isAiEtlError(cause) ? cause.message : String(cause);
    this.lineage.sink.warn(lineageErrors['not-told']({ run: this.run.loadId, reason }, { cause }));
  }
}

const keyOf = ({ connection, object }: Pick<JobDataset, 'connection' | 'object'>) =>
  JSON.stringify([connection, object]);

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
