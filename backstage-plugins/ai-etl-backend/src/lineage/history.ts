import type { LineageChange } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Knex } from 'knex';
import { inPieces } from '../database/database';
import { groupedBy } from '../database/grouped';
import { countingRows, momentOfRow, rosterOf, tellingsOf, type Edges } from '../database/lineage-at';
import { tasksJob, tellingIdOf } from '../database/lineage-ids';
import type { LineageJobRow, MomentRow } from '../database/tables';
import { shownEdges, type Focus } from './graph';
import { between, columnKey, datasetIdsOf, edgeKey } from './PastLineage';
import { changesOf, type Change, type ToldJob, type Version } from './timeline';
import type { ColumnEdge, Edge, LineageQueries, VisibleLineage } from './LineageQueries';

/** Moments and pipelines that one page looks at; what is older is on the next one. */
const mostMoments = 5000;
const mostPipelines = 100;

export interface HistoryOptions {
  /** Only what changed before this time. */
  before: string;
  limit: number;
  visible: VisibleLineage;
}

export interface History {
  items: LineageChange[];
  /** Where the next page begins. */
  next?: string;
}

/** When lineage of a pipeline, or of all that touch a dataset, became another one; newest first. */
export async function lineageHistory(
  knex: Knex,
  queries: LineageQueries,
  focus: Focus,
  { before, limit, visible }: HistoryOptions,
): Promise<History> {
  const pipelines = await pipelinesOf(knex, focus, visible);
  const names = await queries.pipelines(pipelines);
  const { jobs, since } = await toldJobs(knex, pipelines, before);
  const versions = await versionsOf(knex, pipelines);
  const idOf = await datasetIdsOf(
    knex,
    jobs.flatMap(({ told }) => [...told.values()] as Edges[]),
  );
  const seen = await visibleDatasets(knex, idOf, jobs, visible);
  const changes = pipelines.flatMap((id) =>
    changesOf(
      jobs.filter(({ pipelineId }) => pipelineId === id),
      versions.get(id) ?? [],
      (edges) => seenOnly(between(id, edges, idOf), seen, focus),
    )
      .filter(({ at }) => at < before && at > since)
      .map((change) => ({ id, change })),
  );
  changes.sort((one, other) => (one.change.at < other.change.at ? 1 : -1));
  return pageOf(changes, limit, since, (id) => names.get(id)!.name);
}

async function pipelinesOf(knex: Knex, focus: Focus, visible: VisibleLineage): Promise<number[]> {
  if ('pipeline' in focus) return [focus.pipeline];
  const query = knex('lineage_ends')
    .join('dataset_names', 'dataset_names.id', 'lineage_ends.name_id')
    .join('pipelines', 'pipelines.id', 'lineage_ends.pipeline_id')
    .where('dataset_names.dataset_id', focus.dataset)
    .whereNull('pipelines.deleted_at');
  visible.pipelines(query);
  const rows = await query
    .distinct<{ id: number }[]>('pipelines.id as id')
    .orderBy('id')
    .limit(mostPipelines);
  return rows.map(({ id }) => id);
}

/** Jobs with their newest moments before a time, what counted before those, and all that they tell. */
async function toldJobs(
  knex: Knex,
  pipelines: readonly number[],
  before: string,
): Promise<{ jobs: ToldJob[]; since: string }> {
  const rows = await knex<LineageJobRow>('lineage_jobs').whereIn('pipeline_id', pipelines as number[]);
  const ids = rows.map(({ id }) => id);
  const newest = await newestMoments(knex, ids, before);
  const since = newest.length < mostMoments ? '' : newest.at(-1)!.at;
  const older =
    since === ''
      ? []
      : (await Promise.all(inPieces(ids).map((piece) => countingRows(knex, piece, since)))).flat();
  const moments = groupedBy(
    new Map([...newest, ...older].map((row) => [`${row.job_id} ${row.teller}`, row])).values(),
    ({ job_id }) => job_id,
  );
  const marks = [...moments.values()].flat().flatMap((row) => {
    const list: string[] = JSON.parse(row.marks);
    return list.map((mark) => tellingIdOf(row.job_id, mark));
  });
  const told = new Map(
    (await tellingsOf(knex, [...new Set(marks)])).map(({ id, edges }) => [id, JSON.parse(edges)]),
  );
  const jobs = rows.map(({ id, pipeline_id, version, job, task }): ToldJob => {
    const own = (moments.get(id) ?? []).map(momentOfRow);
    const edges = own.flatMap((moment) =>
      moment.marks.map((mark) => [mark, told.get(tellingIdOf(id, mark))] as const),
    );
    return {
      pipelineId: pipeline_id,
      version,
      job,
      task,
      moments: own,
      told: new Map(job === tasksJob ? [] : edges),
      rosters:
        job === tasksJob
          ? own.map((moment) =>
              rosterOf(
                moment.at,
                moment.marks.map((mark) => told.get(tellingIdOf(id, mark))),
              ),
            )
          : [],
    };
  });
  return { jobs, since };
}

