import { cases, type Case } from '../testing/cases';
import { engines, type TestEngine } from '../testing/engines';
import { sampleRows } from '../testing/rows';
import { compile } from '../index';

/** Bytes and structs: the systems keep and print them in ways of their own; the connectors' conformance compares those. */
const keptApart = ['bytes', 'struct'];
const isComparable = ({ schemas }: Case) =>
  !Object.values(schemas).some(({ fields }) => fields.some(({ type }) => keptApart.includes(type.kind)));

/** Scripts run on real systems over the same rows, twice; the systems have to agree on what is in the targets. */
describe('what is compiled also runs, and the systems agree', () => {
  const started: TestEngine[] = [];
  beforeAll(async () => {
    for (const start of engines) started.push(await start());
  }, 120_000);
  afterAll(() => Promise.all(started.map((engine) => engine.stop())));

  it.each(cases.filter(isComparable).map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const results: Record<string, Record<string, string[]>> = {};
    for (const engine of started) results[engine.dialect] = await runCase(engine, one);
    const [expected, ...rest] = Object.values(results);
    expect(Object.values(expected!).every((rows) => rows.length > 0)).toBe(true);
    for (const rows of rest) expect(rows).toEqual(expected);
  });
});

async function runCase(engine: TestEngine, one: Case): Promise<Record<string, string[]>> {
  await engine.reset();
  const { spec, schemas } = one;
  await fillSources(engine, one);
  const { files } = await compile(inOneSystem(spec), 'sql', { dialect: engine.dialect, schemas });
  const targets = spec.steps.flatMap((step) => (step.kind === 'target' ? [step] : []));
  // DuckDB's scripts make no schema: the first part of a name may be an attached database.
  if (engine.dialect === 'duckdb') for (const { object } of targets) await engine.makeContainer(object);
  for (const { id, mode } of targets) {
    await engine.script(files[`${id}.sql`]!);
    // A second run replaces or merges into the same; appending would double.
    if (mode !== 'append') await engine.script(files[`${id}.sql`]!);
  }
  for (const [path, text] of Object.entries(files))
    if (path.endsWith('.checks.sql')) await engine.script(text);
  const read = targets.map(async ({ object }) => [object, (await engine.rows(object)).sort()] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** Every source is expected in staging, whatever its system. */
const inOneSystem = (spec: Case['spec']) => ({
  ...spec,
  connections: Object.fromEntries(
    Object.keys(spec.connections).map((name) => [name, { system: 'elsewhere' }]),
  ),
});

async function fillSources(
  engine: TestEngine,
  { spec, schemas, unique }: Pick<Case, 'spec' | 'schemas' | 'unique'>,
) {
  for (const [index, [id, schema]] of Object.entries(schemas).entries()) {
    const source = spec.steps.find((step) => step.id === id);
    const numeric = source?.kind === 'source' ? Object.keys(source.schema ?? {}) : [];
    const rules = { numeric, unique: unique[id] };
    await engine.fill(`staging.${id}`, schema, sampleRows(schema, 400, index + 1, rules));
  }
}
