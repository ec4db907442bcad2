import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { authenticate, credentialsOf, type Credentials } from './credentials';
import { Engine } from './engine';
import { exceptionOf, statusOf } from './exceptions';
import { execute } from './execute';
import { Pipe, Pipes } from './pipes';
import { readRequest, type ServerRequest } from './request';
import { respond } from './respond';
import { Sessions, type Lease } from './sessions';
import { Turns } from './turns';

/** @internal */
export interface HttpServerOptions {
  /** Holds the engine's data and the pipes. */
  dir: string;
  credentials: Credentials;
  /** Statements that run at a time; each takes two threads of libuv's pool (UV_THREADPOOL_SIZE). */
  concurrency: number;
}

/** ClickHouse's HTTP interface over the engine in this process. @internal */
export class ClickHouseHttpServer {
  private readonly server: Server;
  private readonly sessions: Sessions;
  private readonly turns: Turns;

  private constructor(
    private readonly engine: Engine,
    private readonly pipes: Pipes,
    private readonly options: HttpServerOptions,
  ) {
    this.sessions = new Sessions(() => engine.connect());
    this.turns = new Turns(options.concurrency);
    // A load may take hours: only clients set time limits here. A statement comes in the address, and one with many
    // columns is long; ClickHouse itself takes a mebibyte (http_max_uri_size).
    this.server = createServer(
      { requestTimeout: 0, keepAliveTimeout: 30_000, maxHeaderSize: 2 ** 20 },
      (request, response) => {
        void this.answer(request, response);
      },
    );
  }

  static async open(options: HttpServerOptions): Promise<ClickHouseHttpServer> {
    const pipes = new Pipes(join(options.dir, 'pipes'));
    await pipes.prepare();
    return new ClickHouseHttpServer(await Engine.open(join(options.dir, 'data')), pipes, options);
  }

  /** Gives the port it got. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ port, host: '127.0.0.1' }, () =>
        resolve((this.server.address() as { port: number }).port),
      );
    });
  }

  /** Takes no more requests, ends the open ones, and leaves the folder in order. */
  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    this.sessions.close();
    this.pipes.close();
    await this.engine.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => response.destroy());
    try {
      const url = new URL(request.url ?? '/', 'http://local');
      const path = paths[url.pathname];
      if (path !== undefined && !(url.pathname === '/' && hasStatement(request, url)))
        return void response.end(path);
      if (url.pathname !== '/')
        return void response.writeHead(404).end(`There is no handle ${url.pathname}\n`);
      authenticate(credentialsOf(request.headers, url.searchParams), this.options.credentials);
      await this.serve(await readRequest(request, url), response);
    } catch (error) {
      this.refuse(response, error);
    }
  }

  private async serve(request: ServerRequest, response: ServerResponse): Promise<void> {
    response.setHeader('X-ClickHouse-Query-Id', request.queryId);
    response.setHeader('X-ClickHouse-Timezone', this.engine.timezone);
    response.setHeader('X-ClickHouse-Server-Display-Name', 'ai-etl-local');
    const lease = this.sessions.acquire(request.sessionId, {
      timeoutSeconds: request.sessionTimeoutSeconds,
      mustExist: request.sessionCheck,
    });
    const gone = () => void this.engine.kill(request.queryId).catch(() => undefined);
    response.once('close', () => !response.writableFinished && gone());
    await this.turns.run(() => this.run(lease, request, response)).finally(() => lease.release());
  }

  private async run(
    { session, release }: Lease,
    request: ServerRequest,
    response: ServerResponse,
  ): Promise<void> {
    if (response.destroyed) return;
    await session.set(request.settings);
    if (request.database) await session.use(request.database);
    if (request.readonly) await session.set([['readonly', '2']]);
    const pipe = needsPipe(request) ? await this.pipes.take() : noPipe;
    try {
      const kill = () => this.engine.kill(request.queryId);
      const execution = execute(request, { session, pipe, kill });
      // Before the last byte leaves: the client's next request may follow it at once.
      execution.outcome.then(release, release);
      if (execution.format) response.setHeader('X-ClickHouse-Format', execution.format);
      await respond(response, request, execution, `${pipe.path}.spool`, this.engine.version);
      await execution.outcome.catch(() => undefined);
    } finally {
      if (pipe !== noPipe) await pipe.remove();
    }
  }

  private refuse(response: ServerResponse, error: unknown): void {
    const exception = exceptionOf(error);
    if (response.headersSent) return void response.destroy();
    for (const name of ['Content-Encoding', 'X-ClickHouse-Format']) response.removeHeader(name);
    response.writeHead(statusOf(exception.code), {
      'Content-Type': 'text/plain; charset=UTF-8',
      'X-ClickHouse-Exception-Code': exception.code,
    });
    response.end(exception.body(this.engine.version));
  }
}

/** Rows go through a pipe; a statement that only does something needs none. */
const needsPipe = ({ statement }: ServerRequest) => statement.kind !== 'command';
const noPipe = new Pipe('');

const paths: Record<string, string> = { '/': 'Ok.\n', '/ping': 'Ok.\n', '/replicas_status': 'Ok.\n' };

const hasStatement = (request: IncomingMessage, url: URL) =>
  url.searchParams.has('query') || request.method === 'POST';
