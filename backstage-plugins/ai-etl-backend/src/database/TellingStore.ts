import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import {
  blankJob,
  liveMarks,
  withTelling,
  type JobLineage,
  type JobTelling,
} from '../open-lineage/job-lineage';
import { inPieces, rowsInPieces } from './database';
import { ShortMemory } from './ShortMemory';
import type { LineageStore, PipelineLineage } from './LineageStore';
import type { LineageJobRow, TellingRow } from './tables';

type Edges = Pick<PipelineLineage, 'edges' | 'columnEdges'>;

/** What one event tells of the lineage of a version of a pipeline. */
export interface Telling extends JobTelling {
  pipelineId: number;
  version: number;
  /** The job that tells: of a DAG that is one task. */
  job: string;
  lineage?: Edges;
}

const secondsRemembered = 60;
const mostRemembered = 50_000;

/** Keeps what jobs tell of lineage, and shows of it what counts now. */
export class TellingStore {
  /** Marks that a job's newest run told: an event that says the same again needs no statement. */
  private readonly known = new ShortMemory<readonly string[]>(secondsRemembered, mostRemembered);

  constructor(private readonly lineage: LineageStore) {}

  /**
   * Takes in what events tell; rows of their pipelines are locked by the caller.
   * @returns pipelines whose lineage is another one now
   */
  async take(transaction: Knex.Transaction, all: readonly Telling[]): Promise<number[]> {
    const tellings = all.filter((telling) => this.isNews(telling));
    if (tellings.length === 0) return [];
    const jobs = await this.lockedJobs(transaction, tellings);
    await keepNew(transaction, tellings);
    const after = new Map(jobs);
    for (const telling of tellings) {
      const id = jobIdOf(telling);
      after.set(id, rowAfter(after.get(id)!, telling));
    }
    const changed = [...after.values()].filter((row) => row !== jobs.get(row.id));
    for (const piece of rowsInPieces(changed))
      await transaction('lineage_jobs').insert(piece).onConflict('id').merge();
    for (const row of changed) this.known.set(row.id, stateOf(row).settled);
    const moved = changed.filter((row) => marksOf(row) !== marksOf(jobs.get(row.id)!));
    await this.closeAndOpen(transaction, moved, jobs);
    return this.show(transaction, moved);
  }

  private isNews(telling: Telling): boolean {
    const { run, mark } = telling;
    if (!run) return mark !== undefined;
    if (run.state === 'success') return run.told.length > 0;
    return mark !== undefined && !this.known.get(jobIdOf(telling))?.includes(mark);
  }

  private async lockedJobs(
    transaction: Knex.Transaction,
    tellings: Telling[],
  ): Promise<Map<string, LineageJobRow>> {
    const blank = new Map(tellings.map((telling) => [jobIdOf(telling), blankRow(telling)]));
    const ids = [...blank.keys()].sort();
    const read = async () => {
      const found: LineageJobRow[] = [];
      for (const piece of inPieces(ids))
        found.push(
          ...(await transaction<LineageJobRow>('lineage_jobs')
            .whereIn('id', piece)
            .orderBy('id')
            .forUpdate()),
        );
      return new Map(found.map((row) => [row.id, row]));
    };
    const known = await read();
    const missing = ids.filter((id) => !known.has(id)).map((id) => blank.get(id)!);
    if (missing.length === 0) return known;
    for (const piece of rowsInPieces(missing))
      await transaction('lineage_jobs').insert(piece).onConflict('id').ignore();
    return read();
  }

  /** The history: a telling that counts no more says until when it did. */
  private async closeAndOpen(
    transaction: Knex.Transaction,
    moved: LineageJobRow[],
    before: Map<string, LineageJobRow>,
  ): Promise<void> {
    const gone: string[] = [];
    const back: string[] = [];
    for (const row of moved) {
      const live = new Set(liveMarks(stateOf(row)));
      const was = new Set(liveMarks(stateOf(before.get(row.id)!)));
      gone.push(...[...was].filter((mark) => !live.has(mark)).map((mark) => tellingId(row.id, mark)));
      back.push(...[...live].filter((mark) => !was.has(mark)).map((mark) => tellingId(row.id, mark)));
    }
    const settledAt = transaction('lineage_jobs').whereRaw('lineage_jobs.id = job_id').select('settled_at');
    for (const piece of inPieces(gone))
      await transaction('lineage_tellings').whereIn('id', piece).update({ until: settledAt });
    for (const piece of inPieces(back))
      await transaction('lineage_tellings').whereIn('id', piece).update({ until: null });
  }

