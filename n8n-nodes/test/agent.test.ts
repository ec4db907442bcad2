import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { named, node, postgres, type CanvasNode } from './canvas';
import { startChatServer, type ChatServer, type Turn } from './chat-server';
import { N8nUnderTest } from './n8n-under-test';

/** n8n's own AI Agent with our nodes as its tools; the model is a server of ours that asks for what the test says. */
jest.setTimeout(300_000);

let n8n: N8nUnderTest;
let model: ChatServer;
let database: Client;

const fromModel = (name: string) => `={{ $fromAI('${name}', 'what it is', 'string') }}`;
const tool = (name: string, type: string, parameters: object, rest: Partial<CanvasNode> = {}): CanvasNode =>
  node(name, `${type}Tool`, { descriptionType: 'auto', ...parameters }, rest);
const credentials = { credentials: postgres };
const written = { pipelineFrom: 'text', specification: fromModel('specification') };
const allowed = { options: { agentTargets: 'staging.*, public.airports_copy' } };
const tools = [
  tool('profile_file', 'File', { operation: 'profile', object: named(fromModel('file')) }),
  tool('read_file', 'File', { operation: 'read', object: named(fromModel('file')) }),
  tool('rows_of_file', 'File', { operation: 'readRows', object: named(fromModel('file')), limit: 10_000 }),
  tool('query', 'Postgres', { operation: 'query', query: fromModel('sql') }, credentials),
  tool('generate', 'Generate', { text: fromModel('text') }, credentials),
  tool('run', 'Run', written, credentials),
  tool('run_allowed', 'Run', { ...written, ...allowed }, credentials),
];
const agent = {
  name: 'Agent',
  type: '@n8n/n8n-nodes-langchain.agent',
  typeVersion: 3.1,
  parameters: { promptType: 'define', text: 'Do what you want', options: { maxIterations: 20 } },
};
const chatModel = {
  name: 'Model',
  type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
  typeVersion: 1.2,
  parameters: { model: { __rl: true, mode: 'id', value: 'of-the-test' }, options: {} },
  credentials: { openAiApi: { id: 'aModelOfTheTest01', name: 'A model of the test' } },
};
const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
const into = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
const workflow = {
  id: 'agent',
  name: 'agent',
  active: false,
  nodes: [start, agent, chatModel, ...tools].map((one, index) => ({
    id: `agent-${index}`,
    typeVersion: 1,
    position: [index * 200, 0],
    ...one,
  })),
  connections: {
    Start: into('main'),
    Model: into('ai_languageModel'),
    ...Object.fromEntries(tools.map(({ name }) => [name, into('ai_tool')])),
  },
  settings: { executionOrder: 'v1' },
  pinData: {},
};

beforeAll(async () => {
  model = await startChatServer('Nothing to do');
  const data = { apiKey: 'not-a-key', url: model.url };
  const credential = { id: 'aModelOfTheTest01', name: 'A model of the test', type: 'openAiApi', data };
  n8n = await N8nUnderTest.start({ rows: 1000, credentials: [credential] });
  await n8n.importWorkflows([workflow]);
  const { host, port, user, password } = n8n.started.servers.find(({ system }) => system === 'postgresql')!;
  database = new Client({ host, port, user, password, database: 'postgres' });
  await database.connect();
}, 1_200_000);

afterAll(async () => {
  await database?.end();
  await n8n?.stop();
  await model?.stop();
});

/** What the model reads after each of its calls. */
async function answersTo(...turns: Exclude<Turn, string>[]): Promise<string[]> {
  model.says(...turns, 'Done');
  const done = await n8n.run('agent');
  expect(done.error).toBeUndefined();
  expect(done.nodes.Agent?.json[0]).toEqual({ output: 'Done' });
  const { messages } = model.requests.at(-1)!;
  return messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');
}

test('a model is told what each tool does and what it takes', async () => {
  model.says('Done');
  await n8n.run('agent');
  const offered = model.requests
    .at(-1)!
    .tools!.map(({ function: { name, parameters } }) => [name, Object.keys(parameters.properties)]);
  expect(Object.fromEntries(offered)).toMatchObject({
    profile_file: ['file'],
    query: ['sql'],
    run: ['specification'],
  });
});

