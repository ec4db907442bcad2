import { ResponseError } from '@backstage/errors';
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema/openapi.generated';

/** The typed client of the API; paths, parameters and answers come from `schema/openapi.yaml`. @public */
export type AiEtlClient = Client<paths>;

/** Where the API is and how it is called. @public */
export interface AiEtlClientOptions {
  /** Such as `https://portal.example.org/api/ai-etl`, or `plugin://ai-etl` with Backstage's own fetch. */
  baseUrl: string;
  fetch?: typeof fetch;
  token?: string;
}

/**
 * Makes a client of the API.
 *
 * @example
 * ```ts
 * const { data } = await createAiEtlClient({ baseUrl }).GET('/v1/pipelines', { params: { query: { search: 'flights' } } });
 * ```
 * @throws ResponseError when the API answers with a problem
 * @public
 */
export function createAiEtlClient(options: AiEtlClientOptions): AiEtlClient {
  const client = createClient<paths>({
    baseUrl: options.baseUrl,
    fetch: options.fetch,
    ...(options.token && { headers: { authorization: `Bearer ${options.token}` } }),
  });
  client.use({
    async onResponse({ response }) {
      if (!response.ok) throw await ResponseError.fromResponse(response);
    },
  });
  return client;
}
