import { runSourceExtensionPoint } from '@ai-etl/backstage-plugin-ai-etl-node';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { AirflowApi } from './AirflowApi';
import { AirflowRunSource } from './AirflowRunSource';
import { readAirflows } from './settings';

/** Every Airflow of `aiEtl.airflow` as a source of runs. @public */
export const airflowModule = createBackendModule({
  pluginId: 'ai-etl',
  moduleId: 'airflow',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, runs: runSourceExtensionPoint },
      async init({ config, runs }) {
        for (const settings of readAirflows(config))
          runs.addRunSource(new AirflowRunSource(settings.name, new AirflowApi(settings)));
      },
    });
  },
});
