import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors, type Connection } from '../connectors';
import { requirePlan } from '../plan';
import { parseSpec } from '../spec';
import { sqlReady } from '../sql';
import { profileStep } from './profile-step';

let folder: string;
let files: Connection;

beforeAll(async () => {
  await sqlReady();
  folder = await mkdtemp(join(tmpdir(), 'ai-etl-test-'));
  const lines = Array.from({ length: 1000 }, (_, index) => `${index},${index % 4 === 0 ? 'late' : 'early'}`);
  await writeFile(join(folder, 'trains.csv'), ['id,state', ...lines, ''].join('\n'));
  files = await connectors.get('file').open({ root: folder }, { name: 'files' });
});

afterAll(async () => {
  await files.close();
  await rm(folder, { recursive: true });
});

const spec = parseSpec({
  apiVersion: 'ai-etl/v1',
  name: 'trains',
  connections: { files: { system: 'file' } },
  steps: [
    { id: 'trains', kind: 'source', connection: 'files', object: 'trains.csv' },
    { id: 'late', kind: 'filter', input: 'trains', where: "state = 'late'" },
    {
      id: 'unused',
      kind: 'target',
      input: 'trains',
      connection: 'files',
      object: 'copy.csv',
      mode: 'replace',
    },
  ],
});

test('a step is profiled as it comes out, and leaves nothing behind', async () => {
  const { schema } = await files.describe('trains.csv');
  const plan = requirePlan(spec, { trains: schema });
  const profile = await profileStep(plan, 'late', { connections: async () => files });
  expect(profile).toMatchObject({ dataset: 'late', rows: 250 });
  expect(profile.columns.map(({ name, distinct }) => [name, distinct])).toEqual([
    ['id', 250],
    ['state', 1],
  ]);
  expect(await readdir(folder)).toEqual(['trains.csv']);
});

test('a source is profiled where it lies', async () => {
  const { schema } = await files.describe('trains.csv');
  const plan = requirePlan(spec, { trains: schema });
  const profile = await profileStep(plan, 'trains', { connections: async () => files });
  expect(profile).toMatchObject({ dataset: 'trains.csv', rows: 1000 });
});
