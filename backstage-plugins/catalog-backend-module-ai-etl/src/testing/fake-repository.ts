import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Files of a repository over HTTP, as a git host serves them. */
export class FakeRepository {
  readonly files = new Map<string, string>();
  private server!: Server;

  async start(): Promise<this> {
    this.server = createServer(({ url }, response) => {
      const text = this.files.get(url!.slice(1));
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
