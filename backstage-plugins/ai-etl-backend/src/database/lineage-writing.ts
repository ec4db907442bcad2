import type { Knex } from 'knex';
import { designMoment, type Moment } from '../open-lineage/job-lineage';
import { inPieces, rowsInPieces } from './database';
import { jobIdOf, markOfText, specJob, tellingIdOf } from './lineage-ids';
import type { Edges } from './lineage-at';
import type { MomentRow } from './tables';

/** What a job told, to be kept once for each mark. */
export interface KeptTelling {
  jobId: string;
  pipelineId: number;
  mark: string;
  lineage: Edges;
}

/** Keeps tellings that are new, and which names of datasets their pipelines touch. */
export async function keepTellings(
  transaction: Knex.Transaction,
  tellings: readonly KeptTelling[],
): Promise<void> {
  const byId = new Map(tellings.map((telling) => [tellingIdOf(telling.jobId, telling.mark), telling]));
  const ids = [...byId.keys()].sort();
  const known = new Set<string>();
  for (const piece of inPieces(ids))
    for (const { id } of await transaction('lineage_tellings').whereIn('id', piece).select('id'))
      known.add(id);
  const fresh = ids.filter((id) => !known.has(id)).map((id) => ({ id, ...byId.get(id)! }));
  for (const piece of rowsInPieces(fresh))
    await transaction('lineage_tellings').insert(piece.map(tellingRow)).onConflict('id').ignore();
  await keepEnds(transaction, fresh);
}

const tellingRow = ({ id, jobId, mark, lineage }: KeptTelling & { id: string }) => ({
  id,
  job_id: jobId,
  mark,
  edges: JSON.stringify({ edges: lineage.edges, columnEdges: lineage.columnEdges }),
});

async function keepEnds(transaction: Knex.Transaction, tellings: readonly KeptTelling[]): Promise<void> {
  const ends = new Map(
    tellings.flatMap(({ pipelineId, lineage }) =>
      lineage.edges.map(({ dataset, direction }) => [
        `${dataset} ${direction} ${pipelineId}`,
        { pipeline_id: pipelineId, name_id: dataset, direction },
      ]),
    ),
  );
  const rows = [...ends.keys()].sort().map((key) => ends.get(key)!);
  for (const piece of rowsInPieces(rows))
    await transaction('lineage_ends')
      .insert(piece)
      .onConflict(['name_id', 'direction', 'pipeline_id'])
      .ignore();
}

/** Writes moments of jobs, each as it is by now. */
export async function writeMoments(
  transaction: Knex.Transaction,
  moments: readonly (readonly [job: string, moment: Moment])[],
): Promise<void> {
  const rows = new Map(moments.map(([job, moment]) => [`${job} ${moment.teller}`, rowOf(job, moment)]));
  const sorted = [...rows.keys()].sort().map((key) => rows.get(key)!);
  for (const piece of rowsInPieces(sorted))
    await transaction('lineage_moments').insert(piece).onConflict(['job_id', 'teller']).merge();
}

const rowOf = (job_id: string, { teller, runId, at, place, settles, marks }: Moment): MomentRow => ({
  job_id,
  teller,
  run_id: runId,
  at,
  place,
  settles,
  marks: JSON.stringify(marks),
});

/** Keeps what the spec of a version says, from when it was published on. */
export async function keepSpecLineage(
  transaction: Knex.Transaction,
  published: { pipelineId: number; version: number; at: string; lineage: Edges },
): Promise<void> {
  const { pipelineId, version, at, lineage } = published;
  const jobId = jobIdOf({ pipelineId, version, job: specJob });
  const mark = markOfText(JSON.stringify([lineage.edges, lineage.columnEdges]));
  const live = JSON.stringify([mark]);
  await transaction('lineage_jobs')
    .insert({ id: jobId, pipeline_id: pipelineId, version, job: specJob, task: null, live })
    .onConflict('id')
    .ignore();
  await keepTellings(transaction, [{ jobId, pipelineId, mark, lineage }]);
  await writeMoments(transaction, [[jobId, designMoment(`version ${version}`, at, [mark])]]);
}

/**
 * Runs whose beginning is known to be earlier by now, because an earlier event came late: their moments move.
 * @returns jobs of which a moment has moved
 */
export async function moveMoments(transaction: Knex.Transaction, runs: readonly string[]): Promise<string[]> {
  const began = '(select started_at from runs where runs.id = lineage_moments.run_id)';
  const moved: { job_id: string }[] = [];
  for (const piece of inPieces(runs))
    moved.push(
      ...(await transaction('lineage_moments')
        .whereIn('run_id', piece)
        .whereRaw(`at <> ${began}`)
        .update({
          at: transaction.raw(began),
          place: transaction.raw(`${began} || substr(place, ${lengthOfTime + 1})`),
        })
        .returning('job_id')),
    );
  return moved.map(({ job_id }) => job_id);
}

const lengthOfTime = '2026-01-01T00:00:00.000Z'.length;
/** A place is two times, 0 or 1, and the teller, with spaces between them. */
const lengthOfTimes = 2 * lengthOfTime + 2;
const placeOfSettled = `substr(place, 1, ${lengthOfTimes}) || '0' || substr(place, ${lengthOfTimes + 2})`;

/** A run whose end was found out later: from then on what it told itself settles its jobs. */
export async function settleMoments(
  transaction: Knex.Transaction,
  runs: readonly string[],
): Promise<string[]> {
  const settled: { job_id: string }[] = [];
  for (const piece of inPieces(runs))
    settled.push(
      ...(await transaction('lineage_moments')
        .whereIn('teller', piece)
        .where('settles', false)
        .update({ settles: true, place: transaction.raw(placeOfSettled) })
        .returning('job_id')),
    );
  return settled.map(({ job_id }) => job_id);
}
