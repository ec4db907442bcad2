import type { ClickHouseClient } from '@clickhouse/client';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { isAiEtlError, type AiEtlError } from '../../errors';
import { connectorErrors } from '../errors';
import { serverSettings, type ClickHouseSettings } from './config';
import { translate, type Doing } from './errors';
import { withoutFrame } from './exception-frame';

/** What a piece of work touches, for messages. @internal */
export type Task = Pick<Doing, 'object' | 'loading'>;

/** @internal */
export interface Statement extends Task {
  sql: string;
  /** Values of `{name:Type}` in the statement. */
  parameters?: Record<string, unknown>;
  settings?: Record<string, string | number>;
  signal?: AbortSignal;
}

/** What the server is and what it lets this user do, as it said when the connection opened. @internal */
export interface ServerFacts {
  version: string;
  timezone: string;
  /** 1: nothing may be changed, not even settings; 2: settings may. */
  readonly: number;
}

/** A server behind its HTTP interface. @internal */
export class ClickHouseServer {
  facts: ServerFacts = { version: '', timezone: 'UTC', readonly: 0 };
  private isClosed = false;

  private constructor(
    readonly name: string,
    readonly settings: ClickHouseSettings,
    private readonly client: ClickHouseClient,
  ) {}

  /** Loads the client and asks the server who it is. */
  static async open(
    name: string,
    settings: ClickHouseSettings,
    signal?: AbortSignal,
  ): Promise<ClickHouseServer> {
    const { createClient, ClickHouseLogLevel } = await import('@clickhouse/client');
    const client = createClient({
      url: `${settings.https ? 'https' : 'http'}://${hostText(settings.host)}:${settings.port}`,
      pathname: settings.path || undefined,
      username: settings.user,
      password: settings.password ?? '',
      database: settings.database,
      application: 'ai-etl',
      request_timeout: settings.requestTimeoutSeconds * 1000,
      compression: { request: settings.compression, response: settings.compression },
      max_open_connections: 16,
      log: { level: ClickHouseLogLevel.OFF },
      ...(settings.https && settings.ca && { tls: { ca_cert: Buffer.from(settings.ca) } }),
    });
    const server = new ClickHouseServer(name, settings, client);
    try {
      server.facts = await server.ask(signal);
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }

  /** `ON CLUSTER name`, where the connection has one. */
  get onCluster(): string {
    return this.settings.cluster === undefined ? '' : ` ON CLUSTER \`${this.settings.cluster}\``;
  }

  /** A statement whose result does not matter. */
  async run(statement: Statement): Promise<void> {
    await this.guard(statement, async (options) => {
      await this.client.command({ query: statement.sql, ...options });
    });
  }

  /** All rows of a small result. */
  async rows<T>(statement: Statement): Promise<T[]> {
    return this.guard(statement, async (options) => {
      const result = await this.client.query({ query: statement.sql, format: 'JSONEachRow', ...options });
      return result.json<T>();
    });
  }

  /** The bytes of a result, as the server makes them. A failure in the middle ends the stream with a typed error. */
  async bytes(statement: Statement, format: string): Promise<Readable> {
    const settings = {
      default_format: format,
      cancel_http_readonly_queries_on_client_close: 1,
      ...statement.settings,
    };
    return this.guard({ ...statement, settings }, async (options) => {
      const result = await this.client.exec({
        query: statement.sql,
        decompress_response_stream: this.settings.compression,
        ...options,
      });
      const tag = result.response_headers['x-clickhouse-exception-tag'];
      return withoutFrame(result.stream, {
        tag: typeof tag === 'string' ? tag : undefined,
        typed: (error) => this.typed(error, statement),
        signal: statement.signal,
      });
    });
  }

  /** Pipes bytes into an INSERT; its format stands in the statement. */
  async insert(statement: Statement, values: Readable): Promise<void> {
    await this.guard({ ...statement, loading: true }, async (options) => {
      const result = await this.client.exec({ query: statement.sql, values, ...options });
      await finished(result.stream.resume());
    });
  }

  typed(error: unknown, about: Task & { signal?: AbortSignal }): AiEtlError {
    if (isAiEtlError(error)) return error;
    const { host, port, user, database, https, requestTimeoutSeconds } = this.settings;
    return translate(error, {
      connection: this.name,
      host,
      port,
      user,
      database,
      encrypted: https,
      timeoutSeconds: requestTimeoutSeconds,
      ...about,
    });
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.client.close();
  }

  private async guard<T>(statement: Statement, work: (options: Options) => Promise<T>): Promise<T> {
    if (this.isClosed) throw connectorErrors.closed({ connection: this.name });
    if (statement.signal?.aborted) throw connectorErrors.cancelled({ connection: this.name });
    try {
      return await work(this.optionsOf(statement));
    } catch (error) {
      throw this.typed(error, statement);
    }
  }

  private optionsOf({ parameters, settings = {}, signal }: Statement): Options {
    const { default_format, ...own } = settings;
    const all = { ...serverSettings(this.settings.settings).settings, ...own };
    return {
      clickhouse_settings: {
        // A profile with readonly=1 refuses a request that sets anything; the format is no setting.
        ...(this.facts.readonly !== 1 && all),
        ...(default_format !== undefined && { default_format }),
      },
      ...(parameters && { query_params: parameters }),
      ...(signal && { abort_signal: signal }),
    };
  }

  private async ask(signal?: AbortSignal): Promise<ServerFacts> {
    const timeout = AbortSignal.timeout(this.settings.connectTimeoutSeconds * 1000);
    const sql = `SELECT version() AS version, timezone() AS timezone, toUInt8(getSetting('readonly')) AS readonly`;
    try {
      const [facts] = await this.rows<ServerFacts>({
        sql,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      return facts!;
    } catch (error) {
      if (!timeout.aborted || signal?.aborted) throw error;
      const what = { doing: 'connecting', делая: 'соединение', seconds: this.settings.connectTimeoutSeconds };
      throw connectorErrors.timeout({ connection: this.name, ...what }, { cause: error });
    }
  }
}

interface Options {
  clickhouse_settings: Record<string, string | number>;
  query_params?: Record<string, unknown>;
  abort_signal?: AbortSignal;
}

const hostText = (host: string) => (host.includes(':') ? `[${host}]` : host);