  /** Makes the edges of runs those that all jobs of the pipelines' versions tell now. */
  private async show(transaction: Knex.Transaction, moved: LineageJobRow[]): Promise<number[]> {
    if (moved.length === 0) return [];
    const pipelines = await transaction('pipelines')
      .whereIn('id', [...new Set(moved.map(({ pipeline_id }) => pipeline_id))])
      .orderBy('id')
      .forUpdate()
      .select<{ id: number; version: number }[]>('id', 'version');
    const edges = await this.edgesOf(transaction, new Map(pipelines.map(({ id, version }) => [id, version])));
    return this.lineage.show(
      transaction,
      [...edges].map(([pipelineId, told]) => ({ pipelineId, ...told })),
    );
  }

  /** What the jobs of each pipeline tell together. */
  private async edgesOf(
    transaction: Knex.Transaction,
    versions: Map<number, number>,
  ): Promise<Map<number, Edges>> {
    const rows = await transaction<LineageJobRow>('lineage_jobs').whereIn('pipeline_id', [
      ...versions.keys(),
    ]);
    const jobs = rows.filter(({ pipeline_id, version }) => versions.get(pipeline_id) === version);
    const owners = new Map(
      jobs.flatMap((row) =>
        liveMarks(stateOf(row)).map((mark) => [tellingId(row.id, mark), row.pipeline_id] as const),
      ),
    );
    const told = new Map(
      [...versions.keys()].map((id) => [id, { edges: [], columnEdges: [] } as MutableEdges]),
    );
    for (const piece of inPieces([...owners.keys()]))
      for (const { id, edges } of await transaction<TellingRow>('lineage_tellings')
        .whereIn('id', piece)
        .select('id', 'edges')) {
        const one: Edges = JSON.parse(edges);
        const all = told.get(owners.get(id)!)!;
        all.edges = all.edges.concat(one.edges);
        all.columnEdges = all.columnEdges.concat(one.columnEdges);
      }
    return told;
  }
}

type MutableEdges = { -readonly [K in keyof Edges]: Edges[K] };

async function keepNew(transaction: Knex.Transaction, tellings: Telling[]): Promise<void> {
  const rows = new Map<string, TellingRow>();
  for (const telling of tellings) {
    const { mark, lineage, at } = telling;
    if (mark === undefined || !lineage) continue;
    const job_id = jobIdOf(telling);
    const id = tellingId(job_id, mark);
    const edges = () => JSON.stringify({ edges: lineage.edges, columnEdges: lineage.columnEdges });
    if (!rows.has(id)) rows.set(id, { id, job_id, mark, edges: edges(), first_at: at, until: null });
  }
  const ids = [...rows.keys()].sort();
  const known = new Set<string>();
  for (const piece of inPieces(ids))
    for (const { id } of await transaction('lineage_tellings').whereIn('id', piece).select('id'))
      known.add(id);
  for (const piece of rowsInPieces(ids.filter((id) => !known.has(id))))
    await transaction('lineage_tellings')
      .insert(piece.map((id) => rows.get(id)))
      .onConflict('id')
      .ignore();
}

const hashOf = (text: string) => createHash('sha1').update(text).digest('hex');
const jobIdOf = ({ pipelineId, version, job }: Telling) => hashOf(`${pipelineId} ${version} ${job}`);
const tellingId = (job: string, mark: string) => hashOf(`${job} ${mark}`);

const stateOf = (row: LineageJobRow): JobLineage => ({
  settledRun: row.settled_run,
  settledAt: row.settled_at,
  settled: JSON.parse(row.settled),
  pending: JSON.parse(row.pending),
});

const marksOf = (row: LineageJobRow) => liveMarks(stateOf(row)).sort().join(' ');

function blankRow(telling: Telling): LineageJobRow {
  const { pipelineId: pipeline_id, version, job } = telling;
  return { id: jobIdOf(telling), pipeline_id, version, job, ...columnsOf(blankJob) };
}

/** The very same row where the telling changes nothing. */
function rowAfter(row: LineageJobRow, telling: Telling): LineageJobRow {
  const before = stateOf(row);
  const after = withTelling(before, telling);
  return after === before ? row : { ...row, ...columnsOf(after) };
}

const columnsOf = ({ settledRun, settledAt, settled, pending }: JobLineage) => ({
  settled_run: settledRun,
  settled_at: settledAt,
  settled: JSON.stringify(settled),
  pending: JSON.stringify(pending),
});
