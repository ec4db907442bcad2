import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { chain, clickhouse, graph, named, node, postgres, rows } from './canvas';
import { startChatServer, type ChatServer } from './chat-server';
import { N8nUnderTest, type LocalServerAddress, type NodeRun } from './n8n-under-test';
import { unlike } from './output-schema';
import { PortalServer } from './portal-server';

/** The pack in a real n8n, with a real PostgreSQL and ClickHouse's engine; flights.csv has this many rows. */
const FLIGHTS = 20_000;

jest.setTimeout(300_000);

/** The first start installs n8n. */
const FIRST_START = 1_200_000;

let n8n: N8nUnderTest;
let database: Client;
let stub: ChatServer;
let portal: PortalServer;

beforeAll(async () => {
  portal = await PortalServer.start();
  stub = await startChatServer('As a model I prefer to talk about the weather.');
  const model = { id: 'aNonsenseModel01', name: 'A model of nonsense', type: 'openAiApi' };
  const credentials = [
    { ...model, data: { apiKey: 'not-a-key', url: stub.url } },
    { ...portalCredential, data: { url: portal.url, token: portal.token } },
  ];
  const environment = { OPENLINEAGE_URL: `${portal.url}/api/ai-etl/`, OPENLINEAGE_API_KEY: portal.token };
  n8n = await N8nUnderTest.start({ rows: FLIGHTS, credentials, environment });
  await n8n.importWorkflows([...planned, ...samples]);
  const { host, port, user, password } = server('postgresql');
  database = new Client({ host, port, user, password, database: 'postgres' });
  await database.connect();
}, FIRST_START);

afterAll(async () => {
  await database?.end();
  await n8n?.stop();
  await stub?.stop();
  await portal?.stop();
});

const portalCredential = { id: 'aiEtlPortal000001', name: 'Portal', type: 'aiEtlPortalApi' };

const server = (system: string) =>
  n8n.started.servers.find((one) => one.system === system) as LocalServerAddress;

