import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../compile';
import { requirePlan } from '../plan';
import { parseSpec, type PipelineSpec } from '../spec';
import { sqlReady } from '../sql';
import { parsePipeline, readWorkflow, specOfWorkflow } from './index';

const cases = join(__dirname, '../compile/cases');
const samples = join(__dirname, '../../../templates/workflows');
const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

beforeAll(() => sqlReady());

describe('a compiled workflow, read back', () => {
  const compiled = readdirSync(cases).filter(
    (name) =>
      readdirSync(join(cases, name)).includes('n8n') &&
      readdirSync(join(cases, name, 'n8n')).some((file) => file.endsWith('.json')),
  );

  test.each(compiled)('%s has the steps that it was made of', async (name) => {
    const folder = join(cases, name, 'n8n');
    const [file] = readdirSync(folder).filter((entry) => entry.endsWith('.json'));
    const spec = parseSpec(specOfWorkflow(json(folder, file!)));
    requirePlan(spec);
    const again = await compile(spec, 'n8n');
    const [text] = Object.values(again.files);
    expect(shape(JSON.parse(text!))).toEqual(shape(json(folder, file!)));
  });

  /** What a workflow says, without its notes and what is counted from the pipeline's hash or name. */
  const shape = ({ nodes, connections }: Workflow) => ({
    nodes: nodes
      .filter(({ type }) => !type.endsWith('stickyNote'))
      .map(({ id: _id, position: _position, credentials: _names, ...node }) => JSON.stringify(node))
      .sort(),
    connections: Object.entries(connections)
      .flatMap(([from, { main }]) => main[0]!.map(({ node, index }) => `${from} → ${node} ${index}`))
      .sort(),
  });
});

interface Workflow {
  nodes: {
    id: string;
    name: string;
    type: string;
    position: number[];
    credentials?: object;
    parameters: object;
  }[];
  connections: Record<string, { main: { node: string; index: number }[][] }>;
}

describe('the sample workflows', () => {
  test('flights become the pipeline that a run of them makes', () => {
    const spec = parseSpec(specOfWorkflow(json(samples, 'delayed-flights.json')));
    expect(steps(spec)).toEqual([
      'flights: source',
      'delayed: filter',
      'by_airport: aggregate',
      'warehouse: target',
    ]);
    requirePlan(spec);
  });

  test.each(['join-flights-airports', 'movies-bad-rows'])('%s becomes a plan', (name) => {
    const spec = parseSpec(specOfWorkflow(json(samples, `${name}.json`)));
    expect(requirePlan(spec).steps.at(-1)?.step.kind).toBe('target');
  });

  test('a read that waits for a load is refused: a pipeline knows no such order', () => {
    const { refusals } = readWorkflow(json(samples, 'postgresql-to-clickhouse.json'));
    expect(refusals).toEqual([
      expect.objectContaining({
        node: 'Airports',
        reason: expect.objectContaining({ en: expect.stringContaining('Into PostgreSQL') }),
      }),
    ]);
  });

  const steps = ({ steps: all }: PipelineSpec) => all.map(({ id, kind }) => `${id}: ${kind}`);
});

describe('a pipeline from a text', () => {
  const text = readFileSync(join(samples, 'movies-bad-rows.json'), 'utf8');

  test('may be a workflow, or a spec in YAML or JSON', () => {
    const drawn = parsePipeline(text);
    expect(drawn.steps.at(-1)?.kind).toBe('target');
    expect(parsePipeline(JSON.stringify(drawn))).toEqual(drawn);
    const yaml = 'apiVersion: ai-etl/v1\nname: one\nconnections: { f: { system: file } }\nsteps:\n';
    expect(parsePipeline(`${yaml}  - { id: a, kind: source, connection: f, object: a.csv }`).name).toBe(
      'one',
    );
  });

  test('that is neither says where it breaks', () => {
    expect(() => parsePipeline('{ "nodes": [')).toThrow(expect.objectContaining({ code: 'spec.invalid' }));
    expect(() => parsePipeline('{ "nodes": [], "connections": {} }')).toThrow(
      expect.objectContaining({ code: 'canvas.empty' }),
    );
  });
});
