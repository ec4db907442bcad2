import { createExternalRouteRef, createRouteRef, createSubRouteRef } from '@backstage/frontend-plugin-api';

/** Where the plugin lives; `/ai-etl` unless the app says otherwise. */
export const rootRouteRef = createRouteRef();

export const pipelineRouteRef = createSubRouteRef({ parent: rootRouteRef, path: '/pipelines/:name' });
export const datasetsRouteRef = createSubRouteRef({ parent: rootRouteRef, path: '/datasets' });
export const datasetRouteRef = createSubRouteRef({ parent: rootRouteRef, path: '/datasets/:id' });
export const lineageRouteRef = createSubRouteRef({ parent: rootRouteRef, path: '/lineage' });
export const changesRouteRef = createSubRouteRef({ parent: rootRouteRef, path: '/changes' });

/** The page of an entity; absent in an app without the catalog. */
export const entityRouteRef = createExternalRouteRef({
  params: ['kind', 'namespace', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});
export const createRouteExternalRef = createExternalRouteRef({ defaultTarget: 'scaffolder.root' });
