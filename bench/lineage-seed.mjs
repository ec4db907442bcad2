/** A company's lineage as its orchestrators would tell it: layers of tables, each made of tables of the layers before. */

/** Datasets and pipelines together. */
export const NODES = 2_000;
const TABLES = NODES / 2;
const LAYER = 64;
const COLUMNS = 12;
const AT_ONCE = 16;

/**
 * Sends a run of each pipeline, and gives the id of the dataset that all others are made of.
 *
 * @param {{ request(method: string, path: string, body?: unknown): Promise<any> }} portal
 */
export async function seedLineage(portal) {
  const found = async (table) => {
    const { items } = await portal.request('GET', `/api/ai-etl/v1/datasets?search=${nameOf(table)}`);
    return items.find(({ name }) => name === nameOf(table))?.id;
  };
  if (!(await found(TABLES - 1))) {
    // The last table is told last: where it is known, a seeding that was cut short is not taken for a whole one.
    let table = 0;
    const send = async () => {
      while (table < TABLES) await portal.request('POST', '/api/ai-etl/api/v1/lineage', eventOf(table++));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, send));
  }
  return found(0);
}

/** The first table is made of nothing, each other one of one or two of the layer before it. */
function sourcesOf(table) {
  if (table <= LAYER) return table === 0 ? [] : [0];
  const above = table - LAYER;
  return table % 3 === 0 ? [above, Math.max(1, above - (table % 7))] : [above];
}

const namespace = 'clickhouse://bench:8123';
const nameOf = (table) => `mart.table_${table}`;
const columns = Array.from({ length: COLUMNS }, (_, column) => ({ name: `column_${column}`, type: 'Int64' }));

function eventOf(table) {
  const sources = [...new Set(sourcesOf(table))];
  const inputFields = (name) =>
    sources.map((source) => ({
      namespace,
      name: nameOf(source),
      field: name,
      transformations: [{ type: 'DIRECT', subtype: 'IDENTITY' }],
    }));
  return {
    eventType: 'COMPLETE',
    eventTime: new Date().toISOString(),
    producer: 'https://example.org/bench',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: `00000000-0000-4000-8000-${String(table).padStart(12, '0')}` },
    job: { namespace: 'bench', name: `make-table-${table}` },
    inputs: sources.map((source) => ({ namespace, name: nameOf(source) })),
    outputs: [
      {
        namespace,
        name: nameOf(table),
        facets: {
          schema: { fields: columns },
          columnLineage: {
            fields: Object.fromEntries(columns.map(({ name }) => [name, { inputFields: inputFields(name) }])),
          },
        },
      },
    ],
  };
}
