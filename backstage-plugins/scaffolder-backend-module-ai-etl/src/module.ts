import { resolve } from 'node:path';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createCompileAction } from './actions/createCompileAction';
import { createDraftAction } from './actions/createDraftAction';
import { createGenerateAction } from './actions/createGenerateAction';
import { createRegisterAction } from './actions/createRegisterAction';
import { createDiscardAction, createSaveAction } from './actions/createSaveAction';
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
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpRouter: coreServices.httpRouter,
      },
      async init({ actions, auth, config, discovery, httpRouter }) {
        const folder = config.getOptionalString('aiEtl.scaffolder.repositories') ?? 'repositories';
        const repositories = new RepositoryFolder(resolve(folder));
        const access = { auth, discovery };
        actions.addActions(
          createCompileAction(access),
          createDiscardAction(repositories),
          createDraftAction(),
          createGenerateAction(access),
          createRegisterAction(access),
          createSaveAction(repositories, discovery),
        );
        httpRouter.use(archiveRoute(repositories) as never);
        httpRouter.addAuthPolicy({ path: openPath, allow: 'unauthenticated' });
      },
    });
  },
});
