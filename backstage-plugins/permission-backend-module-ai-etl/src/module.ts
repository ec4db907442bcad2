import { AiEtlPermissionPolicy, readRoleAssignments } from '@ai-etl/backstage-plugin-ai-etl-node';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

/**
 * The policy of AI-ETL for a Backstage that has no policy of its own.
 *
 * @remarks One that has puts `AiEtlPermissionPolicy` of `@ai-etl/backstage-plugin-ai-etl-node` in front of it.
 * @public
 */
export const permissionModuleAiEtl = createBackendModule({
  pluginId: 'permission',
  moduleId: 'ai-etl',
  register(env) {
    env.registerInit({
      deps: {
        policy: policyExtensionPoint,
        config: coreServices.rootConfig,
        userInfo: coreServices.userInfo,
      },
      async init({ policy, config, userInfo }) {
        policy.setPolicy(
          new AiEtlPermissionPolicy({
            assignments: readRoleAssignments(config),
            ownershipRefsOf: async (credentials) =>
              (await userInfo.getUserInfo(credentials)).ownershipEntityRefs,
          }),
        );
      },
    });
  },
});
