// Times are ISO 8601 in UTC with milliseconds, as in the first migration.
const instant = (table, name) => table.string(name, 24);

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('lineage_jobs', (table) => {
    table.comment('Jobs that tell lineage of a version of a pipeline, and which of their tellings count');
    table.string('id', 40).primary();
    table.integer('pipeline_id').notNullable().references('pipelines.id').onDelete('CASCADE');
    table.integer('version').notNullable();
    table.text('job').notNullable();
    table.text('settled_run').comment('the newest run that succeeded and told lineage');
    instant(table, 'settled_at').comment('when that run began');
    table.text('settled').notNullable().comment('JSON: marks of what that run told');
    table.text('pending').notNullable().comment('JSON: what runs have told since that have not succeeded');
    table.index(['pipeline_id', 'version'], 'lineage_jobs_pipeline');
  });

  await knex.schema.createTable('lineage_tellings', (table) => {
    table.comment(
      'Every lineage that a job ever told, once; pipeline_datasets and column_edges show what counts now',
    );
    table.string('id', 40).primary();
    table.string('job_id', 40).notNullable().references('lineage_jobs.id').onDelete('CASCADE');
    table.string('mark', 40).notNullable();
    table.text('edges').notNullable().comment('JSON');
    instant(table, 'first_at').notNullable();
    instant(table, 'until').comment('when a newer run no longer told it');
    table.index(['job_id'], 'lineage_tellings_job');
  });

  for (const name of ['runs', 'run_tasks'])
    await knex.schema.alterTable(name, (table) => {
      table.text('told').comment('JSON: marks of the lineage that it told');
    });

  await knex.schema.alterTable('runs', (table) => {
    table.text('native_id').comment('what the system that ran it calls it');
    instant(table, 'heard_at').comment('event time of the newest event about it');
    table
      .text('state_from')
      .comment('who says how it ended, where no event did: tasks, silence, or a source of runs');
  });
  await knex('runs')
    .where({ state: 'running' })
    .update({ heard_at: knex.ref('state_at') });
  await knex.schema.raw("create index runs_running on runs (heard_at) where state = 'running'");
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.raw('drop index runs_running');
  await knex.schema.alterTable('runs', (table) => table.dropColumns('native_id', 'heard_at', 'state_from'));
  for (const name of ['runs', 'run_tasks'])
    await knex.schema.alterTable(name, (table) => table.dropColumn('told'));
  await knex.schema.dropTable('lineage_tellings');
  await knex.schema.dropTable('lineage_jobs');
};
