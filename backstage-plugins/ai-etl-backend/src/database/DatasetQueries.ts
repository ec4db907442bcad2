import type { Dataset, DatasetSummary } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Knex } from 'knex';
import { inPieces, now } from './database';
import { likeOf, wordsOf, type PipelineQueries, type Visible } from './PipelineQueries';
import type { DatasetNameRow, DatasetRow } from './tables';

/** Columns of a list: fields and profiles can be long. */
const summaryColumns = [
  'id',
  'namespace',
  'name',
  'title',
  'entity_name',
  'system',
  'connection',
  'owner',
  'sensitivity',
  'field_count',
  'updated_at',
  'gone_at',
] as const;
type SummaryRow = Pick<DatasetRow, (typeof summaryColumns)[number]>;

/** Reads datasets, and stores their profiles. */
export class DatasetQueries {
  constructor(
    private readonly knex: Knex,
    private readonly pipelines: PipelineQueries,
  ) {}

  async list(
    filter: { search?: string; system?: string; limit?: number; offset?: number },
    visible: Visible,
  ): Promise<{ items: DatasetSummary[]; total: number }> {
    const { search, system, limit = 50, offset = 0 } = filter;
    const query = () => {
      const all = this.knex('datasets');
      for (const word of wordsOf(search)) void all.whereRaw("search_text like ? escape '\\'", likeOf(word));
      if (system !== undefined) void all.where({ system });
      visible(all);
      return all;
    };
    const [rows, count] = await Promise.all([
      query()
        .orderBy('title')
        .orderBy('id')
        .limit(limit)
        .offset(offset)
        .select<SummaryRow[]>(...summaryColumns),
      query().count<{ n: number }[]>({ n: '*' }),
    ]);
    return { items: rows.map(datasetSummaryOf), total: Number(count[0]!.n) };
  }

  /** The dataset that has this id, or had it before it was joined with another. */
  async find(id: string): Promise<DatasetRow | undefined> {
    return this.knex('datasets')
      .join('dataset_names', 'dataset_names.dataset_id', 'datasets.id')
      .where('dataset_names.id', id)
      .first<DatasetRow | undefined>('datasets.*');
  }

  /** Datasets by the ids of any of their names, in no order. */
  async named(ids: readonly string[]): Promise<{ asked: string; row: DatasetRow }[]> {
    const pieces = inPieces(ids).map((piece) =>
      this.knex('datasets')
        .join('dataset_names', 'dataset_names.dataset_id', 'datasets.id')
        .whereIn('dataset_names.id', piece)
        .select<(DatasetRow & { asked: string })[]>('datasets.*', 'dataset_names.id as asked'),
    );
    return (await Promise.all(pieces)).flat().map(({ asked, ...row }) => ({ asked, row }));
  }

  /** What a pipeline reads (`in`) or writes (`out`). */
  async of(pipeline: number, direction: 'in' | 'out', visible: Visible): Promise<DatasetSummary[]> {
    const ids = this.knex('pipeline_datasets')
      .where({ pipeline_id: pipeline, direction })
      .select('dataset_id');
    const query = this.knex('datasets').whereIn('datasets.id', ids);
    visible(query);
    const rows = await query.orderBy('title').select<SummaryRow[]>(...summaryColumns);
    return rows.map(datasetSummaryOf);
  }

  /** Datasets of some connections whose fields are known. */
  async ofConnections(connections: readonly string[], visible: Visible): Promise<DatasetRow[]> {
    const query = this.knex('datasets')
      .whereIn('connection', connections as string[])
      .where('field_count', '>', 0);
    visible(query);
    return query.orderBy('title').limit(500).select<DatasetRow[]>('datasets.*');
  }

  /** A dataset with all that is known of it. */
  async full(row: DatasetRow, visiblePipelines: Visible): Promise<Dataset> {
    const [names, producers, consumers] = await Promise.all([
      this.knex<DatasetNameRow>('dataset_names')
        .where({ dataset_id: row.id })
        .whereNot({ id: row.id })
        .orderBy('id'),
      this.pipelines.around(row.id, 'out', visiblePipelines),
      this.pipelines.around(row.id, 'in', visiblePipelines),
    ]);
    return {
      ...datasetSummaryOf(row),
      fields: JSON.parse(row.fields),
      producers,
      consumers,
      aliases: names.map(({ namespace, name }) => ({ namespace, name })),
      profile: row.profile ? JSON.parse(row.profile) : undefined,
      profiledAt: row.profiled_at ?? undefined,
      lastWrittenAt: row.last_written_at ?? undefined,
    };
  }

  async putProfile(id: string, profile: object): Promise<void> {
    await this.knex('datasets')
      .where({ id })
      .update({ profile: JSON.stringify(profile), profiled_at: now() });
  }
}

/** A dataset as lists show it. */
export function datasetSummaryOf(row: SummaryRow): DatasetSummary {
  return {
    id: row.id,
    namespace: row.namespace,
    name: row.name,
    title: row.title,
    system: row.system ?? undefined,
    connection: row.connection ?? undefined,
    entityRef: `resource:default/${row.entity_name}`,
    owner: row.owner ?? undefined,
    sensitivity: row.sensitivity ?? undefined,
    fieldCount: row.field_count,
    updatedAt: row.updated_at,
    goneAt: row.gone_at ?? undefined,
  };
}
