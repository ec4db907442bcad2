import { createAiEtlClient, type AiEtlClient } from '@ai-etl/backstage-plugin-ai-etl-common';
import { ApiBlueprint, createApiRef, discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';

/** What the pages ask the backend with; replace it to serve them from elsewhere. @public */
export const aiEtlApiRef = createApiRef<AiEtlClient>().with({
  id: 'plugin.ai-etl.client',
  pluginId: 'ai-etl',
});

const PLACEHOLDER = 'http://ai-etl.invalid';

/** The address is asked for at each call: discovery may split plugins over hosts and change its mind. */
export const aiEtlApi = ApiBlueprint.make({
  params: (define) =>
    define({
      api: aiEtlApiRef,
      deps: { discovery: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discovery, fetchApi }) =>
        createAiEtlClient({
          baseUrl: PLACEHOLDER,
          fetch: async (request) => {
            const asked = request as Request;
            const { method, headers, signal, url } = asked;
            // Parts instead of the request: a body can be read once, and Backstage's fetch wraps a request anew.
            const body = method === 'GET' || method === 'HEAD' ? undefined : await asked.text();
            const base = await discovery.getBaseUrl('ai-etl');
            return fetchApi.fetch(base + url.slice(PLACEHOLDER.length), {
              method,
              headers: Object.fromEntries(headers),
              body,
              signal,
            });
          },
        }),
    }),
});
