import type { EngineSession } from './engine';
import { ServerException } from './exceptions';

interface Entry {
  session: EngineSession;
  busy: boolean;
  timer?: NodeJS.Timeout;
}

const longestTimeoutSeconds = 3600;

/** Sessions by `session_id`: what a client sets in one request is there in the next. @internal */
export class Sessions {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly connect: () => EngineSession) {}

  /** @throws exception 372 (no such session, where the client asks to check) or 373 (in use by another request) */
  acquire(id: string | undefined, options: { timeoutSeconds: number; mustExist: boolean }): Lease {
    if (id === undefined) {
      const session = this.connect();
      return { session, release: once(() => session.close()) };
    }
    const entry = this.entry(id, options.mustExist);
    clearTimeout(entry.timer);
    entry.busy = true;
    return { session: entry.session, release: once(() => this.rest(id, entry, options.timeoutSeconds)) };
  }

  close(): void {
    for (const id of this.entries.keys()) this.end(id);
  }

  private entry(id: string, mustExist: boolean): Entry {
    const known = this.entries.get(id);
    if (known?.busy)
      throw new ServerException(373, `Session ${id} is locked by a concurrent client. (SESSION_IS_LOCKED)`);
    if (!known && mustExist) throw new ServerException(372, `Session ${id} not found. (SESSION_NOT_FOUND)`);
    const entry = known ?? { session: this.connect(), busy: false };
    this.entries.set(id, entry);
    return entry;
  }

  private rest(id: string, entry: Entry, timeoutSeconds: number): void {
    entry.busy = false;
    entry.timer = setTimeout(
      () => this.end(id),
      Math.min(timeoutSeconds, longestTimeoutSeconds) * 1000,
    ).unref();
  }

  private end(id: string): void {
    const entry = this.entries.get(id);
    clearTimeout(entry?.timer);
    this.entries.delete(id);
    entry?.session.close();
  }
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

/** A session for the time of one request. @internal */
export interface Lease {
  session: EngineSession;
  /** May be called more than once. */
  release: () => void;
}
