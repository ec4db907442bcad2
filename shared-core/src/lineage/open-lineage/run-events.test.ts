import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cases } from '../../compile/testing/cases';
import { connectorErrors, type DatasetName } from '../../connectors';
import type { Ledger } from '../../movement';
import { requirePlan } from '../../plan';
import { parseSpec, specHash } from '../../spec';
import { sqlReady } from '../../sql';
import { endEvent, lineageJobOf, startEvent, type JobDataset, type OpenLineageEvent, type RunFacts } from '.';
import { coreVersion } from './producer';
import { problemsOf } from './testing/openlineage-schemas';

beforeAll(sqlReady);

const namespaces: Record<string, string> = {
  clickhouse: 'clickhouse://warehouse.example.com:8123',
  postgresql: 'postgres://db.example.com:5432',
};
const nameOf =
  (job: { inputs: JobDataset[]; outputs: JobDataset[] }) =>
  ({ connection, object }: Pick<JobDataset, 'connection' | 'object'>): DatasetName => {
    const known = [...job.inputs, ...job.outputs].find((one) => one.connection === connection);
    return known?.system === 'file'
      ? { namespace: 'file', name: `/data/incoming/${object}` }
      : { namespace: namespaces[known?.system ?? ''] ?? 'unknown', name: object };
  };

function factsOf(name: string): RunFacts {
  const { text, schemas } = cases.find((one) => one.name === name)!;
  const job = lineageJobOf(requirePlan(parseSpec(text), schemas));
  const about = {
    runId: '7c1f5a0e-5d0e-4c4e-9a7e-0f6f3d2b1a90',
    namespace: 'ai-etl',
    door: 'n8n' as const,
    workflow: { id: 'q2Xb1FzYk0aLr9Tn', name: 'Delayed flights', execution: '4711' },
    nominalTime: { start: '2026-11-21T03:00:00.000Z' },
  };
  return { job, nameOf: nameOf(job), about };
}

const began = new Date('2026-11-21T03:00:00.412Z');
const ended = new Date('2026-11-21T03:00:02.051Z');
const ledgerOf = ({ connection, object, system }: JobDataset): Ledger => ({
  runId: '7c1f5a0e-5d0e-4c4e-9a7e-0f6f3d2b1a90',
  pipeline: 'delayed-flights-by-airport',
  step: 'mart',
  source: 'flights.csv',
  target: { connection, system, object, mode: 'replace' },
  read: 59,
  written: 57,
  rejected: 2,
  rejects: [{ row: 17, field: 'delay', value: 'secret of a row', reason: 'not-a-number', message: '' }],
  seconds: 1.52,
  bytes: 1043,
  path: 'engine',
  startedAt: began.toISOString(),
  alreadyLoaded: false,
  losses: [],
});
const check = { step: 'good', name: 'no negative distance', passed: true, failedRows: 0, totalRows: 20000 };
const outcome = (facts: RunFacts) => ({
  ledgers: facts.job.outputs.map(ledgerOf),
  checks: [{ ...check, severity: 'warn' as const }],
  seconds: 1.639,
});
const failure = connectorErrors['permission-denied']({
  connection: 'warehouse',
  user: 'etl',
  right: 'INSERT',
  object: 'analytics.delayed_flights',
});

function eventsOf(name: string): OpenLineageEvent[] {
  const facts = factsOf(name);
  return [
    startEvent(facts, began),
    endEvent(facts, 'COMPLETE', ended, outcome(facts)),
    endEvent(facts, 'FAIL', ended, { ledgers: [], checks: [], seconds: 1.639, error: failure }),
    endEvent(facts, 'ABORT', ended, { ledgers: [], checks: [], seconds: 0.2 }),
  ];
}

describe('events of a run', () => {
  it.each(cases.map(({ name }) => name))('of %s keep to the schemas of OpenLineage and to ours', (name) => {
    expect(eventsOf(name).flatMap(problemsOf)).toEqual([]);
  });

  it('the schemas see what is wrong', () => {
    const [event] = eventsOf('flagship') as [OpenLineageEvent];
    expect(problemsOf({ ...event, eventTime: 'yesterday' })).not.toEqual([]);
    const facets = { ...event.run.facets, aiEtl_run: { ...event.run.facets.aiEtl_run!, door: 'window' } };
    expect(problemsOf({ ...event, run: { ...event.run, facets } })).toEqual([
      expect.stringContaining('aiEtl_run/door'),
    ]);
  });

  it.each(['start', 'complete', 'fail'])('golden: %s of the flagship', (name) => {
    const [start, complete, fail] = eventsOf('flagship');
    const file = join(__dirname, 'golden', `${name}.json`);
    const text = JSON.stringify({ start, complete, fail }[name], null, 2).replaceAll(coreVersion(), '0.1.0');
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${text}\n`);
    expect(`${text}\n`).toBe(readFileSync(file, 'utf8'));
  });

  it('the hash is that of the spec, so that event and published spec meet', () => {
    const { text } = cases.find((one) => one.name === 'flagship')!;
    const [start] = eventsOf('flagship');
    expect(start?.run.facets.aiEtl_run).toMatchObject({ specHash: specHash(parseSpec(text)) });
  });

  it('places and reasons of the first rejected rows are told, their values stay here', () => {
    const [, complete] = eventsOf('flagship');
    expect(complete?.run.facets.aiEtl_run).toMatchObject({
      ledgers: [{ firstRejects: [{ row: 17, field: 'delay', reason: 'not-a-number' }] }],
    });
    expect(JSON.stringify(eventsOf('flagship'))).not.toContain('secret of a row');
  });

  it('an error of somebody else is told without the password in it', () => {
    const facts = factsOf('flagship');
    const error = new Error('connect ECONNREFUSED postgres://etl:s3cret@10.0.0.5/shop');
    const event = endEvent(facts, 'FAIL', ended, { ledgers: [], checks: [], seconds: 1, error });
    expect(event.run.facets.errorMessage).toMatchObject({
      message: 'connect ECONNREFUSED postgres://•••@10.0.0.5/shop',
    });
  });

  it('a dataset whose connection cannot be opened is left out, also of the column lineage', () => {
    const facts = factsOf('flagship');
    const onlyFiles: RunFacts = {
      ...facts,
      nameOf: (end) => (end.connection === 'files' ? facts.nameOf(end) : undefined),
    };
    const event = startEvent(onlyFiles, began);
    expect([event.inputs.length, event.outputs.length]).toEqual([1, 0]);
    expect(problemsOf(event)).toEqual([]);
  });
});

it('tells a table of thousands of columns field by field, without the query that nobody would read', () => {
  const table = (count: number) => {
    const fields = Array.from({ length: count }, (_, at) => ({
      name: `column_${at}`,
      type: { kind: 'integer' as const, bits: 64 as const, signed: true },
      nullable: true,
    }));
    const connections = { db: { system: 'postgresql' }, dw: { system: 'clickhouse' } };
    const steps = [
      { id: 's', kind: 'source', connection: 'db', object: 'public.wide' },
      { id: 't', kind: 'target', input: 's', connection: 'dw', object: 'mart.wide', mode: 'replace' },
    ];
    const spec = parseSpec(JSON.stringify({ apiVersion: 'ai-etl/v1', name: 'wide', connections, steps }));
    return lineageJobOf(requirePlan(spec, { s: { fields } }));
  };
  expect(table(1000)).toMatchObject({ sql: { dialect: 'postgresql' } });
  const wide = table(5000);
  expect([wide.sql, wide.edges.length]).toEqual([undefined, 5000]);
});
