// Times are ISO 8601 in UTC with milliseconds: one length, so they sort as text on every database.
const instant = (table, name) => table.string(name, 24);

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipelines', (table) => {
    table.comment('Pipelines: published ones with versions, and those only seen in events');
    table.increments('id');
    table.text('name').notNullable();
    table.text('entity_name').notNullable();
    table.string('kind', 10).notNullable().comment('published or observed');
    table.text('title');
    table.text('description');
    table.text('owner').notNullable().comment('as the spec says it');
    table.text('owner_ref').notNullable().comment('as an entity ref');
    table.text('schedule');
    table.text('cron');
    table.integer('version').notNullable().comment('the newest; 0 without a spec');
    table.string('hash', 64).notNullable();
    table.text('search_text').notNullable().comment('what search looks at, lower case');
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable();
    instant(table, 'deleted_at');
    table.text('last_run_id');
    instant(table, 'last_run_at');
    table.string('last_state', 10);
    table.unique(['name'], {
      indexName: 'pipelines_live_name',
      useConstraint: false,
      predicate: knex.whereNull('deleted_at'),
    });
    table.index(['updated_at'], 'pipelines_updated_at');
    table.index(['name'], 'pipelines_name');
  });

  for (const label of ['tag', 'system']) {
    await knex.schema.createTable(`pipeline_${label}s`, (table) => {
      table.integer('pipeline_id').notNullable().references('pipelines.id').onDelete('CASCADE');
      table.text(label).notNullable();
      table.primary(['pipeline_id', label]);
      table.index([label], `pipeline_${label}s_${label}`);
    });
  }

  await knex.schema.createTable('pipeline_versions', (table) => {
    table.integer('pipeline_id').notNullable().references('pipelines.id').onDelete('CASCADE');
    table.integer('version').notNullable();
    table.string('hash', 64).notNullable();
    table.text('yaml').notNullable();
    table.text('spec').notNullable().comment('JSON');
    table.text('schemas').notNullable().comment('JSON: TableSchema by connection:object');
    table.text('message');
    table.integer('changes').notNullable();
    table.text('created_by').notNullable();
    instant(table, 'created_at').notNullable();
    table.primary(['pipeline_id', 'version']);
    table.index(['pipeline_id', 'hash'], 'pipeline_versions_hash');
  });

  await knex.schema.createTable('datasets', (table) => {
    table.string('id', 20).primary();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('title').notNullable();
    table.text('entity_name').notNullable();
    table.text('system');
    table.text('connection');
    table.text('owner');
    table.text('sensitivity');
    table.text('fields').notNullable().comment('JSON');
    table.integer('field_count').notNullable();
    table.string('fields_from', 10).notNullable().comment('event or spec; an event knows better');
    instant(table, 'fields_at');
    table.text('profile').comment('JSON: DatasetProfile');
    instant(table, 'profiled_at');
    table.text('search_text').notNullable();
    instant(table, 'created_at').notNullable();
    instant(table, 'updated_at').notNullable();
    instant(table, 'gone_at');
    instant(table, 'last_written_at');
    table.index(['title', 'id'], 'datasets_title');
  });

  await knex.schema.createTable('dataset_names', (table) => {
    table.comment('Every name of a dataset, its own among them; the id is of the name');
    table.string('id', 20).primary();
    table.string('dataset_id', 20).notNullable().references('datasets.id').onDelete('CASCADE');
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.index(['dataset_id'], 'dataset_names_dataset');
  });

  await knex.schema.createTable('pipeline_datasets', (table) => {
    table.integer('pipeline_id').notNullable().references('pipelines.id').onDelete('CASCADE');
    table.string('dataset_id', 20).notNullable().references('datasets.id').onDelete('CASCADE');
    table.string('direction', 3).notNullable().comment('in or out');
    table.string('origin', 4).notNullable().comment('spec or run');
    table.primary(['pipeline_id', 'dataset_id', 'direction', 'origin']);
    table.index(['dataset_id', 'direction', 'pipeline_id'], 'pipeline_datasets_dataset');
  });

  await knex.schema.createTable('column_edges', (table) => {
    table.string('id', 40).primary().comment('hash of all that follows');
    table.integer('pipeline_id').notNullable().references('pipelines.id').onDelete('CASCADE');
    table.string('from_dataset', 20).notNullable().references('datasets.id').onDelete('CASCADE');
    table.text('from_field').comment('without it, all rows');
    table.string('to_dataset', 20).notNullable().references('datasets.id').onDelete('CASCADE');
    table.text('to_field');
    table.string('kind', 8).notNullable();
    table.text('transformation');
    table.string('origin', 4).notNullable();
    table.index(['pipeline_id'], 'column_edges_pipeline');
    table.index(['from_dataset'], 'column_edges_from');
    table.index(['to_dataset'], 'column_edges_to');
  });

  await knex.schema.createTable('runs', (table) => {
    table.text('id').primary();
    table.integer('pipeline_id').notNullable().references('pipelines.id').onDelete('CASCADE');
    table.integer('version');
    table.string('hash', 64);
    table.string('state', 10).notNullable();
    instant(table, 'state_at').notNullable().comment('event time of the state');
    instant(table, 'started_at').notNullable();
    instant(table, 'ended_at');
    table.double('seconds');
    table.bigInteger('read');
    table.bigInteger('written');
    table.bigInteger('rejected');
    table.text('door');
    table.text('producer');
    table.text('namespace');
    instant(table, 'nominal_time');
    table.text('error').comment('JSON');
    table.text('ledgers').comment('JSON');
    table.text('checks').comment('JSON');
    table.index(['pipeline_id', 'started_at', 'id'], 'runs_of_pipeline');
    table.index(['pipeline_id', 'state', 'started_at'], 'runs_by_state');
  });

  await knex.schema.createTable('run_tasks', (table) => {
    table.text('id').primary().comment('the run id of the task itself');
    table.text('run_id').notNullable().references('runs.id').onDelete('CASCADE');
    table.text('name').notNullable();
    table.string('state', 10).notNullable();
    instant(table, 'state_at').notNullable();
    instant(table, 'started_at');
    instant(table, 'ended_at');
    table.bigInteger('written');
    table.text('error');
    table.index(['run_id'], 'run_tasks_run');
  });

  await knex.schema.createTable('lineage_events', (table) => {
    table.string('hash', 64).primary().comment('SHA-256 of the canonical event: each is stored once');
    table.text('run_id');
    table.string('type', 10).notNullable();
    instant(table, 'event_time').notNullable();
    instant(table, 'received_at').notNullable();
    table.text('body').notNullable();
    table.index(['run_id'], 'lineage_events_run');
    table.index(['received_at'], 'lineage_events_received');
  });

  await knex.schema.createTable('audit', (table) => {
    table.increments('id');
    table.text('pipeline').notNullable();
    instant(table, 'at').notNullable();
    table.text('who').notNullable();
    table.string('action', 20).notNullable();
    table.integer('version');
    table.text('message');
    table.index(['pipeline', 'id'], 'audit_pipeline');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  const tables = [
    'audit',
    'lineage_events',
    'run_tasks',
    'runs',
    'column_edges',
    'pipeline_datasets',
    'dataset_names',
    'datasets',
    'pipeline_versions',
    'pipeline_systems',
    'pipeline_tags',
    'pipelines',
  ];
  for (const table of tables) await knex.schema.dropTable(table);
};