async function clickhouseRows(query: string): Promise<unknown[][]> {
  const { host, port, user, password } = server('clickhouse');
  const answer = await fetch(`http://${host}:${port}/`, {
    method: 'POST',
    headers: { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password },
    body: `${query} FORMAT JSONCompactEachRow`,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The workflows of all tests: n8n takes seconds to import, one or many. */
const planned: { id: string }[] = [];

/** Plans a workflow; gives the function that runs it in the server. */
function plan(workflow: { id: string }) {
  planned.push(workflow);
  return () => n8n.run(workflow.id);
}

const flights = node('Flights', 'File', { operation: 'read', object: named('flights.csv') });
const samplesFolder = join(__dirname, '../../templates/workflows');
const samples = readdirSync(samplesFolder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(samplesFolder, name), 'utf8')));
const first = (one?: NodeRun) => one?.json[0] ?? {};

async function until(isSo: () => Promise<boolean>) {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** What flights.csv says, counted without any of our code. */
function flightsOfTheFile() {
  const [, ...lines] = readFileSync(join(n8n.started.files, 'flights.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [date = '', delay = '', distance = '', origin = '', destination = ''] = line.split(',');
    return { date, delay: Number(delay), distance: Number(distance), origin, destination };
  });
}

function delayedByAirport() {
  const groups = new Map<string, [number, number]>();
  for (const { origin, delay } of flightsOfTheFile().filter((flight) => flight.delay > 15)) {
    const [count, total] = groups.get(origin) ?? [0, 0];
    groups.set(origin, [count + 1, total + delay]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([origin, [count, total]]) => [origin, count, total]);
}

describe('the pack in the editor', () => {
  test('every node is there under a name that people search, with light and dark icons', async () => {
    const types = await n8n.request<Type[]>('GET', '/types/nodes.json');
    const ours = types.filter(({ name }) => name.startsWith('n8n-nodes-ai-etl.') && !name.endsWith('Tool'));
    expect(ours.map(({ displayName }) => displayName).sort()).toEqual([
      'ETL Advise',
      'ETL ClickHouse',
      'ETL Compile',
      'ETL DDL',
      'ETL File',
      'ETL Generate Pipeline',
      'ETL Join',
      'ETL PostgreSQL',
      'ETL Profile',
      'ETL Publish Pipeline',
      'ETL Report',
      'ETL Run',
      'ETL Transform',
      'ETL Union',
    ]);
    for (const { name, iconUrl, codex } of ours) {
      for (const path of [iconUrl.light, iconUrl.dark]) {
        const icon = await fetch(`${n8n.started.url}/${path}`, { headers: { cookie: n8n.started.cookie } });
        expect([name, icon.headers.get('content-type')]).toEqual([name, expect.stringContaining('svg')]);
      }
      expect([name, codex.alias]).toEqual([name, expect.arrayContaining(['etl'])]);
    }
  });

  test('a credential is tested: right, wrong password, nobody listens; the password is in no answer', async () => {
    const { host, port, user, password } = server('postgresql');
    const secret = 'wrong-S3cret';
    const tested = (data: object) =>
      n8n.request<{ data: { status: string; message: string } }>('POST', '/rest/credentials/test', {
        credentials: { id: 'aiEtlAppDatabase', name: 'App database', type: 'aiEtlPostgresApi', data },
      });
    const right = await tested({ host, port, user, password, database: 'postgres' });
    expect(right.data).toMatchObject({ status: 'OK', message: expect.stringContaining('PostgreSQL') });
    const wrong = await tested({ host, port, user, password: secret, database: 'postgres' });
    expect(wrong.data).toMatchObject({ status: 'Error', message: expect.stringContaining(user) });
    const nobody = await tested({ host, port: 1, user, password: secret, database: 'postgres' });
    expect(nobody.data).toMatchObject({ status: 'Error', message: expect.stringContaining('127.0.0.1:1') });
    expect(JSON.stringify([wrong, nobody])).not.toContain(secret);
  });

  test('the list of tables searches in the database of the credential', async () => {
    await database.query('CREATE TABLE IF NOT EXISTS public.searched_for (id int)');
    const found = await n8n.request<{ data: { results: { value: string }[] } }>(
      'POST',
      '/rest/dynamic-node-parameters/resource-locator-results',
      {
        path: 'parameters.object',
        methodName: 'searchObjects',
        filter: 'searched',
        nodeTypeAndVersion: { name: 'n8n-nodes-ai-etl.aiEtlPostgres', version: 1 },
        currentNodeParameters: { operation: 'read' },
        credentials: postgres,
      },
    );
    expect(found.data.results.map(({ value }) => value)).toEqual(['public.searched_for']);
  });
});

interface Type {
  name: string;
  displayName: string;
  iconUrl: { light: string; dark: string };
  codex: { alias: string[] };
}

describe('operations of a system', () => {
  const people = (name: string, parameters: object) =>
    node(name, 'Postgres', { object: named('public.people'), ...parameters }, { credentials: postgres });
  const ofPostgres = [
    people('Test', { operation: 'test' }),
    people('List', { operation: 'list', container: named('public'), limit: 1000 }),
    people('Describe', { operation: 'describe' }),
    people('Rows', { operation: 'readRows', columns: ['name'], where: 'id < 3', limit: 10 }),
    people('Query', { operation: 'query', query: 'select count(*) as people from public.people' }),
  ];
  const runPostgres = plan(graph('operations', ofPostgres, { Start: ofPostgres.map(({ name }) => [name]) }));

  test('test, list, describe, rows and a query of PostgreSQL; secrets are in none of them', async () => {
    await database.query(
      "CREATE TABLE public.people (id int PRIMARY KEY, name text); INSERT INTO public.people VALUES (1, 'Анна'), (2, NULL)",
    );
    const done = await runPostgres();
    expect(done.error).toBeUndefined();
    expect(first(done.nodes.Test)).toMatchObject({
      connection: 'app_database',
      ok: true,
      version: expect.stringContaining('PostgreSQL'),
    });
    expect(done.nodes.List?.json.map(({ object }) => object)).toContain('public.people');
    expect(first(done.nodes.Describe)).toMatchObject({
      fields: { id: 'int32', name: 'string, nullable' },
      primaryKey: ['id'],
    });
    expect(done.nodes.Rows?.json).toEqual([{ name: 'Анна' }, { name: null }]);
    expect(done.nodes.Query?.json).toEqual([{ people: 2 }]);
    expect(JSON.stringify(done)).not.toContain(server('postgresql').password);
  });

  const ofFiles = [
    node('Describe', 'File', { operation: 'describe', object: named('airports.csv') }),
    node('Rows', 'File', { operation: 'readRows', object: named('airports.csv'), limit: 2 }),
    node('List', 'File', { operation: 'list' }),
  ];
  const runFiles = plan(graph('file-operations', ofFiles, { Start: ofFiles.map(({ name }) => [name]) }));

  test('a file is described, read as items and listed', async () => {
    const done = await runFiles();
    expect(done.error).toBeUndefined();
    expect(Object.keys(first(done.nodes.Describe).fields)).toEqual([
      'iata',
      'name',
      'city',
      'state',
      'country',
      'latitude',
      'longitude',
    ]);
    expect(done.nodes.Rows?.json).toHaveLength(2);
    expect(done.nodes.Rows?.json[0]).toMatchObject({ iata: '00M', name: 'Thigpen', latitude: 31.95376472 });
    expect(done.nodes.List?.json.map(({ object }) => object)).toEqual(
      expect.arrayContaining(['airports.csv', 'flights.csv']),
    );
  });

  const goingOn = { onError: 'continueRegularOutput' } as const;
  const outside = [
    node('Up', 'File', { operation: 'read', object: named('../owner.json') }, goingOn),
    node('Elsewhere', 'File', { operation: 'read', folder: '/etc', object: named('passwd') }, goingOn),
  ];
  const runOutside = plan(graph('outside', outside, { Start: [['Up'], ['Elsewhere']] }));

  test('a file outside of the folder that n8n allows is refused', async () => {
    const done = await runOutside();
    expect(first(done.nodes.Up)).toMatchObject({ error: expect.stringContaining('../owner.json') });
    expect(first(done.nodes.Elsewhere)).toMatchObject({ error: expect.stringContaining('/etc') });
  });

  const target = { mode: 'merge', keys: 'id', target: named('public.merged') };
  const columns = {
    mapping: 'byHand',
    columnMapping: { mappingMode: 'defineBelow', value: { id: 'id', label: "upper(name) || '!'" } },
  };
  const runMerge = plan(
    chain(
      'mapped',
      people('People', { operation: 'read', object: named('public.mapped_people') }),
      people('Merged', { operation: 'write', ...target, ...columns }),
    ),
  );

  test('the column mapper computes and renames; a merge twice changes nothing', async () => {
    await database.query(
      "CREATE TABLE public.mapped_people (id int, name text); INSERT INTO public.mapped_people VALUES (1, 'ann'), (2, 'bob'); CREATE TABLE public.merged (id int PRIMARY KEY, label text); INSERT INTO public.merged VALUES (1, 'old'), (3, 'kept')",
    );
    for (const _ of ['once', 'twice']) {
      const done = await runMerge();
      expect(done.error).toBeUndefined();
      expect(first(done.nodes.Merged)).toMatchObject({ read: 2, written: 2, rejected: 0 });
    }
    const { rows: merged } = await database.query('SELECT id, label FROM public.merged ORDER BY id');
    expect(merged).toEqual([
      { id: 1, label: 'ANN!' },
      { id: 2, label: 'BOB!' },
      { id: 3, label: 'kept' },
    ]);
  });
});

describe('cancelling', () => {
  const sleeping = node(
    'Sleep',
    'Postgres',
    { operation: 'query', query: 'select pg_sleep(600) /* a long night */' },
    { credentials: postgres },
  );
  plan(chain('sleeping', sleeping));

  test('stopping an execution ends the statement in the database', async () => {
    const { data } = await n8n.request<{ data: { executionId: string } }>(
      'POST',
      '/rest/workflows/sleeping/run',
      {
        triggerToStartFrom: { name: 'Start' },
      },
    );
    await until(async () => (await sleepers()) === 1);
    await n8n.request('POST', `/rest/executions/${data.executionId}/stop`);
    await until(async () => (await sleepers()) === 0);
  });

  const sleepers = async () => {
    const { rows: found } = await database.query(
      "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%a long night%' AND pid <> pg_backend_pid()",
    );
    return found.length;
  };
});

describe('steps', () => {
  const runSteps = plan(
    chain(
      'steps',
      flights,
      node('Delayed', 'Transform', { operation: 'filter', where: 'delay > 15' }),
      node('Hours', 'Transform', {
        operation: 'derive',
        derived: rows({ name: 'hours', expression: 'delay / 60.0' }),
      }),
      node('Ranked', 'Transform', {
        operation: 'window',
        partitionBy: ['origin'],
        windowOrder: 'delay desc, date',
        windowFields: rows({ name: 'rank', expression: 'row_number()' }),
      }),
      node('Worst', 'Transform', { operation: 'filter', where: 'rank = 1' }),
      node('Kept', 'Transform', {
        operation: 'select',
        keep: ['origin', 'delay'],
        rename: rows({ from: 'delay', to: 'minutes' }),
      }),
      node('Sorted', 'Transform', { operation: 'sort', sortBy: 'minutes desc, origin', first: 3 }),
    ),
  );

  test('each step is added to the plan and typed; a preview shows its rows', async () => {
    const done = await runSteps();
    expect(done.error).toBeUndefined();
    const { dataset } = first(done.nodes.Sorted);
    expect(dataset.step).toBe('sorted');
    expect(Object.keys(dataset.fields)).toEqual(['origin', 'minutes']);
    expect(dataset.spec.steps.map(({ id }: { id: string }) => id)).toEqual([
      'flights',
      'delayed',
      'hours',
      'ranked',
      'worst',
      'kept',
      'sorted',
    ]);
    expect(dataset.preview).toHaveLength(3);
    expect(dataset.preview[0].minutes).toBeGreaterThanOrEqual(dataset.preview[2].minutes);
  });

  const runSql = plan(
    chain(
      'sql',
      flights,
      node('Plain', 'Transform', {
        operation: 'sql',
        query: 'SELECT origin, count(*) AS n FROM input GROUP BY origin',
      }),
      node('With', 'Transform', {
        operation: 'sql',
        query: 'WITH busy AS (SELECT * FROM input WHERE n > 100)\nSELECT origin FROM busy',
      }),
    ),
  );

  test('SQL speaks of its input as input, also behind a WITH of its own', async () => {
    const done = await runSql();
    expect(done.error).toBeUndefined();
    expect(first(done.nodes.With).dataset.fields).toEqual({ origin: expect.any(String) });
    expect(first(done.nodes.With).dataset.preview.length).toBeGreaterThan(0);
  });

  const misspelt = { operation: 'filter', where: 'dealy > 15' };
  const runMisspelt = plan(chain('misspelt', flights, node('Delayed', 'Transform', misspelt)));
  const runMisspeltOn = plan(
    chain(
      'misspelt-on',
      flights,
      node('Delayed', 'Transform', misspelt, { onError: 'continueRegularOutput' }),
    ),
  );

  test('a misspelt field fails at its own node, with the nearest name; as an item where the user goes on', async () => {
    const failing = await runMisspelt();
    expect(failing.status).toBe('error');
    expect(failing.error).toMatchObject({ node: 'Delayed', message: expect.stringContaining('"delay"') });
    const going = await runMisspeltOn();
    expect(going.status).toBe('success');
    expect(first(going.nodes.Delayed)).toMatchObject({
      code: 'plan.invalid',
      error: expect.stringContaining('"delay"'),
    });
  });

  const runNothing = plan(
    chain('no-dataset', node('Delayed', 'Transform', { operation: 'filter', where: 'true' })),
  );

  test('what is no dataset is refused with the nodes that give one', async () => {
    expect((await runNothing()).error).toMatchObject({
      message: expect.stringContaining('not a dataset reference'),
      description: expect.stringContaining('Read'),
    });
  });

  const fifths = [0, 1, 2, 3, 4].map((rest) =>
    node(`Fifth ${rest}`, 'Transform', { operation: 'filter', where: `distance % 5 = ${rest}` }),
  );
  const runUnion = plan(
    graph(
      'union',
      [
        flights,
        ...fifths,
        node('All', 'Union', { numberInputs: 6 }), // the last stays free
        node(
          'Load',
          'Postgres',
          { operation: 'write', target: named('public.united'), mode: 'replace' },
          { credentials: postgres },
        ),
      ],
      {
        Start: [[flights.name]],
        [flights.name]: fifths.map(({ name }) => [name]),
        ...Object.fromEntries(fifths.map(({ name }, index) => [name, [['All', index]]])),
        All: [['Load']],
      },
    ),
  );

  test('a union has as many inputs as its form says', async () => {
    const done = await runUnion();
    expect(done.error).toBeUndefined();
    const { spec } = first(done.nodes.All).dataset;
    expect(spec.steps.at(-1)).toMatchObject({ kind: 'union', inputs: fifths.map((_, at) => `fifth_${at}`) });
    expect(first(done.nodes.Load)).toMatchObject({ written: FLIGHTS, rejected: 0 });
  });

  test('the incoming fields are offered where fields are chosen', async () => {
    const offered = await n8n.request<{ data: { value: string; description: string }[] }>(
      'POST',
      '/rest/dynamic-node-parameters/options',
      {
        path: 'parameters.by',
        methodName: 'getIncomingFields',
        nodeTypeAndVersion: { name: 'n8n-nodes-ai-etl.aiEtlTransform', version: 1 },
        // As the editor sends it: the expression of the hidden field is resolved with the data of the last run.
        currentNodeParameters: { operation: 'aggregate', incomingFields: '{"delay":"int64, nullable"}' },
      },
    );
    expect(offered.data).toEqual([{ name: 'delay', value: 'delay', description: 'int64, nullable' }]);
  });
});

describe('the sample workflows', () => {
  test('flights: profiled, advised, loaded into ClickHouse, reported, compiled; by n8n execute, without a server', async () => {
    const done = await n8n.execute('aiEtlFlagship0001');
    expect(done.error).toBeUndefined();
    expect(first(done.nodes.Profile).profile).toMatchObject({ rows: FLIGHTS });
    const expected = delayedByAirport();
    expect(first(done.nodes.Warehouse)).toMatchObject({
      written: expected.length,
      rejected: 0,
      alreadyLoaded: false,
    });
    const found = await clickhouseRows(
      'SELECT origin, toFloat64(flights), toFloat64(total_delay) FROM analytics.delayed_flights ORDER BY origin',
    );
    expect(found).toEqual(expected);
    expect(done.nodes.Report?.outputs[0]?.[0]?.binary?.data).toMatchObject({
      fileName: expect.stringMatching(/\.html$/),
    });
    const compiled = done.nodes['Airflow DAG']!;
    expect(compiled.json.map(({ path }) => path)).toContainEqual(expect.stringMatching(/\.py$/));
    // The files keep their folders, where the DAG looks for its queries.
    expect(
      compiled.outputs[0]!.map(({ binary }) => join(binary!.data!.directory ?? '', binary!.data!.fileName!)),
    ).toEqual(compiled.json.map(({ path }) => path));
    expect(JSON.stringify(done)).not.toContain(server('clickhouse').password);
    const { nodes } = samples.find(({ id }) => id === 'aiEtlFlagship0001');
    for (const sample of nodes.filter(({ disabled }: { disabled?: boolean }) => !disabled))
      expect(unlike(sample, first(done.nodes[sample.name]))).toEqual([]);
  });

  test('what the eight nodes store of an execution stays under 1 MB', async () => {
    const done = await n8n.run('aiEtlFlagship0001');
    expect(done.error).toBeUndefined();
    expect(JSON.stringify((done as unknown as { raw: object }).raw).length).toBeLessThan(1_000_000);
  });

  test('the join of flights and airports in PostgreSQL', async () => {
    const done = await n8n.run('aiEtlJoin00000001');
    expect(done.error).toBeUndefined();
    const { rows: found } = await database.query(
      'SELECT state, flights::int, mean_delay::float8 FROM public.delay_by_state ORDER BY mean_delay DESC',
    );
    expect(found).toHaveLength(20);
    const airports = new Map(
      readFileSync(join(n8n.started.files, 'airports.csv'), 'utf8')
        .split('\n')
        .map((line) => {
          const cells = line.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? [];
          return [cells[0], cells[3]];
        }),
    );
    const delays = flightsOfTheFile()
      .filter(({ origin }) => airports.get(origin) === found[0].state)
      .map(({ delay }) => delay);
    expect(found[0].flights).toBe(delays.length);
    const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
    expect(found[0].mean_delay).toBeCloseTo(mean, 6);
  });

  test('from PostgreSQL to ClickHouse', async () => {
    const done = await n8n.run('aiEtlCopy00000001');
    expect(done.error).toBeUndefined();
    const { rows: expected } = await database.query(
      "SELECT count(*)::int AS n FROM public.airports WHERE country = 'USA'",
    );
    expect(first(done.nodes['Into ClickHouse']).written).toBe(expected[0].n);
    expect(await clickhouseRows('SELECT count() + 0.0 FROM airports_usa')).toEqual([[expected[0].n]]);
  });

  test('bad rows are set aside with their reason, and the ledger balances', async () => {
    const done = await n8n.run('aiEtlBadRows00001');
    expect(done.error).toBeUndefined();
    const load = first(done.nodes['App database']);
    const movies: Record<string, number | null>[] = JSON.parse(
      readFileSync(join(n8n.started.files, 'movies.json'), 'utf8'),
    );
    const isGood = ({
      Title: title,
      'Worldwide Gross': worldwide = null,
      'US Gross': us = null,
    }: (typeof movies)[0]) => title !== null && worldwide !== null && us !== null && worldwide >= us;
    expect(load).toMatchObject({ read: movies.length, written: movies.filter(isGood).length });
    expect(load.read).toBe(load.written + load.rejected);
    const { rows: kept } = await database.query('SELECT count(*)::int AS n FROM public.movies');
    expect(kept[0].n).toBe(load.written);
    const [, aside] = done.nodes['App database']?.outputs ?? [];
    expect(aside).toHaveLength(load.rejected);
    expect(aside?.[0]?.json).toMatchObject({ row: expect.any(Number), reason: expect.any(String) });
    expect(done.nodes['App database']?.hints).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('set aside') }),
    );
  });
});

