import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { chain, graph, named, node, postgres, startedBy } from './canvas';
import { N8nUnderTest, type NodeRun } from './n8n-under-test';

/** Canvases of our nodes, started by everything that starts a workflow in n8n, in a real one. */
const FLIGHTS = 2000;

jest.setTimeout(300_000);

let n8n: N8nUnderTest;
let database: Client;

const planned: { id: string }[] = [];
const plan = <W extends { id: string }>(workflow: W): string => planned[planned.push(workflow) - 1]!.id;
const first = (one?: NodeRun) => one?.json[0] ?? {};

const flights = node('Flights', 'File', { operation: 'read', object: named('flights.csv') });
const write = (table: string, parameters: object = {}) =>
  node(
    'Load',
    'Postgres',
    { operation: 'write', target: named(table), mode: 'replace', ...parameters },
    { credentials: postgres },
  );
const native = (name: string, type: string, typeVersion: number, parameters: object = {}) => ({
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion,
  parameters: parameters as Record<string, unknown>,
});

beforeAll(async () => {
  n8n = await N8nUnderTest.start({ rows: FLIGHTS });
  await n8n.importWorkflows(planned);
  const { host, port, user, password } = n8n.started.servers.find(({ system }) => system === 'postgresql')!;
  database = new Client({ host, port, user, password, database: 'postgres' });
  await database.connect();
}, 1_200_000);

afterAll(async () => {
  await database?.end();
  await n8n?.stop();
});

async function count(table: string): Promise<number> {
  const { rows } = await database.query(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0].n;
}

const delaysOver = (minutes: number) =>
  readFileSync(join(n8n.started.files, 'flights.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .filter((line) => Number(line.split(',')[1]) > minutes).length;

/** n8n registers the addresses of a published workflow a moment after it has said so. */
async function ask(path: string, request?: RequestInit): Promise<Response> {
  for (;;) {
    const answer = await fetch(n8n.started.url + path, request);
    if (answer.status !== 404) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const scheduled = plan(
  startedBy(chain('on-schedule', flights, write('public.on_schedule')), 'scheduleTrigger', 1.2, {
    rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] },
  }),
);

test('a schedule runs the canvas by itself', async () => {
  await n8n.activate(scheduled);
  const done = await n8n.executed(scheduled);
  await n8n.deactivate(scheduled);
  expect(done.error).toBeUndefined();
  expect(first(done.nodes.Load)).toMatchObject({ written: FLIGHTS, rejected: 0 });
  expect(await count('public.on_schedule')).toBe(FLIGHTS);
});

const late = node('Late', 'Transform', {
  operation: 'filter',
  where: '=delay > {{ Number($("Start").first().json.body.least) }}',
});
const webhook = { httpMethod: 'POST', path: 'load-flights', responseMode: 'lastNode', options: {} };
const requested = plan(
  startedBy(chain('on-request', flights, late, write('public.on_request')), 'webhook', 2, webhook, {
    webhookId: 'load-flights',
  }),
);

test('a webhook answers with the ledger of the load', async () => {
  await n8n.activate(requested);
  const answer = await ask('/webhook/load-flights', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ least: 15 }),
  });
  const expected = delaysOver(15);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ read: expected, written: expected, rejected: 0 });
  expect(await count('public.on_request')).toBe(expected);
});

const form = {
  formTitle: 'Load flights',
  formFields: { values: [{ fieldLabel: 'Least delay', fieldType: 'number', fieldName: 'least' }] },
  responseMode: 'lastNode',
  options: { path: 'load-by-form' },
  path: 'load-by-form',
};
const lateOfForm = node('Late', 'Transform', {
  operation: 'filter',
  where: '=delay > {{ Number(Object.values($("Start").first().json)[0]) }}',
});
const filled = plan(
  startedBy(chain('on-form', flights, lateOfForm, write('public.on_form')), 'formTrigger', 2.2, form, {
    webhookId: 'load-by-form',
  }),
);

test('a form that is sent loads', async () => {
  await n8n.activate(filled);
  expect(await (await ask('/form/load-by-form')).text()).toContain('Load flights');
  const body = new FormData();
  body.append('field-0', '30');
  const answer = await ask('/form/load-by-form', { method: 'POST', body });
  expect(answer.status).toBe(200);
  expect((await n8n.executed(filled)).error).toBeUndefined();
  expect(await count('public.on_form')).toBe(delaysOver(30));
});

const child = plan(
  startedBy(chain('sub-load', flights, write('public.by_parent')), 'executeWorkflowTrigger', 1.1, {
    inputSource: 'passthrough',
  }),
);
const callChild = (id: string) =>
  native('Call', 'executeWorkflow', 1.2, {
    source: 'database',
    workflowId: { __rl: true, mode: 'id', value: id },
    workflowInputs: { mappingMode: 'defineBelow', value: {} },
    mode: 'once',
    options: { waitForSubWorkflow: true },
  });
const parent = plan(chain('parent', callChild(child)));

test('a sub-workflow loads and gives its ledger to the one that called it', async () => {
  await n8n.activate(child);
  const done = await n8n.run(parent);
  expect(done.error).toBeUndefined();
  expect(first(done.nodes.Call)).toMatchObject({ written: FLIGHTS, rejected: 0 });
  expect(await count('public.by_parent')).toBe(FLIGHTS);
});

