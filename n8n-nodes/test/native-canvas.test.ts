import { compile, parseSpec, specOfWorkflow } from '@ai-etl/core';
import { Client } from 'pg';
import { graph, type CanvasNode } from './canvas';
import { N8nUnderTest } from './n8n-under-test';

/** A canvas of n8n's own nodes, run by n8n and, as the pipeline that is read from it, by ours: the same rows. */
jest.setTimeout(300_000);

let n8n: N8nUnderTest;
let database: Client;

const native = (name: string, type: string, typeVersion: number, parameters: object) => ({
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion,
  parameters: parameters as Record<string, unknown>,
});
const table = (value: string) => ({ __rl: true, mode: 'name', value });
const schema = { __rl: true, mode: 'name', value: 'public' };
const condition = (leftValue: string, type: string, operation: string, rightValue: unknown = '') => ({
  id: `${leftValue}${operation}`,
  leftValue,
  rightValue,
  operator: { type, operation },
});
const conditions = (...list: object[]) => ({
  conditions: { options: { caseSensitive: true, version: 2 }, conditions: list, combinator: 'and' },
  options: {},
});

const read = (name: string, from: string) =>
  native(name, 'postgres', 2.6, {
    operation: 'select',
    schema,
    table: table(from),
    returnAll: true,
    options: {},
  });
const nodes = [
  read('Orders', 'orders'),
  read('Cities', 'cities'),
  native('Sound', 'filter', 2.2, conditions(condition('={{ $json.city }}', 'string', 'notEmpty'))),
  native('Large?', 'if', 2.2, conditions(condition('={{ $json.amount }}', 'number', 'gte', 100))),
  native('Large', 'set', 3.4, {
    assignments: {
      assignments: [
        { id: '1', name: 'double', value: '={{ $json.amount * 2 }}', type: 'number' },
        { id: '2', name: 'size', value: 'large', type: 'string' },
      ],
    },
    includeOtherFields: true,
    options: {},
  }),
  native('Small', 'set', 3.4, {
    assignments: {
      assignments: [
        { id: '1', name: 'double', value: '={{ $json.amount * 2 }}', type: 'number' },
        { id: '2', name: 'size', value: 'small', type: 'string' },
      ],
    },
    includeOtherFields: true,
    options: {},
  }),
  native('Together', 'merge', 3.2, {}),
  native('Once', 'removeDuplicates', 2, { compare: 'selectedFields', fieldsToCompare: 'id', options: {} }),
  native('Placed', 'merge', 3.2, {
    mode: 'combine',
    advanced: true,
    mergeByFields: { values: [{ field1: 'city', field2: 'name' }] },
    options: {},
  }),
  native('Totals', 'summarize', 1.1, {
    fieldsToSummarize: {
      values: [
        { aggregation: 'sum', field: 'double' },
        { aggregation: 'count', field: 'id' },
        { aggregation: 'max', field: 'amount' },
      ],
    },
    fieldsToSplitBy: 'region, size',
    options: {},
  }),
  native('Sorted', 'sort', 1, {
    sortFieldsUi: {
      sortField: [
        { fieldName: 'sum_double', order: 'descending' },
        { fieldName: 'region', order: 'ascending' },
      ],
    },
    options: {},
  }),
  native('First', 'limit', 1, { maxItems: 3 }),
  native('Save', 'postgres', 2.6, {
    operation: 'insert',
    schema,
    table: table('by_region'),
    columns: {
      mappingMode: 'defineBelow',
      value: {
        region: '={{ $json.region }}',
        size: '={{ $json.size }}',
        total: '={{ $json.sum_double }}',
        orders: '={{ $json.count_id }}',
        largest: '={{ $json.max_amount }}',
      },
      matchingColumns: [],
      schema: [],
    },
    options: {},
  }),
];
const drawn = graph('native-canvas', nodes, {
  Start: [['Orders'], ['Cities']],
  Orders: [['Sound']],
  Sound: [['Large?']],
  Large: [['Together', 0]],
  Small: [['Together', 1]],
  Together: [['Once']],
  Once: [['Placed', 0]],
  Cities: [['Placed', 1]],
  Placed: [['Totals']],
  Totals: [['Sorted']],
  Sorted: [['First']],
  First: [['Save']],
});
Object.assign(drawn.connections, {
  'Large?': {
    main: [[{ node: 'Large', type: 'main', index: 0 }], [{ node: 'Small', type: 'main', index: 0 }]],
  },
});
/** A rule of Switch, and the label that an Edit Fields of old gives to what leaves by it. */
const rule = (operation: string, rightValue: number) => ({
  conditions: {
    options: { caseSensitive: true, version: 2 },
    conditions: [condition('={{ $json.amount }}', 'number', operation, rightValue)],
    combinator: 'and',
  },
});
const labelled = (size: string) =>
  native(size, 'set', 2, { values: { string: [{ name: 'size', value: size }] }, options: {} });