describe('tables made from datasets', () => {
  const runDdl = plan(
    chain(
      'ddl',
      flights,
      node('Profile', 'Profile', {}),
      node('Advise', 'Advise', {}),
      node(
        'Table',
        'Ddl',
        { system: 'postgresql', operation: 'create', table: 'mart.flights', then: 'target', mode: 'replace' },
        { credentials: postgres },
      ),
      node('Run', 'Run', {}),
    ),
  );

  test('File, Profile, Advise, DDL, Run: the table is made with its schema and then loaded', async () => {
    const done = await runDdl();
    expect(done.error).toBeUndefined();
    expect(first(done.nodes.Table).ddl).toMatchObject({ executed: true, object: 'mart.flights' });
    expect(first(done.nodes.Run)).toMatchObject({ written: FLIGHTS, rejected: 0 });
    const { rows: found } = await database.query('SELECT count(*)::int AS n FROM mart.flights');
    expect(found[0].n).toBe(FLIGHTS);
    for (const [name, type] of Object.entries({ Profile: 'Profile', Advise: 'Advise', Run: 'Run' }))
      expect(
        unlike({ type: `n8n-nodes-ai-etl.aiEtl${type}`, parameters: {} }, first(done.nodes[name])),
      ).toEqual([]);
  });
});

