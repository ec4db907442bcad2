import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real server that answers as it is told; it ends with the test file. */
export async function serverThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  started.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const started: (() => Promise<void>)[] = [];

/** To be called after the tests of a file. */
export const stopServers = async () => {
  await Promise.all(started.splice(0).map((stop) => stop()));
};

/** An Airflow 3 that asks for a token and has runs; `change` answers some requests otherwise. */
export const airflow3 = (
  change: RequestListener = (_, response) => json(response, runs),
): RequestListener => {
  const listener: RequestListener = (request, response) => {
    if (request.url === '/api/v2/version') json(response, { version: '3.3.2' });
    else if (request.url === '/auth/token') json(response, { access_token: 'a.b.c' }, 201);
    else if (request.headers.authorization !== 'Bearer a.b.c')
      json(response, { detail: 'Not authenticated' }, 401);
    else change(request, response);
  };
  return listener;
};

/** As Airflow 3.3.2 answered on 2026-11-21, without what nobody reads. */
export const runs = {
  dag_runs: [
    {
      dag_run_id: 'scheduled__2026-01-01',
      dag_id: 'one',
      logical_date: '2026-01-01T00:00:00Z',
      start_date: '2026-01-01T00:00:02.5Z',
      end_date: '2026-01-01T00:01:02.5Z',
      state: 'success',
    },
    {
      dag_run_id: 'manual__queued',
      dag_id: 'one',
      logical_date: null,
      start_date: null,
      end_date: null,
      state: 'queued',
    },
  ],
  total_entries: 2,
};

/** Answers with JSON. */
export function json(response: Parameters<RequestListener>[1], body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
