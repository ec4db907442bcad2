import { createFrontendPlugin, PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiFlowChart } from '@remixicon/react';
import { aiEtlApi } from './api';
import { entityExtensions } from './entity/extensions';
import {
  changesRouteRef,
  createRouteExternalRef,
  datasetRouteRef,
  datasetsRouteRef,
  entityRouteRef,
  lineageRouteRef,
  pipelineRouteRef,
  rootRouteRef,
} from './routes';
import { scaffolderFields } from './scaffolder';

const page = PageBlueprint.make({
  params: {
    path: '/ai-etl',
    title: 'Pipelines',
    icon: <RiFlowChart />,
    routeRef: rootRouteRef,
    // The pages draw the header themselves, in the reader's language.
    noHeader: true,
    loader: () => import('./AiEtlPages').then(({ AiEtlPages }) => <AiEtlPages />),
  },
});

/** Pages of pipelines, datasets and lineage, and what entity pages show of them. @public */
export default createFrontendPlugin({
  pluginId: 'ai-etl',
  title: 'Data pipelines',
  icon: <RiFlowChart />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    pipeline: pipelineRouteRef,
    datasets: datasetsRouteRef,
    dataset: datasetRouteRef,
    lineage: lineageRouteRef,
    changes: changesRouteRef,
  },
  externalRoutes: { entity: entityRouteRef, create: createRouteExternalRef },
  extensions: [page, aiEtlApi, ...entityExtensions, ...scaffolderFields],
});
