import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import {
  changesRouteRef,
  datasetRouteRef,
  datasetsRouteRef,
  entityRouteRef,
  lineageRouteRef,
  pipelineRouteRef,
  rootRouteRef,
} from '../routes';

/** Addresses of everything the pages link to; one place, because route refs may be unbound. */
export interface Links {
  home: string;
  datasets: string;
  changes: string;
  pipeline(name: string, tab?: string): string;
  dataset(id: string): string;
  lineage(query?: Record<string, string | undefined>): string;
  entity(ref: string): string | undefined;
}

const ENTITY_REF = /^([^:/]+):([^:/]+)\/([^:/]+)$/;

/** A hook, since route refs resolve within React. */
export function useLinks(): Links {
  const home = useRouteRef(rootRouteRef);
  const datasets = useRouteRef(datasetsRouteRef);
  const pipeline = useRouteRef(pipelineRouteRef);
  const dataset = useRouteRef(datasetRouteRef);
  const lineage = useRouteRef(lineageRouteRef);
  const changes = useRouteRef(changesRouteRef);
  const entity = useRouteRef(entityRouteRef);
  return useMemo(
    () => ({
      home: home?.() ?? '/ai-etl',
      datasets: datasets?.() ?? '/ai-etl/datasets',
      changes: changes?.() ?? '/ai-etl/changes',
      pipeline: (name, tab) =>
        (pipeline?.({ name: encodeURIComponent(name) }) ?? `/ai-etl/pipelines/${encodeURIComponent(name)}`) +
        (tab ? `/${tab}` : ''),
      dataset: (id) =>
        dataset?.({ id: encodeURIComponent(id) }) ?? `/ai-etl/datasets/${encodeURIComponent(id)}`,
      lineage: (query = {}) => withQuery(lineage?.() ?? '/ai-etl/lineage', query),
      entity: (ref) => {
        const parts = ENTITY_REF.exec(ref);
        return parts ? entity?.({ kind: parts[1], namespace: parts[2], name: parts[3] }) : undefined;
      },
    }),
    [home, datasets, pipeline, dataset, lineage, changes, entity],
  );
}

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  return search.size ? `${path}?${search}` : path;
}
