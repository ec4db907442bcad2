import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { OpenLineageEvent } from '../event';

/** How a collector answers; `take` keeps the event. */
export type Answer = (request: IncomingMessage, response: ServerResponse, take: () => void) => void;

export const accept: Answer = (_request, response, take) => {
  take();
  response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
};
export const status =
  (code: number, body = '', headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(code, headers).end(body);
/** Never answers. */
export const hang: Answer = () => undefined;

/** A receiver of events on a port of its own, which can be made to fail in every way. */
export class Collector {
  readonly events: OpenLineageEvent[] = [];
  readonly requests: { url: string; authorization?: string; contentType?: string }[] = [];
  answer: Answer = accept;
  private server?: Server;
  private readonly sockets = new Set<Socket>();
  private port = 0;

  static async start(answer: Answer = accept): Promise<Collector> {
    const collector = new Collector();
    collector.answer = answer;
    await collector.listen();
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts, also again on the port of before. */
  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { authorization, 'content-type': contentType } = request.headers;
        this.requests.push({ url: request.url ?? '', authorization, contentType });
        this.answer(request, response, () =>
          this.events.push(JSON.parse(Buffer.concat(parts).toString()) as OpenLineageEvent),
        );
      });
    });
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((listening) => server.listen(this.port, '127.0.0.1', listening));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((closed) => (server ? server.close(() => closed()) : closed()));
  }
}
