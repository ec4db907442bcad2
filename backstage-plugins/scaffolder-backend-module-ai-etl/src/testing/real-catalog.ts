import catalogModule from '@ai-etl/backstage-plugin-catalog-backend-module-ai-etl';
import { createBackendModule, type BackendFeature } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import incrementalIngestion from '@backstage/plugin-catalog-backend-module-incremental-ingestion';
import templateModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { catalogProcessingExtensionPoint, type EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';

/** Backstage's own catalog with our module, to which a test may give entities. */
export function realCatalog() {
  let connection: EntityProviderConnection;
  const held = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'held-by-a-test',
    register: env =>
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        init: async ({ processing }) =>
          processing.addEntityProvider({
            getProviderName: () => 'held-by-a-test',
            connect: async given => {
              connection = given;
            },
          }),
      }),
  });
  // The test backend's own events stay inside of each plugin.
  const features: BackendFeature[] = [catalogBackend, catalogModule, eventsServiceFactory, held, incrementalIngestion, templateModel];
  return {
    features,
    settings: {
      events: { useEventBus: 'never' },
      catalog: { processingInterval: { seconds: 1 }, rules: [{ allow: ['Component', 'Resource', 'Location', 'Group', 'User'] }] },
    },
    hold: (...entities: Entity[]) =>
      connection.applyMutation({ type: 'delta', added: entities.map(entity => ({ entity })), removed: [] }),
  };
}
