import { Client, Pool, type ClientConfig, type PoolClient } from 'pg';
import { isAiEtlError, type AiEtlError } from '../../errors';
import { connectorErrors } from '../errors';
import type { PostgresSettings } from './config';
import { translate, type Doing } from './errors';
import { literal, quote } from './quote';

/** A backend in use by one piece of work. @internal */
export interface Lease {
  client: PoolClient;
  /** Stops what the backend is doing, on the server; the lease is of no use afterwards. */
  cancel(): Promise<void>;
  /** Gives the backend back; a cancelled or broken one is closed instead. */
  release(): Promise<void>;
}

/** What a piece of work touches, for messages. @internal */
export type Task = Pick<Doing, 'object' | 'sql'>;

type About = Task & Pick<Doing, 'signal' | 'connecting' | 'waitedMs'>;

/** More than a load needs at once (read, write, cancel), and few enough for a small server. */
const mostSessions = 10;

/** The sessions of one connection. @internal */
export class PostgresServer {
  private readonly pool: Pool;
  private readonly prepared = new WeakSet<PoolClient>();
  private readonly active = new Set<Lease>();
  private isClosed = false;

  constructor(
    readonly name: string,
    readonly settings: PostgresSettings,
  ) {
    this.pool = new Pool({
      ...this.clientConfig(),
      max: mostSessions,
      idleTimeoutMillis: 10_000,
      allowExitOnIdle: true,
    });
    // An idle session that the server ends is no event: the next lease opens another.
    this.pool.on('error', () => undefined);
  }

  /** Runs work in a session; an aborted signal cancels it on the server. Every error is typed. */
  async use<T>(
    task: Task,
    signal: AbortSignal | undefined,
    work: (client: PoolClient) => Promise<T>,
  ): Promise<T> {
    const lease = await this.lease(signal);
    const stop = () => void lease.cancel();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await work(lease.client);
    } catch (error) {
      throw this.typed(error, { ...task, signal });
    } finally {
      signal?.removeEventListener('abort', stop);
      await lease.release();
    }
  }

  /** Opens a session, or takes an idle one. */
  async lease(signal?: AbortSignal): Promise<Lease> {
    if (this.isClosed) throw connectorErrors.closed({ connection: this.name });
    if (signal?.aborted) throw connectorErrors.cancelled({ connection: this.name });
    const startedAt = Date.now();
    try {
      const client = await this.connect(signal);
      const lease = this.leaseOf(client);
      await this.prepare(client).catch(async (error: unknown) => {
        await lease.cancel();
        await lease.release();
        throw this.typed(error, { signal });
      });
      return lease;
    } catch (error) {
      throw this.typed(error, { signal, connecting: true, waitedMs: Date.now() - startedAt });
    }
  }

  typed(error: unknown, about: About): AiEtlError {
    if (isAiEtlError(error)) return error;
    const { host, port, user, password, database, ssl } = this.settings;
    const { connectTimeoutSeconds, statementTimeoutSeconds } = this.settings;
    return translate(error, {
      connection: this.name,
      host,
      port,
      user,
      database,
      encrypted: ssl !== 'disable',
      hasPassword: password !== undefined,
      timeoutSeconds: about.connecting ? connectTimeoutSeconds : statementTimeoutSeconds,
      ...about,
    });
  }

  /** Whatever still runs is cancelled. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    const left = [...this.active];
    await Promise.all(left.map((lease) => lease.cancel()));
    // A session whose reader has stopped reading does not hear that it was cancelled.
    for (const { client } of left) socketOf(client).destroy();
    await this.pool.end();
  }

  /** The pool knows no signals: an aborted wait ends at once, and the session that comes too late goes back. */
  private async connect(signal?: AbortSignal): Promise<PoolClient> {
    const pending = this.pool.connect();
    if (!signal) return pending;
    let stop = () => {};
    const aborted = new Promise<never>((_, reject) => {
      stop = () => reject(connectorErrors.cancelled({ connection: this.name }));
      signal.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([pending, aborted]);
    } catch (error) {
      pending.then(
        (client) => client.release(),
        () => undefined,
      );
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  private leaseOf(client: PoolClient): Lease {
    let cancelling: Promise<void> | undefined;
    let isLost = false;
    const onEnd = () => {
      isLost = true;
    };
    // Without a listener an error between two statements would end the process.
    const onError = () => {
      isLost = true;
    };
    client.on('end', onEnd);
    client.on('error', onError);
    const isBroken = () => isLost || cancelling !== undefined;
    const lease: Lease = {
      client,
      cancel: () => (cancelling ??= this.cancelBackend(client)),
      release: async () => {
        await cancelling;
        this.active.delete(lease);
        client.off('end', onEnd);
        // A broken session keeps its listener: the closing of its socket is reported once more.
        if (isBroken()) socketOf(client).destroy();
        else client.off('error', onError);
        client.release(isBroken());
      },
    };
    this.active.add(lease);
    return lease;
  }

  /** A session of its own asks; when even that fails, closing the socket makes the server notice. */
  private async cancelBackend(client: PoolClient): Promise<void> {
    const pid = (client as unknown as { processID: number }).processID;
    const messenger = new Client(this.clientConfig());
    messenger.on('error', () => undefined);
    try {
      await messenger.connect();
      await messenger.query('SELECT pg_cancel_backend($1)', [pid]);
    } catch {
      // The server is out of reach: nothing is left to ask it, and the socket below ends the session.
      socketOf(client).destroy();
    } finally {
      await messenger.end().catch(() => undefined);
    }
  }

  /**
   * All systems must read the same text, whatever the server's defaults are. With YMD a date such as 01.02.2024 is
   * refused, which every other order would take for one of two days.
   */
  private async prepare(client: PoolClient): Promise<void> {
    if (this.prepared.has(client)) return;
    const { schema, statementTimeoutSeconds } = this.settings;
    const searchPath = schema === 'public' ? 'public' : `${quote(schema)}, public`;
    await client.query(
      `SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET bytea_output = 'hex';
       SET extra_float_digits = 1; SET client_encoding = 'UTF8'; SET search_path = ${searchPath};
       SET statement_timeout = ${literal(`${statementTimeoutSeconds}s`)}`,
    );
    this.prepared.add(client);
  }

  private clientConfig(): ClientConfig {
    const { host, port, database, user, password, applicationName, connectTimeoutSeconds } = this.settings;
    return {
      host,
      port,
      database,
      user,
      password,
      application_name: applicationName,
      connectionTimeoutMillis: connectTimeoutSeconds * 1000,
      keepAlive: true,
      ssl: tls(this.settings),
    };
  }
}

const socketOf = (client: PoolClient) =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;

function tls({ ssl, ca, host }: PostgresSettings): ClientConfig['ssl'] {
  if (ssl === 'disable') return false;
  if (ssl === 'require') return { rejectUnauthorized: false };
  // `host` is what the certificate is checked against where it is an address, which pg gives no servername for.
  return { rejectUnauthorized: true, host, ...(ca && { ca }) };
}
