import { datasetIdOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portalForTests } from '../__testUtils__/portal-for-tests';

jest.setTimeout(60_000);

interface Name {
  namespace: string;
  name: string;
}

interface Dataset extends Name {
  facets?: {
    symlinks?: { identifiers?: Name[] };
    columnLineage?: { fields: Record<string, { inputFields: (Name & { field: string })[] }> };
    schema?: { fields: { name: string }[] };
    lifecycleStateChange?: { lifecycleStateChange: string };
  };
}

interface Job extends Name {
  run?: { runId: string };
}

interface Event {
  eventType?: string;
  run?: {
    runId: string;
    facets?: { parent?: { run: { runId: string }; job: Name; root?: Job & { job: Name } } };
  };
  job?: Name;
  dataset?: Dataset;
  inputs?: Dataset[];
  outputs?: Dataset[];
}

const folder = join(__dirname, '__fixtures__');
const fixtures = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const list: { from: string; event: Event }[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return list.map((one, at) => ({ name: `${file} ${at}: ${one.from}`, ...one }));
  });

const states: Record<string, string> = {
  START: 'running',
  RUNNING: 'running',
  COMPLETE: 'success',
  FAIL: 'failed',
  ABORT: 'cancelled',
};

const { call } = portalForTests();
const get = async (path: string) => {
  const { status, body } = await call('get', path);
  expect([path, status]).toEqual([path, 200]);
  return body;
};

/** Events are looked at one after another: many tests of one integration run the same job. */
async function post(event: Event): Promise<void> {
  const { status, body } = await call('post', '/api/v1/lineage').send(event);
  expect([status, body]).toEqual([201, {}]);
}

/** The id that the store has given the dataset of a name. */
const idOf = async ({ namespace, name }: Name): Promise<string> =>
  (await get(`/v1/datasets/${datasetIdOf(namespace, name)}`)).id;

/** The run that everything of an event hangs on, and the pipeline that it is of. */
function placeOf({ run, job }: Event) {
  const parent = run?.facets?.parent;
  const above = parent?.root ?? parent;
  return above && above.run!.runId !== run!.runId
    ? { pipeline: above.job.name, run: above.run!.runId, isTask: true }
    : { pipeline: job!.name, run: run?.runId, isTask: false };
}

describe.each(fixtures.filter(({ event }) => event.job))('$name', ({ event }) => {
  const { pipeline, run, isTask } = placeOf(event);
  const ends = [...(event.inputs ?? []), ...(event.outputs ?? [])];

  beforeAll(() => post(event));

  it('is a run of its pipeline, under its parent where it names one', async () => {
    const { kind } = await get(`/v1/pipelines/${encodeURIComponent(pipeline)}`);
    expect(kind).toBe('observed');
    if (run === undefined) return;
    const found = await get(`/v1/runs/${encodeURIComponent(run)}`);
    expect(found.pipeline).toBe(pipeline);
    const seen = isTask ? found.tasks.map((task: { state: string }) => task.state) : [found.state];
    expect(seen).toContain(states[event.eventType ?? ''] ?? (isTask ? 'unknown' : found.state));
  });

  it('has its datasets, by all their names, and their fields', async () => {
    for (const dataset of ends) {
      const id = await idOf(dataset);
      for (const other of dataset.facets?.symlinks?.identifiers ?? []) expect(await idOf(other)).toBe(id);
      const names = (await get(`/v1/datasets/${id}`)).fields.map(({ name }: Name) => name);
      expect(names).toEqual(
        expect.arrayContaining(dataset.facets?.schema?.fields.map(({ name }) => name) ?? []),
      );
    }
  });

  it('has its lineage, of datasets and of columns', async () => {
    const graph = await get(`/v1/lineage?pipeline=${encodeURIComponent(pipeline)}&depth=1`);
    const node = `pipeline:${pipeline}`;
    for (const one of event.inputs ?? [])
      expect(graph.edges).toContainEqual({ from: `dataset:${await idOf(one)}`, to: node });
    for (const one of event.outputs ?? [])
      expect(graph.edges).toContainEqual({ from: node, to: `dataset:${await idOf(one)}` });
    const columns = graph.columnEdges.map((edge: ColumnEdge) => [
      edge.from.dataset,
      edge.from.field,
      edge.to.dataset,
      edge.to.field,
    ]);
    for (const output of event.outputs ?? [])
      for (const [field, { inputFields }] of Object.entries(output.facets?.columnLineage?.fields ?? {}))
        for (const input of inputFields)
          expect(columns).toContainEqual([await idOf(input), input.field, await idOf(output), field]);
  });
});

interface ColumnEdge {
  from: { dataset: string; field?: string };
  to: { dataset: string; field?: string };
}

describe.each(fixtures.filter(({ event }) => event.dataset))('$name', ({ event }) => {
  beforeAll(() => post(event));

  it('is a dataset with its fields', async () => {
    const { fields } = await get(`/v1/datasets/${await idOf(event.dataset!)}`);
    const said = event.dataset!.facets?.schema?.fields ?? [];
    expect(fields.map(({ name }: Name) => name)).toEqual(said.map(({ name }) => name));
  });
});
