import type { RunBrief } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Knex } from 'knex';
import { inPieces } from '../database/database';
import { edgesOf, marksAt, type Edges, type JobRow } from '../database/lineage-at';
import { tasksJob } from '../database/lineage-ids';
import type { DatasetRow, PipelineRow } from '../database/tables';
import type { Moment } from './moment';
import type { ColumnEdge, Edge, LineageQueries, LineageSource, VisibleLineage } from './LineageQueries';

/** Lineage of one pipeline, between datasets. */
interface Known {
  edges: Edge[];
  columnEdges: ColumnEdge[];
}

/** More readers or writers of one level than this nobody can look at. */
const mostPipelines = 5000;

/**
 * Lineage as it was at a moment, for one request: what jobs of the versions of then had told until then. A pipeline
 * that was deleted is not there, nor are fields as they once were; neither is kept.
 */
export class PastLineage implements LineageSource {
  private readonly known = new Map<number, Known>();
  private loading: Promise<void> = Promise.resolve();
  private readonly seenDatasets = new Map<string, boolean>();

  constructor(
    private readonly knex: Knex,
    private readonly now: LineageQueries,
    private readonly moment: Moment,
  ) {}

  async edges(
    end: 'dataset_id' | 'pipeline_id',
    ids: readonly (string | number)[],
    direction: 'in' | 'out',
    visible: VisibleLineage,
    limit: number,
  ): Promise<Edge[]> {
    const isPipelines = end === 'pipeline_id';
    const pipelines = isPipelines
      ? (ids as readonly number[])
      : await this.touching(ids as readonly string[], direction, visible);
    await this.load(pipelines);
    const asked = new Set(ids);
    const found = pipelines
      .flatMap((id) => this.known.get(id)!.edges)
      .filter((edge) => edge.direction === direction && asked.has(edge[end]));
    const seen = await this.visibleOf(
      found.map(({ dataset_id }) => dataset_id),
      visible,
    );
    return found.filter(({ dataset_id }) => seen(dataset_id)).slice(0, limit);
  }

  async degrees(
    end: 'dataset_id' | 'pipeline_id',
    ids: readonly (string | number)[],
    direction: 'in' | 'out',
    visible: VisibleLineage,
  ): Promise<Map<string | number, number>> {
    const counts = new Map<string | number, number>();
    for (const edge of await this.edges(end, ids, direction, visible, Infinity))
      counts.set(edge[end], (counts.get(edge[end]) ?? 0) + 1);
    return counts;
  }

  async columnEdges(
    datasets: readonly string[],
    pipelines: readonly number[],
    limit: number,
  ): Promise<ColumnEdge[]> {
    await this.load(pipelines);
    const among = new Set(datasets);
    return pipelines
      .flatMap((id) => this.known.get(id)!.columnEdges)
      .filter(({ from_dataset, to_dataset }) => among.has(from_dataset) && among.has(to_dataset))
      .slice(0, limit);
  }

  /** As they are known now; one that was dropped later was still there. */
  async datasets(ids: readonly string[]): Promise<Map<string, DatasetRow>> {
    const rows = await this.now.datasets(ids);
    return new Map(
      [...rows].map(([id, row]) => [
        id,
        row.gone_at !== null && row.gone_at > this.moment.at ? { ...row, gone_at: null } : row,
      ]),
    );
  }

  async pipelines(ids: readonly number[]): Promise<Map<number, PipelineRow>> {
    return this.now.pipelines(ids);
  }

  /** A last run of today says nothing of then. */
  async lastRuns(): Promise<Map<number, RunBrief[]>> {
    return new Map();
  }

  /** Pipelines that the caller may see and that ever touched datasets. */
  private async touching(
    datasets: readonly string[],
    direction: 'in' | 'out',
    visible: VisibleLineage,
  ): Promise<number[]> {
    const found = new Set<number>();
    for (const piece of inPieces(datasets)) {
      const query = this.knex('lineage_ends')
        .join('dataset_names', 'dataset_names.id', 'lineage_ends.name_id')
        .join('pipelines', 'pipelines.id', 'lineage_ends.pipeline_id')
        .whereIn('dataset_names.dataset_id', piece)
        .where('lineage_ends.direction', direction)
        .whereNull('pipelines.deleted_at');
      visible.pipelines(query);
      const rows = await query
        .distinct<{ id: number }[]>('pipelines.id as id')
        .orderBy('id')
        .limit(mostPipelines);
      for (const { id } of rows) found.add(id);
    }
    return [...found];
  }

