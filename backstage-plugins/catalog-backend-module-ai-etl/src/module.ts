import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { catalogProcessingExtensionPoint, catalogServiceRef } from '@backstage/plugin-catalog-node';
import { incrementalIngestionProvidersExtensionPoint } from '@backstage/plugin-catalog-backend-module-incremental-ingestion';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { readPageLinks } from './entities/page-links';
import { KnownOwners } from './owners/KnownOwners';
import { CLAIM_TOPIC } from './processor/claims';
import { datasetsIn } from './processor/dataset-refs';
import { DataPipelineProcessor } from './processor/DataPipelineProcessor';
import { AiEtlEntityProvider } from './provider/AiEtlEntityProvider';
import { withoutOthersIn } from './provider/entities-of-others';
import { storeOpener } from './provider/store-client';

const REST_KEY = 'aiEtl.catalog.fullRoundEvery';

/**
 * Pipelines and datasets of AI-ETL in the catalog.
 *
 * @remarks Needs `@backstage/plugin-catalog-backend-module-incremental-ingestion` beside it.
 * @public
 */
export const catalogModuleAiEtl = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'ai-etl',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        providers: incrementalIngestionProvidersExtensionPoint,
      },
      async init({ auth, catalog, config, discovery, events, logger, processing, providers }) {
        const links = readPageLinks(config);
        const openStore = storeOpener({ auth, discovery });
        processing.addProcessor(
          new DataPipelineProcessor({
            findDataset: datasetsIn(openStore),
            owners: new KnownOwners({ catalog, auth }),
            defaultOwner: config.getOptionalString('aiEtl.catalog.defaultOwner'),
            onClaim: (eventPayload) => events.publish({ topic: CLAIM_TOPIC, eventPayload }),
            links,
            logger,
          }),
        );
        providers.addProvider({
          provider: new AiEtlEntityProvider({
            openStore,
            links,
            withoutOthers: withoutOthersIn({ catalog, auth }),
          }),
          options: {
            burstInterval: { seconds: 5 },
            burstLength: { minutes: 2 },
            restLength: config.has(REST_KEY)
              ? readDurationFromConfig(config, { key: REST_KEY })
              : { minutes: 10 },
            // The store may start after the catalog does.
            backoff: [{ seconds: 10 }, { seconds: 30 }, { minutes: 1 }, { minutes: 5 }],
          },
        });
      },
    });
  },
});
