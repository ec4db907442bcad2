import { resolve } from 'node:path';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createCompileAction } from './actions/createCompileAction';
import { createDraftAction } from './actions/createDraftAction';
import { createGenerateAction } from './actions/createGenerateAction';
import { createRegisterAction } from './actions/createRegisterAction';
import { createReserveAction } from './actions/createReserveAction';
import { createRetractAction } from './actions/createRetractAction';
import { createDiscardAction, createSaveAction } from './actions/createSaveAction';
import { Cancellations } from './Cancellations';
import { archiveRoute, openPath } from './archive-route';
import { RepositoryFolder } from './RepositoryFolder';

/** Scaffolder actions that generate, compile, keep and register pipelines. @public */
export const scaffolderModuleAiEtl = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'ai-etl',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ actions, auth, catalog, config, discovery, httpRouter, permissions }) {
        const folder = config.getOptionalString('aiEtl.scaffolder.repositories') ?? 'repositories';
        const repositories = new RepositoryFolder(resolve(folder));
        const access = { auth, discovery };
        const cancellations = new Cancellations();
        const integrations = ScmIntegrations.fromConfig(config);
        actions.addActions(
          createCompileAction(access),
          createDiscardAction(repositories),
          createDraftAction(),
          createGenerateAction(access),
          createRegisterAction({ access, cancellations }),
          createReserveAction({ access, integrations, catalog, permissions, cancellations }),
          createRetractAction({ integrations, catalog }),
          createSaveAction({ repositories, discovery, cancellations }),
        );
        httpRouter.use(archiveRoute(repositories) as never);
        httpRouter.addAuthPolicy({ path: openPath, allow: 'unauthenticated' });
      },
    });
  },
});
