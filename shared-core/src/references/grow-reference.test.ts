import { decimal, enumeration, float, integer, simple, type TableSchema } from '../schema';
import { appendStep, planOf, startReference, withPreview } from './grow-reference';
import { mergeReferences } from './merge-references';
import { printSchema, readSchema, type DatasetReference } from './dataset-reference';

const flights: TableSchema = {
  fields: [
    { name: 'origin', type: simple('string'), nullable: false },
    { name: 'delay', type: integer(), nullable: true },
  ],
};
const airports: TableSchema = {
  fields: [
    { name: 'iata', type: simple('string'), nullable: false },
    { name: 'latitude', type: float(), nullable: true },
  ],
  primaryKey: ['iata'],
};
const handle = { handle: '5f0c…', openedBy: 'Read flights' };

const start = (id: string, schema: TableSchema, connection = 'files', system = 'file') =>
  startReference({
    pipeline: 'delays',
    system,
    step: { id, kind: 'source', connection, object: `${id}.csv` },
    schema,
    preview: [{ origin: 'SFO', delay: 12n }],
    estimatedRows: 3,
    handle,
  });

test('a source gives a reference that is plain JSON and carries schema, preview and handle', async () => {
  const reference = await start('flights', flights);
  expect(JSON.parse(JSON.stringify(reference))).toEqual(reference);
  expect(reference).toMatchObject({
    summary: 'flights.csv (files)',
    step: 'flights',
    estimatedRows: 3,
    fields: { origin: 'string', delay: 'int64, nullable' },
    preview: [{ origin: 'SFO', delay: 12 }],
    handles: { files: handle },
  });
});

test('a step is typed at once; the old reference stays as it was', async () => {
  const source = await start('flights', flights);
  const counted = await appendStep(source, {
    id: 'by_origin',
    kind: 'aggregate',
    input: 'flights',
    by: ['origin'],
    measures: { flights: 'count(*)', total: 'sum(delay)' },
  });
  expect(Object.keys(counted.fields)).toEqual(['origin', 'flights', 'total']);
  expect(counted.summary).toBe('flights.csv (files) → flights = count(*), total = sum(delay) by origin');
  expect(counted).not.toHaveProperty('estimatedRows');
  expect(source.spec.steps).toHaveLength(1);
  expect((await planOf(counted)).steps).toHaveLength(2);
});

test('a misspelt field fails at the step that names it, with the nearest name', async () => {
  const source = await start('flights', flights);
  const failing = appendStep(source, { id: 'late', kind: 'filter', input: 'flights', where: 'dealy > 15' });
  await expect(failing).rejects.toMatchObject({
    code: 'plan.invalid',
    message: expect.stringContaining('"delay"'),
  });
});

test('a target hangs on the plan and does not become its tip', async () => {
  const source = await start('flights', flights);
  const loaded = await appendStep(withPreview(source, [{ origin: 'LAX', delay: 1 }]), {
    id: 'mart',
    kind: 'target',
    input: 'flights',
    connection: 'files',
    object: 'out.csv',
  });
  expect(loaded).toMatchObject({ step: 'flights', estimatedRows: 3, preview: [{ origin: 'LAX', delay: 1 }] });
  expect(loaded.spec.steps).toHaveLength(2);
});

test('branches that share their beginning share it in the merged plan, and a join over them is typed', async () => {
  const source = await start('flights', flights);
  const late = await appendStep(source, {
    id: 'late',
    kind: 'filter',
    input: 'flights',
    where: 'delay > 15',
  });
  const merged = mergeReferences([late, source, await start('airports', airports)]);
  expect(merged.spec.steps.map(({ id }) => id)).toEqual(['flights', 'late', 'airports']);
  const joined = await appendStep({ ...late, ...merged } as DatasetReference, {
    id: 'located',
    kind: 'join',
    left: 'late',
    right: 'airports',
    type: 'left',
    on: { origin: 'iata' },
  });
  expect(Object.keys(joined.fields)).toContain('latitude');
});

test('one name for two different steps or two systems is refused', async () => {
  const [source, other] = [await start('flights', flights), await start('flights', airports)];
  const changed = {
    ...other,
    spec: { ...other.spec, steps: other.spec.steps.map((step) => ({ ...step, object: 'other.csv' })) },
  } as DatasetReference;
  expect(() => mergeReferences([source, changed])).toThrow(
    expect.objectContaining({ code: 'reference.same-step-name' }),
  );
  const elsewhere = await start('airports', airports, 'files', 'postgresql');
  expect(() => mergeReferences([source, elsewhere])).toThrow(
    expect.objectContaining({ code: 'reference.same-connection-name' }),
  );
});

test('a schema comes back as it was, fields named by numbers in their order too', () => {
  const schema: TableSchema = {
    fields: [
      { name: 'year', type: simple('string'), nullable: false },
      { name: '2024', type: decimal(12, 2), nullable: true },
      { name: '2023', type: enumeration(['a, nullable', 'b']), nullable: true },
    ],
    primaryKey: ['year'],
    uniqueKeys: [['2024']],
  };
  expect(readSchema(JSON.parse(JSON.stringify(printSchema(schema))))).toEqual(schema);
});
