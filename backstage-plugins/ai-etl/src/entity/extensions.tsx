import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';

const PIPELINES = { kind: 'component', 'spec.type': 'data-pipeline' };
const DATASETS = { kind: 'resource', 'spec.type': 'dataset' };

/** What entity pages show of pipelines and datasets. */
export const entityExtensions = [
  EntityContentBlueprint.make({
    name: 'pipeline',
    params: {
      path: '/pipeline',
      title: 'Pipeline',
      group: 'development',
      filter: PIPELINES,
      loader: () =>
        import('./EntityContents').then(({ EntityPipelineOverview }) => <EntityPipelineOverview />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'runs',
    params: {
      path: '/runs',
      title: 'Runs',
      group: 'operation',
      filter: PIPELINES,
      loader: () => import('./EntityContents').then(({ EntityPipelineRuns }) => <EntityPipelineRuns />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'versions',
    params: {
      path: '/versions',
      title: 'Versions',
      group: 'development',
      filter: PIPELINES,
      loader: () =>
        import('./EntityContents').then(({ EntityPipelineVersions }) => <EntityPipelineVersions />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'dataset',
    params: {
      path: '/dataset',
      title: 'Dataset',
      group: 'development',
      filter: DATASETS,
      loader: () => import('./EntityContents').then(({ EntityDatasetContent }) => <EntityDatasetContent />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'lineage',
    params: {
      path: '/lineage',
      title: 'Lineage',
      group: 'observability',
      filter: { $any: [PIPELINES, DATASETS] },
      loader: () => import('./EntityContents').then(({ EntityLineage }) => <EntityLineage />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'pipeline',
    params: {
      type: 'info',
      filter: PIPELINES,
      loader: () => import('./EntityCards').then(({ EntityPipelineCard }) => <EntityPipelineCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'dataset',
    params: {
      type: 'info',
      filter: DATASETS,
      loader: () => import('./EntityCards').then(({ EntityDatasetCard }) => <EntityDatasetCard />),
    },
  }),
];
