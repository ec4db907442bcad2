import { randomUUID } from 'node:crypto';
import type { Connection } from '../connectors';
import { referenceErrors } from './errors';
import type { HandleReference } from './dataset-reference';

/** What a source hands over: how to open, not an open door, so that an idle connection can be closed and opened again. @public */
export interface Registration {
  /** Only the same owner gets the connection back: a workflow's id. */
  owner: string;
  connection: string;
  /** The node or command to run again when the handle is gone. */
  openedBy: string;
  open(): Promise<Connection>;
}

interface Entry extends Registration {
  live?: Promise<Connection>;
  leases: number;
  timer?: NodeJS.Timeout;
}

/** Gives open connections by name for as long as a piece of work lasts. @public */
export type ConnectionsByName = (name: string) => Promise<Connection>;

/**
 * Connections of this process under unguessable handles, so that what travels between nodes carries no secret.
 * A connection that nobody uses is closed after `idleMs`; how to open it is forgotten after `forgetMs`.
 * @public
 */
export class ConnectionRegistry {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly options = { idleMs: 60_000, forgetMs: 3_600_000 }) {}

  /** @returns the handle, which is all that travels */
  register(registration: Registration): HandleReference {
    const handle = randomUUID();
    this.entries.set(handle, { ...registration, leases: 0 });
    this.rest(handle);
    return { handle, openedBy: registration.openedBy };
  }

  /**
   * Opens what `work` asks for by name, keeps it open while the work lasts, then lets it rest.
   * @throws `reference.handle-gone` (input) for a handle that this process does not hold, or not for this owner
   */
  async use<T>(
    handles: Record<string, HandleReference>,
    owner: string,
    work: (connections: ConnectionsByName) => Promise<T>,
  ): Promise<T> {
    const leased: string[] = [];
    const connections: ConnectionsByName = async (name) => {
      const reference = handles[name];
      const entry = reference && this.entries.get(reference.handle);
      if (!entry || entry.owner !== owner)
        throw referenceErrors['handle-gone']({
          connection: name,
          ...(reference && { openedBy: reference.openedBy }),
        });
      leased.push(reference.handle);
      return this.lease(entry);
    };
    try {
      return await work(connections);
    } finally {
      for (const handle of leased) this.release(handle);
    }
  }

  /** Closes and forgets one handle, or all of an owner. */
  async forget(which: { handle?: string; owner?: string }): Promise<void> {
    const found = [...this.entries].filter(
      ([handle, entry]) =>
        handle === which.handle || (which.owner !== undefined && entry.owner === which.owner),
    );
    for (const [handle] of found) this.entries.delete(handle);
    await Promise.all(found.map(([, entry]) => this.close(entry)));
  }

  /** How many handles are held; for tests and health pages. */
  get size(): number {
    return this.entries.size;
  }

  private lease(entry: Entry): Promise<Connection> {
    clearTimeout(entry.timer);
    entry.leases++;
    entry.live ??= entry.open();
    // A failed opening is not kept: the next use tries again.
    entry.live.catch(() => (entry.live = undefined));
    return entry.live;
  }

  private release(handle: string): void {
    const entry = this.entries.get(handle);
    if (entry && --entry.leases === 0) this.rest(handle);
  }

  /** First closes, then forgets; neither timer keeps the process alive. */
  private rest(handle: string): void {
    const entry = this.entries.get(handle);
    if (!entry) return;
    entry.timer = setTimeout(() => {
      void this.close(entry);
      entry.timer = setTimeout(() => this.entries.delete(handle), this.options.forgetMs).unref();
    }, this.options.idleMs).unref();
  }

  private async close(entry: Entry): Promise<void> {
    clearTimeout(entry.timer);
    const live = entry.live;
    entry.live = undefined;
    // What cannot be closed any more (the server went away) is closed.
    await live?.then((connection) => connection.close()).catch(() => undefined);
  }
}
