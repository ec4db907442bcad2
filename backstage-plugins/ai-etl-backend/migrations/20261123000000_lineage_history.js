const { createHash } = require('node:crypto');

// Times are ISO 8601 in UTC with milliseconds, as in the first migration.
const instant = (table, name) => table.string(name, 24);

const hashOf = (text) => createHash('sha1').update(text).digest('hex');
const jobIdOf = (pipeline, version, job) => hashOf(`${pipeline} ${version} ${job}`);

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  // Compared byte by byte, whatever the language of the database is: SQLite does so anyway.
  const bytes = knex.client.config.client === 'pg' ? 'text collate "C"' : 'text';

  await knex.schema.createTable('lineage_moments', (table) => {
    table.comment('From when on a job told what: a row for each run that told lineage');
    table.string('job_id', 40).notNullable().references('lineage_jobs.id').onDelete('CASCADE');
    table
      .specificType('teller', bytes)
      .notNullable()
      .comment('run or task that told, or the version or event');
    table.text('run_id').comment('the run of the pipeline, where one told');
    instant(table, 'at').notNullable().comment('when that run began');
    table.specificType('place', bytes).notNullable().comment('order among the moments of the job');
    table.boolean('settles').notNullable().comment('what was told before counts no more');
    table.text('marks').notNullable().comment('JSON: marks of the lineage that it told');
    table.primary(['job_id', 'teller']);
    table.index(['job_id', 'settles', 'place'], 'lineage_moments_settled');
    table.index(['job_id', 'place'], 'lineage_moments_place');
    table.index(['run_id'], 'lineage_moments_run');
  });

  await knex.schema.createTable('lineage_ends', (table) => {
    table.comment('Which pipelines ever read or wrote a name of a dataset');
    table.integer('pipeline_id').notNullable().references('pipelines.id').onDelete('CASCADE');
    table.string('name_id', 20).notNullable();
    table.string('direction', 3).notNullable();
    table.primary(['name_id', 'direction', 'pipeline_id']);
    table.index(['pipeline_id'], 'lineage_ends_pipeline');
  });

  await knex.schema.alterTable('lineage_jobs', (table) => {
    table.text('live').notNullable().defaultTo('[]').comment('JSON: marks of what counts now');
    table.text('task').comment('of a DAG, the task that the job is, or belongs to');
  });
  await takeOver(knex);
  for (const column of ['settled_run', 'settled_at', 'settled', 'pending'])
    await drop(knex, 'lineage_jobs', column);
  for (const column of ['first_at', 'until']) await drop(knex, 'lineage_tellings', column);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('lineage_jobs', (table) => {
    table.text('settled_run');
    instant(table, 'settled_at');
    table.text('settled').notNullable().defaultTo('[]');
    table.text('pending').notNullable().defaultTo('[]');
  });
  await knex.schema.alterTable('lineage_tellings', (table) => {
    instant(table, 'first_at').notNullable().defaultTo('1970-01-01T00:00:00.000Z');
    instant(table, 'until');
  });
  const newest = knex('lineage_moments')
    .whereRaw('job_id = lineage_jobs.id')
    .orderBy('place', 'desc')
    .limit(1);
  await knex('lineage_jobs').update({
    settled: knex.ref('live'),
    settled_at: newest.clone().select('at'),
    settled_run: newest.clone().select('teller'),
  });
  await knex('lineage_jobs').whereIn('job', ['spec', 'tasks']).delete();
  for (const column of ['live', 'task']) await drop(knex, 'lineage_jobs', column);
  await knex.schema.dropTable('lineage_ends');
  await knex.schema.dropTable('lineage_moments');
};

// knex makes the table anew on SQLite, and rows that refer to it would go with the old one.
const drop = (knex, table, column) => knex.raw('alter table ?? drop column ??', [table, column]);

const piece = 500;

/** Makes moments of what was known until now; of published specs history begins here. */
async function takeOver(knex) {
  for (let after = ''; ;) {
    const jobs = await knex('lineage_jobs').where('id', '>', after).orderBy('id').limit(piece);
    if (jobs.length === 0) break;
    after = jobs.at(-1).id;
    await takeOverJobs(knex, jobs);
  }
  const ofTask = knex('run_tasks').whereRaw('run_tasks.id = lineage_moments.teller').select('run_id');
  await knex('lineage_moments').whereNull('run_id').update({ run_id: ofTask });
  for (let after = 0; ;) {
    const pipelines = await knex('pipelines')
      .where('id', '>', after)
      .where('version', '>', 0)
      .orderBy('id')
      .limit(piece);
    if (pipelines.length === 0) break;
    after = pipelines.at(-1).id;
    await takeOverSpecs(knex, pipelines);
  }
}