describe('a table that is there, and reports of other forms', () => {
  const both = [
    node(
      'Narrow',
      'Ddl',
      { system: 'postgresql', operation: 'alter', table: 'mart.narrow' },
      { credentials: postgres },
    ),
    node('Profile', 'Profile', {}),
    node('Markdown', 'Report', { format: 'markdown', language: 'ru' }),
    node('Json', 'Report', { format: 'json', language: 'en' }),
    node(
      'Tables',
      'ClickHouse',
      { operation: 'list', container: named('system'), limit: 10 },
      { credentials: clickhouse },
    ),
  ];
  const runBoth = plan(
    graph('alter-and-reports', [flights, ...both], {
      Start: [[flights.name], ['Tables']],
      [flights.name]: [['Narrow'], ['Profile']],
      Profile: [['Markdown'], ['Json']],
    }),
  );

  test('ALTER shows what is missing and its risk, and runs nothing; Markdown in Russian, JSON; tables of ClickHouse', async () => {
    await database.query(
      'CREATE SCHEMA IF NOT EXISTS mart; CREATE TABLE mart.narrow (origin text, delay smallint)',
    );
    const done = await runBoth();
    expect(done.error).toBeUndefined();
    const { ddl } = first(done.nodes.Narrow) as {
      ddl: { executed: boolean; statements: string[]; risk: string };
    };
    expect(ddl).toMatchObject({ executed: false, risk: expect.any(String) });
    expect(ddl.statements.join('\n')).toMatch(/ADD COLUMN distance[\s\S]*|ALTER COLUMN delay[\s\S]*/);
    for (const statement of ddl.statements) await database.query(statement);
    const { rows: found } = await database.query(
      "SELECT count(*)::int AS n FROM information_schema.columns WHERE table_schema = 'mart' AND table_name = 'narrow'",
    );
    expect(found[0].n).toBe(5);
    const file = (name: string) => done.nodes[name]?.outputs[0]?.[0]?.binary?.data;
    expect(file('Markdown')).toMatchObject({ fileName: expect.stringMatching(/\.md$/) });
    expect(file('Json')).toMatchObject({
      fileName: expect.stringMatching(/\.json$/),
      mimeType: 'application/json',
    });
    expect(first(done.nodes.Markdown)).toMatchObject({
      language: 'ru',
      title: expect.stringMatching(/[а-я]/),
    });
    expect(done.nodes.Tables?.json).toHaveLength(10);
  });
});

