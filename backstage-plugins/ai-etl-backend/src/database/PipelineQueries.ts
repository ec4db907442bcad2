import type { PipelineSummary } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Knex } from 'knex';
import { inPieces, isPostgres } from './database';
import { ShortMemory } from './ShortMemory';
import type { RunQueries } from './RunQueries';
import type { PipelineRow, RunState } from './tables';

/** Narrows a query to what a caller may see. */
export type Visible = (query: Knex.QueryBuilder) => void;

export interface PipelineFilter {
  search?: string;
  owner?: string;
  tag?: string;
  system?: string;
  status?: RunState;
  deleted?: boolean;
  sort?: SortKey;
  order?: 'asc' | 'desc';
  limit?: number;
  offset?: number;
}

interface EndRow {
  name: string;
  direction: 'in' | 'out';
  entity_name: string;
}

export interface Facets {
  owners: string[];
  tags: string[];
  systems: string[];
}

/** A last run by what it needs of its owner: first those that somebody must look at. */
const urgency: RunState[] = ['failed', 'silent', 'cancelled', 'unknown', 'running', 'success'];
const lastRun = (column: string) => `(select ${column} from runs where runs.id = pipelines.last_run_id)`;
const sortKeys = {
  name: 'pipelines.name',
  updatedAt: 'updated_at',
  lastRunAt: 'last_run_at',
  owner: 'owner',
  status: `case last_state ${urgency.map((state, at) => `when '${state}' then ${at}`).join(' ')} end`,
  rows: lastRun('written'),
};
type SortKey = keyof typeof sortKeys | 'duration';

/** Pipelines of a list, and how many ended their last run how whatever state was asked for. */
export interface PipelinePage {
  items: PipelineSummary[];
  total: number;
  states: Record<string, number>;
}

const runsInSparkline = 20;
/** Runs told of all pipelines around a dataset together: hundreds may read one. */
const runsAround = 2000;
const mostFacetValues = 1000;
const facetSeconds = 60;

/** Reads pipelines; what belongs to many of them is read for all at once. */
export class PipelineQueries {
  private readonly facetMemory = new ShortMemory<Facets>(facetSeconds, 1000);

  constructor(
    private readonly knex: Knex,
    private readonly runs: RunQueries,
  ) {}

  /** A page of pipelines, and how many there are. */
  async list(filter: PipelineFilter, visible: Visible): Promise<PipelinePage> {
    const { status, sort = 'name', order = 'asc', limit = 50, offset = 0 } = filter;
    const [rows, states] = await Promise.all([
      this.matching(filter, visible)
        .orderByRaw(`${this.sortKey(sort)} ${order === 'desc' ? 'desc' : 'asc'} nulls last`)
        .orderBy('id')
        .limit(limit)
        .offset(offset)
        .select<PipelineRow[]>('pipelines.*'),
      this.states({ ...filter, status: undefined }, visible),
    ]);
    const counts = status === undefined ? Object.values(states) : [states[status] ?? 0];
    return { items: await this.summaries(rows), total: counts.reduce((sum, n) => sum + n, 0), states };
  }

  /** A run whose seconds nobody told took the time from its beginning to its end. */
  private sortKey(sort: SortKey): string {
    if (sort !== 'duration') return sortKeys[sort];
    const between = isPostgres(this.knex)
      ? 'extract(epoch from ended_at::timestamptz - started_at::timestamptz)'
      : '(julianday(ended_at) - julianday(started_at)) * 86400';
    return lastRun(`coalesce(seconds, ${between})`);
  }

  private async states(filter: PipelineFilter, visible: Visible): Promise<Record<string, number>> {
    const counts = await this.matching(filter, visible)
      .groupBy('last_state')
      .select<{ last_state: RunState | null; n: number }[]>('last_state', this.knex.raw('count(*) as n'));
    return Object.fromEntries(counts.map(({ last_state, n }) => [last_state ?? 'never', Number(n)]));
  }

  /** Values to filter by, over all that the caller may see. Read again only when some pipeline has changed. */
  async facets(visible: Visible): Promise<Facets> {
    const [newest] = await this.knex('pipelines').max<{ at: string | null }[]>('updated_at as at');
    const key = `${newest!.at} ${this.matching({}, visible).toString()}`;
    const known = this.facetMemory.get(key);
    if (known) return known;
    const facets = await this.readFacets(visible);
    this.facetMemory.set(key, facets);
    return facets;
  }

  private async readFacets(visible: Visible): Promise<Facets> {
    const values = async (query: Knex.QueryBuilder, column: string) => {
      const distinct = query.distinct<Record<string, string>[]>(column).whereNot(column, '');
      return (await distinct.orderBy(column).limit(mostFacetValues)).map((row) => row[column]!);
    };
    const seen = () => this.matching({}, visible).select('pipelines.id');
    const labels = (label: string) =>
      values(this.knex(`pipeline_${label}s`).whereIn('pipeline_id', seen()), label);
    const [owners, tags, systems] = await Promise.all([
      values(this.matching({}, visible), 'owner'),
      labels('tag'),
      labels('system'),
    ]);
    return { owners, tags, systems };
  }