async function takeOverJobs(knex, jobs) {
  const tellings = await knex('lineage_tellings').whereIn(
    'job_id',
    jobs.map(({ id }) => id),
  );
  const byJob = Map.groupBy(tellings, ({ job_id }) => job_id);
  const moments = jobs.flatMap((job) => momentsOf(job, byJob.get(job.id) ?? []));
  await insert(knex, 'lineage_moments', moments, ['job_id', 'teller']);
  const pipelines = new Map(jobs.map(({ id, pipeline_id }) => [id, pipeline_id]));
  const ends = tellings.flatMap(({ job_id, edges }) =>
    JSON.parse(edges).edges.map(({ dataset, direction }) => ({
      pipeline_id: pipelines.get(job_id),
      name_id: dataset,
      direction,
    })),
  );
  await insert(knex, 'lineage_ends', ends, ['name_id', 'direction', 'pipeline_id']);
  for (const job of jobs)
    await knex('lineage_jobs')
      .where({ id: job.id })
      .update({ live: JSON.stringify(liveOf(job)) });
}

const pendingOf = (job) => JSON.parse(job.pending);
const liveOf = (job) =>
  [...new Set([...JSON.parse(job.settled), ...pendingOf(job).map(({ mark }) => mark)])].sort();

function momentsOf(job, tellings) {
  const moment = (teller, at, settles, marks) => ({
    job_id: job.id,
    teller,
    run_id: null,
    at,
    place: `${at} ${at} ${settles ? 0 : 1} ${teller}`,
    settles,
    marks: JSON.stringify(marks),
  });
  const live = new Set(liveOf(job));
  const past = tellings
    .filter(({ mark }) => !live.has(mark))
    .map(({ mark, first_at }) => moment(`told ${mark}`, first_at, true, [mark]));
  const settled =
    job.settled_at === null ? [] : [moment(job.settled_run, job.settled_at, true, JSON.parse(job.settled))];
  // What has been told since counts beside it, so it stands behind it.
  const later = (at) => (job.settled_at !== null && at < job.settled_at ? job.settled_at : at);
  return [
    ...past,
    ...settled,
    ...pendingOf(job).map(({ run, mark, at }) => moment(`${run} ${mark}`, later(at), false, [mark])),
  ];
}

async function takeOverSpecs(knex, pipelines) {
  const ids = pipelines.map(({ id }) => id);
  const edges = Map.groupBy(await ofSpec(knex, 'pipeline_datasets', ids), ({ pipeline_id }) => pipeline_id);
  const columns = Map.groupBy(await ofSpec(knex, 'column_edges', ids), ({ pipeline_id }) => pipeline_id);
  const rows = { lineage_jobs: [], lineage_tellings: [], lineage_moments: [], lineage_ends: [] };
  for (const { id, version, updated_at } of pipelines) {
    const told = JSON.stringify({
      edges: (edges.get(id) ?? []).map(({ dataset_id, direction }) => ({ dataset: dataset_id, direction })),
      columnEdges: (columns.get(id) ?? []).map(columnEdge),
    });
    const [job, mark] = [jobIdOf(id, version, 'spec'), hashOf(told)];
    const published = await knex('pipeline_versions').where({ pipeline_id: id, version }).first('created_at');
    const at = published?.created_at ?? updated_at;
    const teller = `version ${version}`;
    const marks = JSON.stringify([mark]);
    const unused = { settled: '[]', pending: '[]' };
    rows.lineage_jobs.push({ id: job, pipeline_id: id, version, job: 'spec', live: marks, ...unused });
    rows.lineage_tellings.push({
      id: hashOf(`${job} ${mark}`),
      job_id: job,
      mark,
      edges: told,
      first_at: at,
    });
    rows.lineage_moments.push({
      job_id: job,
      teller,
      at,
      place: `${at} ${at} 0 ${teller}`,
      settles: true,
      marks,
    });
    for (const { dataset_id, direction } of edges.get(id) ?? [])
      rows.lineage_ends.push({ pipeline_id: id, name_id: dataset_id, direction });
  }
  for (const table of ['lineage_jobs', 'lineage_tellings']) await insert(knex, table, rows[table], ['id']);
  await insert(knex, 'lineage_moments', rows.lineage_moments, ['job_id', 'teller']);
  await insert(knex, 'lineage_ends', rows.lineage_ends, ['name_id', 'direction', 'pipeline_id']);
}

const ofSpec = (knex, table, ids) => knex(table).whereIn('pipeline_id', ids).where('origin', 'spec');

const columnEdge = ({ from_dataset, from_field, to_dataset, to_field, kind, transformation }) => ({
  from: { dataset: from_dataset, field: from_field ?? undefined },
  to: { dataset: to_dataset, field: to_field ?? undefined },
  kind,
  transformation: transformation ?? undefined,
});

async function insert(knex, table, rows, key) {
  for (let at = 0; at < rows.length; at += piece)
    await knex(table)
      .insert(rows.slice(at, at + piece))
      .onConflict(key)
      .ignore();
}