describe('a pipeline in words', () => {
  const runQuestion = plan(
    chain('question', flights, node('In words', 'Generate', { text: 'Load the flights every day' })),
  );

  test('what the sentence leaves open comes out as a question, on the second output', async () => {
    const done = await runQuestion();
    expect(done.error).toBeUndefined();
    const [pipelines, questions] = done.nodes['In words']?.outputs ?? [];
    expect(pipelines).toEqual([]);
    expect(questions?.[0]?.json).toMatchObject({
      status: 'question',
      question: expect.any(String),
      id: expect.any(String),
    });
  });

  const text = 'Load flights.csv into ClickHouse table generated_flights, only delay over 15';
  const inWords = node('In words', 'Generate', { text }, { credentials: clickhouse });
  const runGenerated = plan(
    chain('generated', flights, inWords, node('Run', 'Run', {}, { credentials: clickhouse })),
  );

  test('a generated pipeline runs with the credential of the node that runs it', async () => {
    const done = await runGenerated();
    expect(done.error).toBeUndefined();
    const expected = flightsOfTheFile().filter(({ delay }) => delay > 15).length;
    expect(first(done.nodes.Run).written).toBe(expected);
  });

  const model = {
    name: 'Model',
    type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
    typeVersion: 1.2,
    parameters: { model: { __rl: true, mode: 'id', value: 'nonsense-1' }, options: {} },
    credentials: { openAiApi: { id: 'aNonsenseModel01', name: 'A model of nonsense' } },
  };
  const modelled = chain('modelled', flights, inWords);
  modelled.nodes.push({ id: 'modelled-model', position: [440, 200], ...model });
  Object.assign(modelled.connections, {
    Model: { ai_languageModel: [[{ node: 'In words', type: 'ai_languageModel', index: 0 }]] },
  });
  const runModelled = plan(modelled);

  test('a chat model that answers nonsense is asked, and does not do harm', async () => {
    const before = stub.requests.length;
    const done = await runModelled();
    expect(done.error).toBeUndefined();
    expect(stub.requests.length).toBeGreaterThan(before);
    expect(first(done.nodes['In words'])).toMatchObject({ status: 'ok', madeBy: 'parser' });
  });
});

