import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { tabTitle, type TabName } from './titles';

const PIPELINES = { kind: 'component', 'spec.type': 'data-pipeline' };
const DATASETS = { kind: 'resource', 'spec.type': 'dataset' };

type Kind = { kind: string; 'spec.type': string };
type Filter = Kind | { $any: Kind[] };

/** A tab under its own name; an app may still call it otherwise by its settings. */
const tab = (name: TabName, group: string, filter: Filter, loader: () => Promise<JSX.Element>) =>
  EntityContentBlueprint.makeWithOverrides({
    name,
    factory: (originalFactory, { apis }) =>
      originalFactory({ path: `/${name}`, title: tabTitle(name, apis), group, filter, loader }),
  });

/** What entity pages show of pipelines and datasets. */
export const entityExtensions = [
  tab('pipeline', 'development', PIPELINES, () =>
    import('./EntityContents').then(({ EntityPipelineOverview }) => <EntityPipelineOverview />),
  ),
  tab('runs', 'operation', PIPELINES, () =>
    import('./EntityContents').then(({ EntityPipelineRuns }) => <EntityPipelineRuns />),
  ),
  tab('versions', 'development', PIPELINES, () =>
    import('./EntityContents').then(({ EntityPipelineVersions }) => <EntityPipelineVersions />),
  ),
  tab('dataset', 'development', DATASETS, () =>
    import('./EntityContents').then(({ EntityDatasetContent }) => <EntityDatasetContent />),
  ),
  tab('lineage', 'observability', { $any: [PIPELINES, DATASETS] }, () =>
    import('./EntityContents').then(({ EntityLineage }) => <EntityLineage />),
  ),
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