test('a profile of a file is an item for each column, a wrong name is answered by the nearest', async () => {
  const [profile = '', missing] = await answersTo(
    { tool: 'profile_file', parameters: { file: 'airports.csv' } },
    { tool: 'profile_file', parameters: { file: 'arports.csv' } },
  );
  const [header = ''] = readFileSync(join(n8n.started.files, 'airports.csv'), 'utf8').split('\n');
  expect(JSON.parse(profile).map(({ column }: { column: string }) => column)).toEqual(
    header.trim().split(','),
  );
  expect(missing).toContain('Did you mean \\"airports.csv\\"?');
});

test('a dataset is its pipeline, fields and first rows, without a handle; many rows are cut', async () => {
  const [read = '', rows = ''] = await answersTo(
    { tool: 'read_file', parameters: { file: 'airports.csv' } },
    { tool: 'rows_of_file', parameters: { file: 'flights.csv' } },
  );
  expect(JSON.parse(read)).toEqual([
    {
      specification: expect.stringContaining('object: airports.csv'),
      fields: expect.objectContaining({ latitude: expect.stringContaining('float64') }),
      preview: expect.any(Array),
      estimatedRows: expect.any(Number),
    },
  ]);
  expect(rows.length).toBeLessThan(20_000);
  expect(JSON.parse(rows).at(-1)).toEqual({ note: expect.stringMatching(/^\d+ more items are not shown/) });
});

test('a sentence becomes a pipeline, or a question that the model can read', async () => {
  const [made = '', question = ''] = await answersTo(
    { tool: 'generate', parameters: { text: 'Load airports.csv into PostgreSQL table airports_copy' } },
    { tool: 'generate', parameters: { text: 'load it' } },
  );
  expect(JSON.parse(made)).toEqual([
    expect.objectContaining({ status: 'ok', specification: expect.stringContaining('airports_copy') }),
  ]);
  expect(JSON.parse(question)).toEqual([
    expect.objectContaining({ status: 'question', question: expect.any(String) }),
  ]);
});

const copy = (table: string) => `apiVersion: ai-etl/v1
name: copy
connections: { files: { system: file }, app_database: { system: postgresql } }
steps:
  - { id: airports, kind: source, connection: files, object: airports.csv }
  - { id: copied, kind: target, input: airports, connection: app_database, object: ${table}, mode: replace }
`;

test('a pipeline of the model loads what a person has allowed, and nothing else', async () => {
  const specification = copy('public.airports_copy');
  const [refused, loaded = '', elsewhere] = await answersTo(
    { tool: 'run', parameters: { specification } },
    { tool: 'run_allowed', parameters: { specification } },
    { tool: 'run_allowed', parameters: { specification: copy('public.airports_other') } },
  );
  expect(refused).toContain('may not load');
  expect(refused).toContain('Tables an Agent May Load');
  const { rows } = await database.query('SELECT count(*)::int AS n FROM public.airports_copy');
  expect(JSON.parse(loaded)).toEqual([expect.objectContaining({ written: rows[0].n, rejected: 0 })]);
  expect(elsewhere).toContain('may not load');
  const { rows: made } = await database.query("SELECT to_regclass('public.airports_other') AS made");
  expect(made).toEqual([{ made: null }]);
});

test('a query reads, changes nothing and tells no secret', async () => {
  await database.query('CREATE TABLE public.precious AS SELECT 1 AS id');
  const answers = await answersTo(
    { tool: 'query', parameters: { sql: 'SELECT id FROM public.precious' } },
    { tool: 'query', parameters: { sql: 'DELETE FROM public.precious' } },
    { tool: 'query', parameters: { sql: 'SELEC 1' } },
  );
  expect(JSON.parse(answers[0]!)).toEqual([{ id: 1 }]);
  expect(answers[1]).toContain('only reads');
  expect(answers[2]).toContain('syntax error');
  const { rows } = await database.query('SELECT id FROM public.precious');
  expect(rows).toEqual([{ id: 1 }]);
  const { password } = n8n.started.servers.find(({ system }) => system === 'postgresql')!;
  expect(JSON.stringify(model.requests)).not.toContain(password);
});

test('nodes that work on a dataset which arrives are no tools', async () => {
  const types = await n8n.request<{ name: string }[]>('GET', '/types/nodes.json');
  const names = types.map(({ name }) => name).filter((name) => /^n8n-nodes-ai-etl\..*Tool$/.test(name));
  expect(names.map((name) => name.replace(/^.*aiEtl|Tool$/g, '')).sort()).toEqual([
    'ClickHouse',
    'Compile',
    'File',
    'Generate',
    'Postgres',
    'Publish',
    'Run',
  ]);
});