describe('the portal', () => {
  const credentials = { aiEtlPortalApi: { id: portalCredential.id, name: portalCredential.name } };
  const late = node('Late', 'Transform', { operation: 'filter', where: 'delay > 15' });
  const write = (table: string, options = {}) =>
    node(
      'Load',
      'Postgres',
      { operation: 'write', target: named(`public.${table}`), mode: 'replace', options },
      { credentials: postgres },
    );
  const publish = node('Publish', 'Publish', { message: 'only late flights' }, { credentials });
  const runTold = plan(chain('told', flights, late, write('told_flights'), publish));

  test('a run tells START and COMPLETE with its ledger; a published pipeline meets it by name and hash', async () => {
    const done = await runTold();
    expect(done.error).toBeUndefined();
    const written = flightsOfTheFile().filter(({ delay }) => delay > 15).length;
    const told = portal.of('told');
    expect(told.map(({ eventType }) => eventType)).toEqual(['START', 'COMPLETE']);
    const [, complete] = told;
    expect(complete?.run.runId).toBe(first(done.nodes.Load).runId);
    expect(complete?.run.facets.aiEtl_run).toMatchObject({
      door: 'n8n',
      workflow: { id: 'told', name: 'told', execution: expect.stringMatching(/^\d+$/) },
      ledgers: [{ dataset: 'public.told_flights', read: written, written, rejected: 0, mode: 'replace' }],
    });
    const { host, port } = server('postgresql');
    expect(complete).toMatchObject({
      job: { namespace: 'ai-etl', name: 'told' },
      inputs: [{ namespace: 'file', name: join(n8n.started.files, 'flights.csv') }],
      outputs: [{ namespace: `postgres://${host}:${port}`, name: 'postgres.public.told_flights' }],
    });
    expect(complete?.outputs[0]?.facets.columnLineage?.fields).toHaveProperty('delay');
    expect(first(done.nodes.Publish)).toMatchObject({ name: 'told', version: 1, changed: true });
    expect(unlike(publish, first(done.nodes.Publish))).toEqual([]);
    expect(portal.published.at(-1)).toMatchObject({
      name: 'told',
      body: { spec: { name: 'told' }, schemas: expect.any(Object), message: 'only late flights' },
    });
    expect(JSON.stringify(portal.events)).not.toContain(server('postgresql').password);
    expect((await runTold()).nodes.Publish?.hints[0]?.message).toContain('version 1');
  });

  const runBroken = plan(chain('brokenrun', flights, write('never_made', { create: 'never' })));

  test('a run that fails tells FAIL with its error', async () => {
    const done = await runBroken();
    expect(done.error).toBeDefined();
    expect(portal.of('brokenrun').map(({ eventType }) => eventType)).toEqual(['START', 'FAIL']);
    expect(portal.of('brokenrun')[1]?.run.facets.errorMessage?.message).toContain('never_made');
  });

  plan(chain('stoppedrun', flights, write('locked_flights')));

  test('a run that is stopped tells ABORT', async () => {
    await database.query('CREATE TABLE public.locked_flights (id int)');
    await database.query('BEGIN');
    await database.query('LOCK TABLE public.locked_flights IN ACCESS EXCLUSIVE MODE');
    try {
      const { data } = await n8n.request<{ data: { executionId: string } }>(
        'POST',
        '/rest/workflows/stoppedrun/run',
        { triggerToStartFrom: { name: 'Start' } },
      );
      await until(async () => portal.of('stoppedrun').length === 1);
      await n8n.request('POST', `/rest/executions/${data.executionId}/stop`);
      await until(async () => portal.of('stoppedrun').length === 2);
    } finally {
      await database.query('ROLLBACK');
    }
    expect(portal.of('stoppedrun').map(({ eventType }) => eventType)).toEqual(['START', 'ABORT']);
  }, 60_000);

  test('the credential is tested: right, wrong token, no portal there', async () => {
    const tested = async (data: object) => {
      const { data: answer } = await n8n.request<{ data: { status: string; message: string } }>(
        'POST',
        '/rest/credentials/test',
        { credentials: { ...portalCredential, data } },
      );
      return answer;
    };
    expect(await tested({ url: portal.url, token: portal.token })).toMatchObject({
      status: 'OK',
      message: expect.stringContaining('user:default/tester'),
    });
    const wrong = await tested({ url: portal.url, token: 'wrong-S3cret' });
    expect(wrong).toMatchObject({ status: 'Error', message: expect.stringContaining('token') });
    const editor = await tested({ url: n8n.started.url, token: 'wrong-S3cret' });
    expect(editor).toMatchObject({ status: 'Error', message: expect.stringContaining('not a portal') });
    expect(JSON.stringify([wrong, editor])).not.toContain('S3cret');
  });
});

describe('connections', () => {
  const runRead = plan(chain('handle', flights));

  test('a handle of another process is refused, and the error names the node to run again', async () => {
    const read = await runRead();
    const { dataset } = first(read.nodes.Flights);
    dataset.handles.files.handle = '00000000-0000-4000-8000-000000000000';
    const pasted = {
      name: 'Pasted',
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      parameters: { mode: 'raw', jsonOutput: JSON.stringify({ dataset }), options: {} },
    };
    const load = node(
      'Load',
      'Postgres',
      { operation: 'write', target: named('public.forged'), mode: 'replace' },
      { credentials: postgres },
    );
    await n8n.importWorkflows([chain('forged', pasted, load)]);
    const done = await n8n.run('forged');
    expect(done.error).toMatchObject({ description: expect.stringContaining('Flights') });
  });
});
