import { createAiEtlClient } from '@ai-etl/backstage-plugin-ai-etl-common';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { aiEtlApiRef } from '../api';
import plugin from '../plugin';
import { mutate } from 'swr';

/** Answers by method and path, such as `GET /v1/pipelines`; a function gets the address and the body that was sent. */
export type Answers = Record<
  string,
  unknown | ((asked: { query: URLSearchParams; body?: unknown }) => unknown)
>;

/** Said instead of an answer. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly message: string,
  ) {}
}

/** As the permission system says it. */
const [ALLOW, DENY] = ['ALLOW', 'DENY'] as never[];

/** Opens a page of the plugin in an app whose API gives these answers; the client itself is the real one. */
export async function openPage(path: string, answers: Answers, { denied = [] }: { denied?: string[] } = {}) {
  const fetch = async (request: unknown) => {
    const asked = request as Request;
    const { pathname, searchParams } = new URL(asked.url);
    const answer = answers[`${asked.method} ${decodeURIComponent(pathname)}`];
    const said =
      typeof answer === 'function'
        ? answer({ query: searchParams, body: asked.method === 'GET' ? undefined : await asked.json() })
        : answer;
    return said === undefined ? respond(new Refusal(404, `nothing at ${pathname}`)) : respond(said);
  };
  // What one test's person may do is no answer for the next: the permission framework keeps answers by request.
  await mutate(() => true);
  const client = createAiEtlClient({ baseUrl: 'http://api.test', fetch: fetch as typeof globalThis.fetch });
  return renderTestApp({
    features: [plugin],
    initialRouteEntries: [path],
    apis: [
      [aiEtlApiRef, client],
      mockApis.permission({
        authorize: ({ permission }) => (denied.includes(permission.name) ? DENY : ALLOW),
      }),
    ],
  });
}

function respond(said: unknown): Response {
  const refused = said instanceof Refusal;
  const body = refused
    ? { error: { name: 'Error', message: said.message }, response: { statusCode: said.status } }
    : said;
  return new Response(JSON.stringify(body), {
    status: refused ? said.status : 200,
    headers: { 'content-type': 'application/json' },
  });
}
