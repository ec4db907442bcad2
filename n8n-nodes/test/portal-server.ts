import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was posted as lineage, as far as the tests look at it. */
export interface LineageEvent {
  eventType: string;
  run: { runId: string; facets: Record<string, Record<string, unknown>> };
  job: { namespace: string; name: string };
  inputs: { namespace: string; name: string; facets: Record<string, Record<string, unknown>> }[];
  outputs: { namespace: string; name: string; facets: Record<string, Record<string, unknown>> }[];
}

/** As much of a portal as our nodes speak to: it takes lineage and pipelines from whoever has the token. */
export class PortalServer {
  readonly token = 'a-token-of-the-test';
  readonly events: LineageEvent[] = [];
  readonly published: {
    name: string;
    body: { spec: { name: string }; schemas?: object; message?: string };
  }[] = [];
  url = '';
  private readonly versions = new Map<string, string[]>();
  private readonly server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => this.answer(request, response, Buffer.concat(parts).toString()));
  });

  static async start(): Promise<PortalServer> {
    const portal = new PortalServer();
    await new Promise<void>((resolve) => portal.server.listen(0, '127.0.0.1', resolve));
    portal.url = `http://127.0.0.1:${(portal.server.address() as AddressInfo).port}`;
    return portal;
  }

  /** The events of a job, in the order in which they came. */
  of(job: string): LineageEvent[] {
    return this.events.filter(({ job: { name } }) => name === job);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => void this.server.close(resolve));
  }

  private answer(
    { method, url = '', headers }: IncomingMessage,
    response: ServerResponse,
    body: string,
  ): void {
    const say = (status: number, json: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    const problem = (status: number, name: string) => say(status, { error: { name, message: name } });
    if (headers.authorization !== `Bearer ${this.token}`) return void problem(401, 'AuthenticationError');
    const [, pipeline] = /^\/api\/ai-etl\/v1\/pipelines\/([^/]+)$/.exec(url) ?? [];
    if (method === 'GET' && url === '/api/ai-etl/v1/whoami')
      return void say(200, { principal: 'user:default/tester', permissions: {} });
    if (method === 'POST' && url === '/api/ai-etl/api/v1/lineage') {
      this.events.push(JSON.parse(body) as LineageEvent);
      return void say(201, {});
    }
    if (method === 'PUT' && pipeline) return void say(200, this.publish(decodeURIComponent(pipeline), body));
    problem(404, 'NotFoundError');
  }

  private publish(name: string, body: string): object {
    this.published.push({ name, body: JSON.parse(body) });
    const spec = JSON.stringify(JSON.parse(body).spec);
    const versions = this.versions.get(name) ?? [];
    const changed = versions.at(-1) !== spec;
    if (changed) this.versions.set(name, [...versions, spec]);
    const version = versions.length + (changed ? 1 : 0);
    return { name, version, hash: 'f00d', changed, url: `${this.url}/ai-etl/${name}` };
  }
}