const stranger = plan(
  startedBy(chain('stranger', write('public.of_a_stranger')), 'executeWorkflowTrigger', 1.1, {
    inputSource: 'passthrough',
  }),
);
const handingOver = plan(chain('handing-over', flights, callChild(stranger)));

test('a reference handed to another workflow is refused: connections belong to the workflow that opened them', async () => {
  await n8n.activate(stranger);
  const done = await n8n.run(handingOver);
  expect(done.status).toBe('error');
  expect(JSON.stringify(done.error)).toContain('files');
});

const onError = plan(startedBy(chain('on-error', native('Told', 'noOp', 1)), 'errorTrigger', 1));
const breaking = plan({
  ...startedBy(
    chain('breaking', flights, write('public.never_there', { options: { create: 'never' } })),
    'webhook',
    2,
    { httpMethod: 'GET', path: 'break', options: {} },
    { webhookId: 'break' },
  ),
  settings: { executionOrder: 'v1', errorWorkflow: onError },
});

test('a load that fails calls the error workflow with our message', async () => {
  await n8n.activate(onError);
  await n8n.activate(breaking);
  await ask('/webhook/break');
  const told = first((await n8n.executed(onError)).nodes.Told);
  expect(told).toMatchObject({
    execution: {
      lastNodeExecuted: 'Load',
      error: { message: expect.stringContaining('public.never_there') },
    },
    workflow: { name: 'breaking' },
  });
});

const looped = plan(
  graph(
    'loop',
    [
      native('Least', 'set', 3.4, {
        mode: 'raw',
        jsonOutput: '{ "least": [0, 30, 60] }',
        options: {},
      }),
      native('Each', 'splitOut', 1, { fieldToSplitOut: 'least', options: {} }),
      native('Loop', 'splitInBatches', 3, { batchSize: 1, options: {} }),
      flights,
      node('Late', 'Transform', {
        operation: 'filter',
        where: '=delay > {{ $("Loop").first().json.least }}',
      }),
      write('={{ "public.over_" + $("Loop").first().json.least }}'),
      native('Done', 'noOp', 1),
    ],
    {
      Start: [['Least']],
      Least: [['Each']],
      Each: [['Loop']],
      [flights.name]: [['Late']],
      Late: [['Load']],
      Load: [['Loop']],
    },
  ),
);
Object.assign((planned.find(({ id }) => id === looped) as unknown as { connections: object }).connections, {
  Loop: {
    main: [[{ node: 'Done', type: 'main', index: 0 }], [{ node: flights.name, type: 'main', index: 0 }]],
  },
});

test('a loop loads once for each item', async () => {
  const done = await n8n.run(looped);
  expect(done.error).toBeUndefined();
  const counts: number[] = [];
  for (const least of [0, 30, 60]) counts.push(await count(`public.over_${least}`));
  expect(counts).toEqual([0, 30, 60].map(delaysOver));
  expect(done.nodes.Done?.json.map(({ written }) => written)).toEqual(counts);
});

const stepwise = plan(chain('stepwise', flights, write('public.stepwise')));

const pinned = plan(
  chain('pinned', flights, node('Far', 'Transform', { operation: 'filter', where: 'delay > 60' })),
);

/** Saves the workflow with the output of its first node pinned, as the editor does. */
async function pin(output: unknown): Promise<void> {
  const { data } = await n8n.request<{ data: object }>('GET', `/rest/workflows/${pinned}`);
  const pinData = { Flights: [{ json: { dataset: output } }] };
  await n8n.request('PATCH', `/rest/workflows/${pinned}`, { ...data, pinData });
}

test('a pinned dataset serves the nodes behind it; one that was edited is refused by its part', async () => {
  const { dataset } = first((await n8n.run(pinned)).nodes.Flights);
  await pin(dataset);
  const done = await n8n.run(pinned);
  expect(done.error).toBeUndefined();
  expect(first(done.nodes.Far).dataset.preview[0].delay).toBeGreaterThan(60);
  const edits: [string, object][] = [
    ['sources.flights', { sources: { flights: 7 } }],
    ['spec.steps', { spec: {} }],
    ['handles.files.handle', { handles: { files: { openedBy: 'Flights' } } }],
  ];
  for (const [part, edit] of edits) {
    await pin({ ...dataset, ...edit });
    const { error } = await n8n.run(pinned);
    expect(error).toMatchObject({
      message: expect.stringContaining(`"${part}"`),
      description: expect.stringContaining('unpin'),
    });
  }
  await pin({ ...dataset, step: 'elsewhere' });
  expect((await n8n.run(pinned)).error?.message).toContain('no step "elsewhere"');
  await pin('hello');
  expect((await n8n.run(pinned)).error?.message).toContain('is not a dataset reference');
});

test('a step runs alone with what an earlier run left; after a restart it names the node to run again', async () => {
  const whole = await n8n.run(stepwise);
  const again = await n8n.executeStep(stepwise, 'Load', whole);
  expect(again.error).toBeUndefined();
  expect(first(again.nodes.Load)).toMatchObject({ written: FLIGHTS });
  await n8n.restart();
  const gone = await n8n.executeStep(stepwise, 'Load', whole);
  expect(gone.error).toMatchObject({
    node: 'Load',
    message: expect.stringContaining('no longer open'),
    description: expect.stringContaining('"Flights"'),
  });
  expect((await n8n.run(stepwise)).error).toBeUndefined();
});