  private async visibleOf(
    datasets: readonly string[],
    visible: VisibleLineage,
  ): Promise<(id: string) => boolean> {
    const unknown = [...new Set(datasets)].filter((id) => !this.seenDatasets.has(id));
    for (const piece of inPieces(unknown)) {
      const query = this.knex('datasets').whereIn('datasets.id', piece);
      visible.datasets(query);
      const seen = new Set((await query.select<{ id: string }[]>('datasets.id as id')).map(({ id }) => id));
      for (const id of piece) this.seenDatasets.set(id, seen.has(id));
    }
    return (id) => this.seenDatasets.get(id)!;
  }

  /** One after another: what several ask for at a time is read once. */
  private async load(pipelines: readonly number[]): Promise<void> {
    const before = this.loading;
    this.loading = before.then(() => this.loadMissing(pipelines));
    await this.loading;
  }

  private async loadMissing(pipelines: readonly number[]): Promise<void> {
    const missing = [...new Set(pipelines)].filter((id) => !this.known.has(id));
    if (missing.length === 0) return;
    const jobs = await this.jobsOf(missing);
    const marks = await marksAt(this.knex, jobs, this.moment.at);
    const told = await edgesOf(this.knex, jobs, (id) => marks.get(id)!);
    const idOf = await datasetIdsOf(this.knex, [...told.values()]);
    for (const id of missing) this.known.set(id, between(id, told.get(id), idOf));
  }

  /** Jobs of the version that was the newest then. */
  private async jobsOf(pipelines: readonly number[]): Promise<JobRow[]> {
    const { at, version } = this.moment;
    const found: JobRow[] = [];
    for (const piece of inPieces(pipelines)) {
      const newest = this.knex('pipeline_versions')
        .whereRaw('pipeline_versions.pipeline_id = lineage_jobs.pipeline_id')
        .where('created_at', '<=', at)
        .max('version');
      found.push(
        ...(await this.knex('lineage_jobs')
          .whereIn('pipeline_id', piece)
          .whereNot('job', tasksJob)
          .whereRaw('version = case when pipeline_id = ? then ? else coalesce((?), 0) end', [
            version?.pipeline ?? -1,
            version?.number ?? 0,
            newest,
          ])
          .select<JobRow[]>('id', 'pipeline_id', 'version', 'job', 'task')),
      );
    }
    return found;
  }
}

/** Edges are told between names; names that mean the same by now lead to one dataset. */
export async function datasetIdsOf(
  knex: Knex,
  told: readonly Edges[],
): Promise<(name: string) => string | undefined> {
  const names = new Set<string>();
  for (const { edges, columnEdges } of told) {
    for (const { dataset } of edges) names.add(dataset);
    for (const { from, to } of columnEdges) names.add(from.dataset).add(to.dataset);
  }
  const found = new Map<string, string>();
  for (const piece of inPieces([...names]))
    for (const { id, dataset_id } of await knex('dataset_names')
      .whereIn('id', piece)
      .select('id', 'dataset_id'))
      found.set(id, dataset_id);
  return (name) => found.get(name);
}

/** Lineage of a pipeline between datasets, each edge once. */
export function between(
  pipeline_id: number,
  told: Edges | undefined,
  idOf: (name: string) => string | undefined,
): Known {
  const edges = new Map<string, Edge>();
  for (const { dataset, direction } of told?.edges ?? []) {
    const dataset_id = idOf(dataset);
    if (dataset_id !== undefined)
      edges.set(`${dataset_id} ${direction}`, { pipeline_id, dataset_id, direction });
  }
  const columns = new Map<string, ColumnEdge>();
  for (const { from, to, kind, transformation } of told?.columnEdges ?? []) {
    const [from_dataset, to_dataset] = [idOf(from.dataset), idOf(to.dataset)];
    if (from_dataset === undefined || to_dataset === undefined) continue;
    const edge = {
      pipeline_id,
      from_dataset,
      from_field: from.field ?? null,
      to_dataset,
      to_field: to.field ?? null,
      kind,
      transformation: transformation ?? null,
    };
    columns.set(columnKey(edge), edge);
  }
  return { edges: [...edges.values()], columnEdges: [...columns.values()] };
}

export const edgeKey = (edge: Edge) => `${edge.pipeline_id} ${edge.dataset_id} ${edge.direction}`;

export const columnKey = (edge: ColumnEdge) =>
  JSON.stringify([
    edge.pipeline_id,
    edge.from_dataset,
    edge.from_field,
    edge.to_dataset,
    edge.to_field,
    edge.kind,
    edge.transformation,
  ]);
