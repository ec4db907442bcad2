import { datasetsOf, readNamedDatasets, readPipelineFile } from './pipeline-file';

it('reads a spec inline and as text', () => {
  const spec = { name: 'заказы', owner: 'sales' };
  expect(readPipelineFile(spec)).toEqual({ ...spec, tags: [], connections: {}, steps: [] });
  expect(readPipelineFile('name: заказы\nowner: sales')).toEqual(readPipelineFile(spec));
});

it('names each dataset once', () => {
  const source = { kind: 'source', connection: 'files', object: 'a.csv' };
  const file = readPipelineFile({
    name: 'x',
    connections: { files: { system: 'file' } },
    steps: [source, source, { kind: 'filter' }, { kind: 'target' }],
  });
  expect(datasetsOf(file)).toEqual({
    consumes: [{ connection: 'files', object: 'a.csv', system: 'file' }],
    produces: [],
  });
});

it.each([
  ['[1, 2', /spec\.aiEtl\.spec is no YAML: /],
  ['', /is no pipeline spec: the spec: /],
  [{ owner: 'ivan' }, /is no pipeline spec: name: /],
  [{ name: 'x', steps: [{ kind: 1 }] }, /steps\.0\.kind: /],
])('says what is wrong with %j', (written, message) => {
  expect(() => readPipelineFile(written)).toThrow(message);
});

it.each([
  [{ reads: 'orders' }, /spec\.aiEtl names no datasets: reads: /],
  [{ writes: [{ connection: 'warehouse' }] }, /writes\.0\.object: /],
])('says what is wrong with the datasets of %j', (written, message) => {
  expect(() => readNamedDatasets(written)).toThrow(message);
});
