import { createAiEtlClient, type AiEtlClient } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';

/** Opens the store's API as the catalog itself. A token lives for an hour: open one a burst. */
export type OpenStore = () => Promise<AiEtlClient>;

const PLUGIN_ID = 'ai-etl';

/** How the catalog calls the store: where discovery says, with a token from service to service. */
export function storeOpener(deps: { auth: AuthService; discovery: DiscoveryService }): OpenStore {
  return async () => {
    const { token } = await deps.auth.getPluginRequestToken({
      onBehalfOf: await deps.auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN_ID,
    });
    return createAiEtlClient({ baseUrl: await deps.discovery.getBaseUrl(PLUGIN_ID), token });
  };
}
