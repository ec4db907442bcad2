import type { RunBrief } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Knex } from 'knex';
import { inPieces } from '../database/database';
import type { Visible } from '../database/PipelineQueries';
import type { RunQueries } from '../database/RunQueries';
import type { ColumnEdgeRow, DatasetRow, PipelineDatasetRow, PipelineRow } from '../database/tables';

/** What a caller may see on the way. */
export interface VisibleLineage {
  datasets: Visible;
  pipelines: Visible;
}

export type Edge = Pick<PipelineDatasetRow, 'pipeline_id' | 'dataset_id' | 'direction'>;
export type ColumnEdge = Omit<ColumnEdgeRow, 'id' | 'origin'>;

const edgeColumns = ['pipeline_id', 'dataset_id', 'direction'] as const;
const columnEdgeColumns = [
  'pipeline_id',
  'from_dataset',
  'from_field',
  'to_dataset',
  'to_field',
  'kind',
  'transformation',
] as const;

/** What a walk along lineage asks for: of now, or of a moment of history. */
export interface LineageSource {
  /** Edges that touch datasets (`dataset_id`) or pipelines (`pipeline_id`) in a direction. */
  edges(
    end: 'dataset_id' | 'pipeline_id',
    ids: readonly (string | number)[],
    direction: 'in' | 'out',
    visible: VisibleLineage,
    limit: number,
  ): Promise<Edge[]>;
  /** How many neighbours nodes have on one side. */
  degrees(
    end: 'dataset_id' | 'pipeline_id',
    ids: readonly (string | number)[],
    direction: 'in' | 'out',
    visible: VisibleLineage,
  ): Promise<Map<string | number, number>>;
  /** Edges between the columns of datasets that one of the pipelines makes. */
  columnEdges(
    datasets: readonly string[],
    pipelines: readonly number[],
    limit: number,
  ): Promise<ColumnEdge[]>;
  datasets(ids: readonly string[]): Promise<Map<string, DatasetRow>>;
  pipelines(ids: readonly number[]): Promise<Map<number, PipelineRow>>;
  /** The last run of each pipeline. */
  lastRuns(ids: readonly number[]): Promise<Map<number, RunBrief[]>>;
}

/** Steps along lineage as it is now, each a statement for a whole level. */
export class LineageQueries implements LineageSource {
  constructor(
    private readonly knex: Knex,
    private readonly runs: RunQueries,
  ) {}

  async edges(
    end: 'dataset_id' | 'pipeline_id',
    ids: readonly (string | number)[],
    direction: 'in' | 'out',
    visible: VisibleLineage,
    limit: number,
  ): Promise<Edge[]> {
    const found: Edge[] = [];
    for (const piece of inPieces(ids)) {
      const query = this.visibleEdges(visible)
        .whereIn(`pipeline_datasets.${end}`, piece)
        .where('pipeline_datasets.direction', direction)
        .distinct<Edge[]>(...edgeColumns.map((column) => `pipeline_datasets.${column}`))
        .orderBy(['pipeline_datasets.pipeline_id', 'pipeline_datasets.dataset_id'])
        .limit(limit);
      found.push(...(await query));
    }
    return found;
  }

  async degrees(
    end: 'dataset_id' | 'pipeline_id',
    ids: readonly (string | number)[],
    direction: 'in' | 'out',
    visible: VisibleLineage,
  ): Promise<Map<string | number, number>> {
    const other = end === 'dataset_id' ? 'pipeline_id' : 'dataset_id';
    const found = new Map<string | number, number>();
    for (const piece of inPieces(ids)) {
      const rows = await this.visibleEdges(visible)
        .whereIn(`pipeline_datasets.${end}`, piece)
        .where('pipeline_datasets.direction', direction)
        .groupBy(`pipeline_datasets.${end}`)
        .select(`pipeline_datasets.${end} as id`)
        .countDistinct<{ id: string | number; n: number | string }[]>({ n: `pipeline_datasets.${other}` });
      for (const { id, n } of rows) found.set(id, Number(n));
    }
    return found;
  }

  async columnEdges(
    datasets: readonly string[],
    pipelines: readonly number[],
    limit: number,
  ): Promise<ColumnEdge[]> {
    return this.knex<ColumnEdgeRow>('column_edges')
      .whereIn('from_dataset', datasets as string[])
      .whereIn('to_dataset', datasets as string[])
      .whereIn('pipeline_id', pipelines as number[])
      .distinct(...columnEdgeColumns)
      .limit(limit);
  }

  /** Edges that leave columns of datasets. */
  async columnEdgesFrom(datasets: readonly string[], visible: VisibleLineage): Promise<ColumnEdge[]> {
    const found: ColumnEdge[] = [];
    for (const piece of inPieces(datasets)) {
      const query = this.knex('column_edges')
        .join('pipelines', 'pipelines.id', 'column_edges.pipeline_id')
        .join('datasets', 'datasets.id', 'column_edges.to_dataset')
        .whereNull('pipelines.deleted_at')
        .whereIn('column_edges.from_dataset', piece);
      visible.pipelines(query);
      visible.datasets(query);
      found.push(
        ...(await query.distinct<ColumnEdge[]>(...columnEdgeColumns.map((name) => `column_edges.${name}`))),
      );
    }
    return found;
  }

  async datasets(ids: readonly string[]): Promise<Map<string, DatasetRow>> {
    const pieces = inPieces(ids).map((piece) => this.knex<DatasetRow>('datasets').whereIn('id', piece));
    return new Map((await Promise.all(pieces)).flat().map((row) => [row.id, row]));
  }

  async pipelines(ids: readonly number[]): Promise<Map<number, PipelineRow>> {
    const pieces = inPieces(ids).map((piece) => this.knex<PipelineRow>('pipelines').whereIn('id', piece));
    return new Map((await Promise.all(pieces)).flat().map((row) => [row.id, row]));
  }

  async lastRuns(ids: readonly number[]): Promise<Map<number, RunBrief[]>> {
    return this.runs.lastOf(ids, 1);
  }

  private visibleEdges(visible: VisibleLineage): Knex.QueryBuilder {
    const query = this.knex('pipeline_datasets')
      .join('pipelines', 'pipelines.id', 'pipeline_datasets.pipeline_id')
      .join('datasets', 'datasets.id', 'pipeline_datasets.dataset_id')
      .whereNull('pipelines.deleted_at');
    visible.pipelines(query);
    visible.datasets(query);
    return query;
  }
}
