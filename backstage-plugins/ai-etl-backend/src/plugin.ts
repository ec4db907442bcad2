import {
  lineageSinkExtensionPoint,
  runSourceExtensionPoint,
  specStoreExtensionPoint,
  type LineageSink,
  type RunSource,
  type SpecStore,
} from '@ai-etl/backstage-plugin-ai-etl-node';
import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { createPortal } from './create-portal';
import { createRouter } from './router';

/** The store, the API and the OpenLineage door of AI-ETL. @public */
export const aiEtlPlugin = createBackendPlugin({
  pluginId: 'ai-etl',
  register(env) {
    const runSources: RunSource[] = [];
    const specStores: SpecStore[] = [];
    const lineageSinks: LineageSink[] = [];
    env.registerExtensionPoint(runSourceExtensionPoint, {
      addRunSource: (source) => void runSources.push(source),
    });
    env.registerExtensionPoint(specStoreExtensionPoint, {
      addSpecStore: (store) => void specStores.push(store),
    });
    env.registerExtensionPoint(lineageSinkExtensionPoint, {
      addLineageSink: (sink) => void lineageSinks.push(sink),
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init({ httpRouter, ...services }) {
        const portal = await createPortal(services, { runSources, specStores, lineageSinks });
        httpRouter.use(createRouter(portal) as never);
      },
    });
  },
});