const ofOld = graph(
  'native-canvas-of-old',
  [
    read('Orders', 'orders'),
    native('Kazan', 'filter', 2.2, {
      conditions: {
        options: { caseSensitive: false, version: 2 },
        conditions: [condition('={{ $json.city }}', 'string', 'contains', 'АЗАН')],
        combinator: 'and',
      },
      options: { ignoreCase: true },
    }),
    native('By size', 'switch', 3.2, {
      rules: { values: [rule('gte', 150), rule('gte', 50)] },
      options: { fallbackOutput: 'extra' },
    }),
    labelled('large'),
    labelled('middle'),
    labelled('small'),
    native('Together', 'merge', 3.2, { numberInputs: 3 }),
    native('Slim', 'set', 3.2, {
      fields: {
        values: [
          { name: 'region', stringValue: '={{ $json.city }}' },
          { name: 'size', stringValue: '={{ $json.size }}' },
          { name: 'total', type: 'numberValue', numberValue: '={{ $json.id }}' },
        ],
      },
      include: 'none',
      options: {},
    }),
    native('Save', 'postgres', 2.6, {
      operation: 'insert',
      schema,
      table: table('by_region'),
      columns: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] },
      options: {},
    }),
  ],
  {
    Start: [['Orders']],
    Orders: [['Kazan']],
    Kazan: [['By size']],
    large: [['Together', 0]],
    middle: [['Together', 1]],
    small: [['Together', 2]],
    Together: [['Slim']],
    Slim: [['Save']],
  },
);
Object.assign(ofOld.connections, {
  'By size': { main: ['large', 'middle', 'small'].map((one) => [{ node: one, type: 'main', index: 0 }]) },
});
const writers = ([...drawn.nodes, ...ofOld.nodes] as CanvasNode[]).filter(
  ({ type }) => type === 'n8n-nodes-base.postgres',
);

beforeAll(async () => {
  n8n = await N8nUnderTest.start({ rows: 10 });
  const { host, port, user, password } = n8n.started.servers.find(({ system }) => system === 'postgresql')!;
  database = new Client({ host, port, user, password, database: 'postgres' });
  await database.connect();
  const data = { host, port, user, password, database: 'postgres', ssl: 'disable' };
  const { data: credential } = await n8n.request<{ data: { id: string } }>('POST', '/rest/credentials', {
    name: 'App database',
    type: 'postgres',
    data,
  });
  for (const one of writers) one.credentials = { postgres: { id: credential.id, name: 'App database' } };
  await database.query(`
    CREATE TABLE cities (name text, region text);
    INSERT INTO cities VALUES ('Москва', 'центр'), ('Казань', 'Волга'), ('Пермь', 'Урал'), ('Самара', 'Волга');
    CREATE TABLE orders (id int, city text, amount int);
    INSERT INTO orders SELECT n, (array['Москва', 'Казань', 'Пермь', 'Самара', '', NULL, 'Нигде'])[1 + n % 7],
      CASE WHEN n % 11 = 0 THEN NULL ELSE (n * 37) % 250 END FROM generate_series(1, 90) AS n ORDER BY n;
    INSERT INTO orders SELECT * FROM orders WHERE id < 30;
    CREATE TABLE by_region (region text, size text, total int, orders int, largest int)`);
}, 1_200_000);

afterAll(async () => {
  await database?.end();
  await n8n?.stop();
});

test.each([
  ['of today', drawn, 3],
  ['with a Switch and forms of old', ofOld, 18],
])('n8n and the pipeline read from its canvas %s load the same rows', async (_what, canvas, count) => {
  await n8n.importWorkflows([canvas]);
  const byN8n = await n8n.run(canvas.id);
  expect(byN8n.error).toBeUndefined();
  const expected = await loaded();
  expect(expected).toHaveLength(count);
  const spec = parseSpec(specOfWorkflow(canvas));
  const { files } = await compile(spec, 'n8n', { credentials: { app_database: 'App database' } });
  const [text] = Object.values(files);
  const ours = JSON.parse(text!) as { id: string };
  await n8n.importWorkflows([ours]);
  const byUs = await n8n.run(ours.id);
  expect(byUs.error).toBeUndefined();
  expect(await loaded()).toEqual(expected);
});

/** What the table holds now, and empties it. */
async function loaded(): Promise<unknown[]> {
  const { rows } = await database.query(
    'SELECT * FROM by_region ORDER BY total DESC, region, size, orders, largest',
  );
  await database.query('TRUNCATE by_region');
  return rows;
}
