/** Fills the portal's store with a large company's pipelines, by sets: chains of datasets, ten pipelines long. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const fields = JSON.stringify(
  Array.from({ length: 12 }, (_, at) => ({
    name: `field_${at}`,
    type: at ? 'int64' : 'string',
    nullable: true,
  })),
);

const spec = (name) => ({
  apiVersion: 'ai-etl/v1',
  name,
  owner: 'team',
  connections: { db: { system: 'postgresql' }, dw: { system: 'clickhouse' } },
  steps: [
    { id: 'orders', kind: 'source', connection: 'db', object: 'public.orders' },
    { id: 'mart', kind: 'target', input: 'orders', connection: 'dw', object: 'mart.orders', mode: 'replace' },
  ],
});

const at = (interval) => `to_char(now() - ${interval}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Five datasets a pipeline; each pipeline reads what the one before it writes, in chains of ten. */
const statements = [
  `INSERT INTO pipelines (name, entity_name, kind, title, owner, owner_ref, version, hash, search_text, created_at, updated_at, last_run_id, last_run_at, last_state)
   SELECT 'orders-' || n, 'orders-' || n, 'published', 'Orders ' || n, 'team-' || n % 50, 'group:default/team-' || n % 50, 1, md5(n::text) || md5(n::text),
          'orders-' || n || ' orders ' || n || ' team-' || n % 50, ${at("n * interval '1 minute'")}, ${at("n * interval '1 minute'")},
          'run-' || n || '-1', ${at("interval '1 hour'")}, CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'success' END
   FROM generate_series(1, 10000) n`,
  `INSERT INTO pipeline_systems SELECT id, s FROM pipelines, unnest(ARRAY['postgresql', 'clickhouse']) s`,
  `INSERT INTO pipeline_tags SELECT id, 'tag-' || id % 30 FROM pipelines`,
  `INSERT INTO pipeline_versions (pipeline_id, version, hash, yaml, spec, schemas, changes, created_by, created_at)
   SELECT id, 1, hash, 'name: ' || name, $1, '{}', 0, 'user:default/bench', ${at("interval '30 days'")} FROM pipelines`,
  `INSERT INTO datasets (id, namespace, name, title, entity_name, system, connection, fields, field_count, fields_from, search_text, created_at, updated_at)
   SELECT substr(md5(n::text), 1, 20), 'postgres://db:5432', 'shop.public.table_' || n, 'public.table_' || n, 'table-' || n, 'postgresql', 'db', $1, 12, 'event',
          'public.table_' || n || ' shop.public.table_' || n, ${at("interval '1 day'")}, ${at("interval '1 day'")}
   FROM generate_series(1, 50000) n`,
  `INSERT INTO dataset_names SELECT id, id, namespace, name FROM datasets`,
  `INSERT INTO pipeline_datasets
   SELECT p.id, substr(md5(n::text), 1, 20), CASE WHEN k < 4 THEN 'in' ELSE 'out' END, 'run'
   FROM (SELECT id, row_number() OVER (ORDER BY id) AS r FROM pipelines) p, generate_series(0, 4) k,
        LATERAL (SELECT CASE WHEN k = 0 AND p.r % 10 <> 0 THEN (p.r - 1) * 5 ELSE p.r * 5 - 4 + k END AS n) chosen
   WHERE n BETWEEN 1 AND 50000 ON CONFLICT DO NOTHING`,
  `INSERT INTO column_edges
   SELECT md5(i.pipeline_id || i.dataset_id || f), i.pipeline_id, i.dataset_id, 'field_' || f, o.dataset_id, 'field_' || f, 'direct', 'identity', 'run'
   FROM pipeline_datasets i JOIN pipeline_datasets o ON o.pipeline_id = i.pipeline_id AND o.direction = 'out', generate_series(0, 11) f
   WHERE i.direction = 'in' ON CONFLICT DO NOTHING`,
  `INSERT INTO runs (id, pipeline_id, version, state, state_at, started_at, ended_at, seconds, read, written, rejected, door)
   SELECT 'run-' || p.id || '-' || k, p.id, 1, CASE WHEN p.id % 10 = 0 AND k = 1 THEN 'failed' ELSE 'success' END,
          ${at("k * interval '1 hour'")}, ${at("k * interval '1 hour'")}, ${at("k * interval '1 hour'")}, 12.5, 1000, 990, 10, 'airflow'
   FROM pipelines p, generate_series(1, 100) k`,
];

/** What the runs told: until half-way through their hundred, each pipeline read fields of other names. */
const history = {
  jobs: `INSERT INTO lineage_jobs (id, pipeline_id, version, job, live)
   SELECT md5(id || ' job'), id, 1, 'bench/' || name, '["new"]' FROM pipelines RETURNING id`,
  tellings: `INSERT INTO lineage_tellings (id, job_id, mark, edges)
   SELECT one.id, one.job, one.mark, json_build_object('edges', e.edges, 'columnEdges', c.edges)::text
   FROM json_to_recordset($1) AS one (id text, job text, mark text) JOIN lineage_jobs j ON j.id = one.job,
   LATERAL (SELECT json_agg(json_build_object('dataset', dataset_id, 'direction', direction)) AS edges
            FROM pipeline_datasets WHERE pipeline_id = j.pipeline_id) e,
   LATERAL (SELECT json_agg(json_build_object(
              'from', json_build_object('dataset', from_dataset, 'field', CASE one.mark WHEN 'old' THEN 'old_' ELSE '' END || from_field),
              'to', json_build_object('dataset', to_dataset, 'field', to_field), 'kind', kind, 'transformation', transformation)) AS edges
            FROM column_edges WHERE pipeline_id = j.pipeline_id) c`,
  moments: `INSERT INTO lineage_moments (job_id, teller, run_id, at, place, settles, marks)
   SELECT j.id, r.id, r.id, r.started_at, r.started_at || ' ' || r.started_at || ' 0 ' || r.id, true,
          CASE WHEN r.started_at < ${at("interval '50 hours'")} THEN '["old"]' ELSE '["new"]' END
   FROM lineage_jobs j JOIN runs r ON r.pipeline_id = j.pipeline_id`,
  ends: `INSERT INTO lineage_ends (pipeline_id, name_id, direction)
   SELECT DISTINCT pipeline_id, dataset_id, direction FROM pipeline_datasets`,
};

const sha1 = (text) => createHash('sha1').update(text).digest('hex');

async function seedHistory(client) {
  const { rows } = await client.query(history.jobs);
  const tellings = rows.flatMap(({ id: job }) =>
    ['old', 'new'].map((mark) => ({ id: sha1(`${job} ${mark}`), job, mark })),
  );
  await client.query(history.tellings, [JSON.stringify(tellings)]);
  await client.query(history.moments);
  await client.query(history.ends);
}

/** @param {object} connection - of `pg`, to the plugin's own database */
export async function seedPortal(connection) {
  const { Client } = require('pg');
  const client = new Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT count(*)::int AS count FROM (SELECT 1 FROM lineage_ends LIMIT 10000) ends',
    );
    if (rows[0].count >= 10_000) return;
    await client.query('TRUNCATE pipelines, datasets, runs, lineage_events, audit CASCADE');
    for (const statement of statements) {
      const value = statement.includes('pipeline_versions') ? JSON.stringify(spec('orders')) : fields;
      await client.query(statement, statement.includes('$1') ? [value] : []);
    }
    await seedHistory(client);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}