  /** Pipelines as lists show them, in the order of the rows, with tags, systems and the last runs of each. */
  async summaries(rows: PipelineRow[], runsOfEach = runsInSparkline): Promise<PipelineSummary[]> {
    const ids = rows.map(({ id }) => id);
    const [tags, systems, runs] = await Promise.all([
      this.labels('tag', ids),
      this.labels('system', ids),
      this.runs.lastOf(ids, runsOfEach),
    ]);
    return rows.map((row) => ({
      name: row.name,
      kind: row.kind,
      entityRef: `component:default/${row.entity_name}`,
      title: row.title ?? undefined,
      description: row.description ?? undefined,
      owner: row.owner,
      tags: tags.get(row.id) ?? [],
      systems: systems.get(row.id) ?? [],
      schedule: row.schedule ?? undefined,
      cron: row.cron ?? undefined,
      version: row.version,
      hash: row.hash,
      updatedAt: row.updated_at,
      deletedAt: row.deleted_at ?? undefined,
      lastRuns: runs.get(row.id) ?? [],
    }));
  }

  /** Pipelines of a list with the entity refs of the datasets that a caller may see of each. */
  async withDatasets(items: PipelineSummary[], visible: Visible): Promise<PipelineSummary[]> {
    const refs = new Map(items.map(({ name }) => [name, { in: [] as string[], out: [] as string[] }]));
    for (const piece of inPieces([...refs.keys()])) {
      const query = this.knex('pipeline_datasets')
        .join('pipelines', 'pipelines.id', 'pipeline_datasets.pipeline_id')
        .join('datasets', 'datasets.id', 'pipeline_datasets.dataset_id')
        .whereIn('pipelines.name', piece)
        .whereNull('pipelines.deleted_at');
      visible(query);
      const columns = ['pipelines.name', 'pipeline_datasets.direction', 'datasets.entity_name'];
      const rows = await query.distinct<EndRow[]>(columns).orderBy('datasets.entity_name');
      for (const { name, direction, entity_name } of rows)
        refs.get(name)![direction].push(`resource:default/${entity_name}`);
    }
    return items.map((item) => ({
      ...item,
      inputs: refs.get(item.name)!.in,
      outputs: refs.get(item.name)!.out,
    }));
  }

  /** Living pipelines by name. */
  async named(names: readonly string[]): Promise<PipelineRow[]> {
    const pieces = inPieces(names).map((piece) =>
      this.knex<PipelineRow>('pipelines').whereIn('name', piece).whereNull('deleted_at'),
    );
    return (await Promise.all(pieces)).flat();
  }

  /** Pipelines that read (`in`) or write (`out`) a dataset, by name. */
  async around(dataset: string, direction: 'in' | 'out', visible: Visible): Promise<PipelineSummary[]> {
    const ids = this.knex('pipeline_datasets')
      .where({ dataset_id: dataset, direction })
      .select('pipeline_id');
    const rows = await this.matching({}, visible)
      .whereIn('pipelines.id', ids)
      .orderBy('name')
      .limit(500)
      .select<PipelineRow[]>('pipelines.*');
    const share = Math.floor(runsAround / Math.max(1, rows.length));
    return this.summaries(rows, Math.min(runsInSparkline, share));
  }

  private matching({ search, owner, tag, system, status, deleted }: PipelineFilter, visible: Visible) {
    const query = this.knex('pipelines');
    void (deleted ? query.whereNotNull('deleted_at') : query.whereNull('deleted_at'));
    for (const word of wordsOf(search)) void query.whereRaw("search_text like ? escape '\\'", likeOf(word));
    if (owner !== undefined) void query.where({ owner });
    if (status !== undefined) void query.where({ last_state: status });
    for (const [label, value] of Object.entries({ tag, system }))
      if (value !== undefined)
        void query.whereIn(
          'pipelines.id',
          this.knex(`pipeline_${label}s`).where(label, value).select('pipeline_id'),
        );
    visible(query);
    return query;
  }

  private async labels(label: 'tag' | 'system', ids: number[]): Promise<Map<number, string[]>> {
    const found = new Map<number, string[]>();
    for (const piece of inPieces(ids)) {
      const rows = await this.knex(`pipeline_${label}s`).whereIn('pipeline_id', piece).orderBy(label);
      for (const row of rows) found.set(row.pipeline_id, [...(found.get(row.pipeline_id) ?? []), row[label]]);
    }
    return found;
  }
}

/** Words of a search, each of which must be found. */
export const wordsOf = (search = '') => search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 20);

/** A word anywhere in a text, its own `%` and `_` taken as they are. */
export const likeOf = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
