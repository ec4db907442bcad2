import { createHash } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AiEtlError } from '../../../errors';
import { lineageErrors } from '../../errors';
import type { OpenLineageEvent } from '../event';
import type { LineageSink } from '../lineage-sink';
import { Outbox } from './outbox';
import { postEvent, type Receiver } from './post-event';

/** @public */
export interface OpenLineageSinkOptions {
  /** The whole address that takes one event by POST. */
  url: string;
  /** Sent as `Authorization: Bearer`. */
  token?: string;
  /** How long an answer may take, 5 s. */
  timeoutMs?: number;
  /** Where events wait while the address is down; `$XDG_STATE_HOME/ai-etl/lineage-outbox` by default. */
  bufferFolder?: string;
  /** Most that wait on disk, 50 MB; beyond it the oldest are dropped. */
  bufferBytes?: number;
  /** Most that wait in memory, 1,000. */
  bufferEvents?: number;
  /** Pauses before a delivery is tried again, the last one for good. */
  retryMs?: number[];
  /** Hears what went wrong, each thing once until a delivery succeeds; a warning of the process by default. */
  onWarning?: (warning: AiEtlError) => void;
}

/** A sink that sends over HTTP. @public */
export interface OpenLineageSink extends LineageSink {
  /** Sends also what earlier processes have left, and stops; what is left then waits on disk. */
  close(withinMs: number): Promise<void>;
}

const defaultRetryMs = [200, 600, 2_000, 5_000, 15_000, 30_000, 60_000];
/** So many failures in a row, and nobody waits for the address any more. */
const downAfter = 3;
/** Nobody waits for a pause of this length. */
const longMs = 2_000;
/** How long bringing events to disk may take once the time is up. */
const graceMs = 500;
/** Another process sends what lies on disk: a look later on. */
const lockedMs = 1_000;

/** Sends events to an address: one after another, kept on disk while it is down, tried again with growing pauses. @public */
export function openLineageSink(options: OpenLineageSinkOptions): OpenLineageSink {
  return new HttpSink(options);
}

/** Folder for events of one address: they never go to another. */
function outboxFolder({ url, bufferFolder }: OpenLineageSinkOptions): string {
  const state = process.env.XDG_STATE_HOME || join(homedir() || tmpdir(), '.local', 'state');
  const address = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return join(bufferFolder ?? join(state, 'ai-etl', 'lineage-outbox'), address);
}

class HttpSink implements OpenLineageSink {
  private readonly receiver: Receiver;
  private readonly outbox: Outbox;
  private readonly queue: string[] = [];
  /** Events of this process that wait on disk: whatever comes later waits behind them. */
  private parked = new Set<string>();
  private readonly waiting = new Set<() => void>();
  /** Warnings since the last delivery. */
  private readonly said = new Set<string>();
  private abort = new AbortController();
  /** Ends the pause after a failure. */
  private pause?: NodeJS.Timeout;
  private isWorking = false;
  /** An event is out of the queue, and neither delivered nor on disk yet. */
  private isInHand = false;
  private failures = 0;
  private isDown = false;
  /** The address has answered, so that it is worth sending what earlier processes have left. */
  private isAlive = false;
  private isDiskless = false;
  private isClosed = false;

  constructor(private readonly options: OpenLineageSinkOptions) {
    const { url, token, timeoutMs = 5_000, bufferBytes = 50_000_000 } = options;
    this.receiver = { url, token, timeoutMs };
    this.outbox = new Outbox(outboxFolder(options), bufferBytes);
  }

  send(event: OpenLineageEvent): void {
    this.queue.push(JSON.stringify(event));
    if (this.queue.length > (this.options.bufferEvents ?? 1_000)) {
      this.queue.shift();
      this.warn(lineageErrors['events-dropped']({ count: 1, where: 'memory' }));
    }
    void this.work();
  }

  async flush(withinMs: number): Promise<void> {
    await this.settle(withinMs, () => this.isSettled());
  }

  async close(withinMs: number): Promise<void> {
    await this.settle(withinMs, () => this.isSettled() && !this.isWorking);
    this.isClosed = true;
    clearTimeout(this.pause);
    this.abort.abort();
    await this.until(() => !this.isWorking, graceMs);
  }

  warn(warning: AiEtlError): void {
    if (this.said.has(warning.code)) return;
    this.said.add(warning.code);
    const { onWarning = warnOfProcess } = this.options;
    onWarning(warning);
  }

  /** Nothing of this process is in memory alone; where there is no disk, memory has to do. */
  private isSafe = () => this.isDiskless || (this.queue.length === 0 && !this.isInHand);
  /** Delivered, or kept while nobody answers. */
  private isSettled = () =>
    this.isSafe() && (this.isDown || (this.queue.length === 0 && this.parked.size === 0));

  private async settle(withinMs: number, isSettled: () => boolean): Promise<void> {
    await this.until(isSettled, withinMs);
    this.isDown ||= !this.isSettled();
    if (this.isSafe()) return;
    // The time is up: what is under way is given up and goes to disk with the rest.
    this.abort.abort();
    this.abort = new AbortController();
    await this.until(this.isSafe, graceMs);
  }

