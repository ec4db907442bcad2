import type { ImpactItem } from '@ai-etl/backstage-plugin-ai-etl-common';
import { datasetSummaryOf } from '../database/DatasetQueries';
import type { ColumnEdge, LineageQueries, VisibleLineage } from './LineageQueries';

interface Start {
  dataset: string;
  field?: string;
}

interface Reached {
  dataset: string;
  /** Without it, the dataset as a whole. */
  field?: string;
  distance: number;
  pipeline: number;
  kind?: 'direct' | 'indirect';
}

const mostItems = 5000;
const mostHops = 50;
const mostEdges = 100_000;

/** Everything downstream of a dataset or of one field of it, nearest first, each thing once by its shortest way. */
export async function impactOf(
  queries: LineageQueries,
  start: Start,
  visible: VisibleLineage,
): Promise<ImpactItem[]> {
  const reached = new Map<string, Reached>();
  let frontier: Pick<Reached, 'dataset' | 'field' | 'kind'>[] = [start];
  for (
    let distance = 1;
    frontier.length > 0 && distance <= mostHops && reached.size < mostItems;
    distance += 1
  ) {
    const next =
      start.field === undefined
        ? await tablesAfter(queries, frontier, visible)
        : await columnsAfter(queries, frontier, visible);
    frontier = [];
    for (const one of next) {
      const key = `${one.dataset} ${one.field ?? ''}`;
      if (reached.has(key) || (one.dataset === start.dataset && one.field === start.field)) continue;
      if (reached.size >= mostItems) break;
      reached.set(key, { ...one, distance });
      frontier.push(one);
    }
  }
  return itemsOf(queries, [...reached.values()]);
}

type Next = Omit<Reached, 'distance'>;
type From = Pick<Reached, 'dataset' | 'field' | 'kind'>;

async function tablesAfter(
  queries: LineageQueries,
  frontier: From[],
  visible: VisibleLineage,
): Promise<Next[]> {
  const datasets = [...new Set(frontier.map(({ dataset }) => dataset))];
  const readers = await queries.edges('dataset_id', datasets, 'in', visible, mostEdges);
  const pipelines = [...new Set(readers.map(({ pipeline_id }) => pipeline_id))];
  const written = await queries.edges('pipeline_id', pipelines, 'out', visible, mostEdges);
  return written.map(({ dataset_id, pipeline_id }) => ({ dataset: dataset_id, pipeline: pipeline_id }));
}

/**
 * From a field along its edges; from a whole dataset along all of them. A pipeline that reads the dataset and says
 * nothing about columns is taken for one that may need the field.
 */
async function columnsAfter(
  queries: LineageQueries,
  frontier: From[],
  visible: VisibleLineage,
): Promise<Next[]> {
  const datasets = [...new Set(frontier.map(({ dataset }) => dataset))];
  const edges = await queries.columnEdgesFrom(datasets, visible);
  const readers = await queries.edges('dataset_id', datasets, 'in', visible, mostEdges);
  const spoken = new Set(edges.map((edge) => `${edge.pipeline_id} ${edge.from_dataset}`));
  const silent = readers.filter((edge) => !spoken.has(`${edge.pipeline_id} ${edge.dataset_id}`));
  const written = await queries.edges(
    'pipeline_id',
    [...new Set(silent.map((edge) => edge.pipeline_id))],
    'out',
    visible,
    mostEdges,
  );
  const byDataset = new Map<string, ColumnEdge[]>();
  for (const edge of edges) {
    const known = byDataset.get(edge.from_dataset);
    if (known) known.push(edge);
    else byDataset.set(edge.from_dataset, [edge]);
  }
  const along = frontier.flatMap(({ dataset, field, kind }) =>
    (byDataset.get(dataset) ?? [])
      .filter((edge) => field === undefined || edge.from_field === field || edge.from_field === null)
      .map((edge) => ({
        dataset: edge.to_dataset,
        field: edge.to_field ?? undefined,
        pipeline: edge.pipeline_id,
        kind: kind === 'indirect' ? kind : edge.kind,
      })),
  );
  const unsaid = written.map(({ dataset_id, pipeline_id }) => ({
    dataset: dataset_id,
    pipeline: pipeline_id,
    kind: 'indirect' as const,
  }));
  // A direct way is told before an indirect one to the same field.
  return [...along.sort((one, other) => one.kind.localeCompare(other.kind)), ...unsaid];
}

async function itemsOf(queries: LineageQueries, reached: Reached[]): Promise<ImpactItem[]> {
  const [datasets, pipelines] = await Promise.all([
    queries.datasets([...new Set(reached.map(({ dataset }) => dataset))]),
    queries.pipelines([...new Set(reached.map(({ pipeline }) => pipeline))]),
  ]);
  return reached.map(({ dataset, field, distance, pipeline, kind }) => ({
    distance,
    dataset: datasetSummaryOf(datasets.get(dataset)!),
    field,
    pipeline: pipelines.get(pipeline)!.name,
    kind,
  }));
}