async function newestMoments(knex: Knex, jobs: readonly string[], before: string): Promise<MomentRow[]> {
  const found: MomentRow[] = [];
  for (const piece of inPieces(jobs))
    found.push(
      ...(await knex<MomentRow>('lineage_moments')
        .whereIn('job_id', piece)
        .where('at', '<', before)
        .orderBy('place', 'desc')
        .limit(mostMoments)),
    );
  return found.sort((one, other) => (one.place < other.place ? 1 : -1)).slice(0, mostMoments);
}

async function versionsOf(knex: Knex, pipelines: readonly number[]): Promise<Map<number, Version[]>> {
  const rows = await knex('pipeline_versions')
    .whereIn('pipeline_id', pipelines as number[])
    .orderBy('version')
    .select<{ pipeline_id: number; version: number; created_at: string }[]>(
      'pipeline_id',
      'version',
      'created_at',
    );
  return groupedBy(
    rows.map(({ pipeline_id, version, created_at: at }) => ({ pipeline_id, version, at })),
    ({ pipeline_id }) => pipeline_id,
  );
}

async function visibleDatasets(
  knex: Knex,
  idOf: (name: string) => string | undefined,
  jobs: readonly ToldJob[],
  visible: VisibleLineage,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const { told } of jobs)
    for (const { edges } of told.values())
      for (const { dataset } of edges) {
        const id = idOf(dataset);
        if (id !== undefined) ids.add(id);
      }
  const seen = new Set<string>();
  for (const piece of inPieces([...ids])) {
    const query = knex('datasets').whereIn('datasets.id', piece);
    visible.datasets(query);
    for (const { id } of await query.select<{ id: string }[]>('datasets.id as id')) seen.add(id);
  }
  return seen;
}

interface Between {
  edges: Edge[];
  columnEdges: ColumnEdge[];
}

/** Edges by key that the caller may see; around a dataset only those that touch it. */
function seenOnly({ edges, columnEdges }: Between, seen: ReadonlySet<string>, focus: Focus) {
  const touches = (...ends: string[]) =>
    ends.every((id) => seen.has(id)) && (!('dataset' in focus) || ends.includes(focus.dataset));
  return {
    edges: new Map(
      edges.filter(({ dataset_id }) => touches(dataset_id)).map((edge) => [edgeKey(edge), edge]),
    ),
    columnEdges: new Map(
      columnEdges
        .filter(({ from_dataset, to_dataset }) => touches(from_dataset, to_dataset))
        .map((edge) => [columnKey(edge), edge]),
    ),
  };
}

/** Changes of one time are never parted, so that a page begins where the one before it ended. */
function pageOf(
  changes: readonly { id: number; change: Change }[],
  limit: number,
  since: string,
  nameOf: (pipeline: number) => string,
): History {
  const shown = shownEdges(nameOf);
  const last = changes[limit - 1]?.change.at;
  const page = last === undefined ? changes : changes.filter(({ change }) => change.at >= last);
  const items = page.map(({ id, change: { added, removed, ...change } }) => ({
    ...change,
    pipeline: nameOf(id),
    added: { edges: added.edges.map(shown.edge), columnEdges: added.columnEdges.map(shown.columnEdge) },
    removed: { edges: removed.edges.map(shown.edge), columnEdges: removed.columnEdges.map(shown.columnEdge) },
  }));
  const next = page.length < changes.length ? last : since || undefined;
  return { items, ...(next !== undefined && { next }) };
}