  /** Waits for a state, and is told of every change; its timer keeps the process alive that long. */
  private until(holds: () => boolean, withinMs: number): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(deadline);
        this.waiting.delete(look);
        resolve();
      };
      const look = () => {
        if (holds()) end();
      };
      const deadline = setTimeout(end, withinMs);
      this.waiting.add(look);
    });
  }

  private changed(): void {
    for (const look of [...this.waiting]) look();
  }

  /** The one loop; during a pause it only brings new events to safety. */
  private async work(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    try {
      if (this.pause) await this.park();
      else this.rest(await this.deliver());
    } catch (cause) {
      this.isDiskless = true;
      const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
      this.warn(lineageErrors['outbox-unusable']({ folder: this.outbox.folder, reason }, { cause }));
      this.rest(this.pauseMs());
    }
    this.isWorking = false;
    this.changed();
    if (this.hasMore() && !this.isClosed) void this.work();
  }

  /** Something came, or the pause ended, while the loop was busy. */
  private hasMore(): boolean {
    if (this.pause) return this.queue.length > 0 && !this.isDiskless;
    return this.queue.length > 0 || this.parked.size > 0;
  }

  private rest(ms: number | undefined): void {
    if (ms === undefined || this.isClosed || this.pause) return;
    this.pause = setTimeout(() => {
      this.pause = undefined;
      void this.work();
    }, ms).unref();
  }

  private pauseMs(): number {
    const { retryMs = defaultRetryMs } = this.options;
    return retryMs[Math.min(Math.max(this.failures, 1), retryMs.length) - 1] ?? 0;
  }

  /** Sends all there is, in order. @returns the pause until it is worth trying again */
  private async deliver(): Promise<number | undefined> {
    while (this.queue.length > 0 && this.parked.size === 0) {
      const failed = await this.deliverNext();
      if (failed !== undefined) return failed;
    }
    await this.park();
    return this.isAlive || this.parked.size > 0 ? this.deliverKept() : undefined;
  }

  private async deliverNext(): Promise<number | undefined> {
    const body = this.queue.shift() as string;
    this.isInHand = true;
    const failed = await this.post(body);
    this.isInHand = false;
    if (failed !== undefined) {
      this.queue.unshift(body);
      await this.park();
    }
    this.changed();
    return failed;
  }

  /** What is on disk, oldest first, also of earlier processes. */
  private async deliverKept(): Promise<number | undefined> {
    let names = await this.outbox.names();
    if (names.length === 0) this.parked.clear();
    if (names.length === 0) return undefined;
    if (!(await this.outbox.lock())) {
      this.parked = new Set(names.filter((name) => this.parked.has(name)));
      return lockedMs;
    }
    try {
      for (; names.length > 0; names = await this.outbox.names())
        for (const name of names) {
          const failed = await this.deliverOneKept(name);
          if (failed !== undefined || this.isClosed) return failed;
        }
      this.parked.clear();
      return this.queue.length > 0 ? 0 : undefined;
    } finally {
      await this.outbox.unlock();
    }
  }

  private async deliverOneKept(name: string): Promise<number | undefined> {
    if (this.queue.length > 0) await this.park();
    const body = await this.outbox.read(name);
    const failed = body === undefined ? undefined : await this.post(body);
    if (failed !== undefined) return failed;
    await this.outbox.remove(name);
    await this.outbox.touch();
    this.parked.delete(name);
    this.changed();
    return undefined;
  }

  /** Brings the queue to disk. */
  private async park(): Promise<void> {
    while (this.queue.length > 0) {
      const body = this.queue.shift() as string;
      this.isInHand = true;
      try {
        await this.keep(body);
      } catch (cause) {
        this.queue.unshift(body);
        throw cause;
      } finally {
        this.isInHand = false;
      }
    }
    this.isDiskless = false;
    this.changed();
  }

  private async keep(body: string): Promise<void> {
    const { name, dropped: count } = await this.outbox.add(body);
    this.parked.add(name);
    if (count > 0) this.warn(lineageErrors['events-dropped']({ count, where: this.outbox.folder }));
  }

  /** @returns nothing when the event is done with, else the pause until it is tried again */
  private async post(body: string): Promise<number | undefined> {
    const posted = await postEvent(this.receiver, body, this.abort.signal);
    if (posted.kind === 'later') {
      this.failures++;
      this.warn(posted.error);
      const waitMs = Math.max(posted.waitMs, this.pauseMs());
      this.isDown ||= posted.isHopeless || this.failures >= downAfter || waitMs >= longMs;
      return waitMs;
    }
    this.failures = 0;
    this.isDown = false;
    this.isAlive = true;
    if (posted.kind === 'never') this.warn(posted.error);
    else this.said.clear();
    return undefined;
  }
}

const warnOfProcess = (warning: AiEtlError) =>
  process.emitWarning(warning.render(), { type: 'AiEtlLineage', code: warning.code });
