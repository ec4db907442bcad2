import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors, type Connection } from '../../connectors';
import type { AiEtlError } from '../../errors';
import { requirePlan, type Plan } from '../../plan';
import { runPlan, type RunOptions } from '../../run';
import { parseSpec } from '../../spec';
import { sqlReady } from '../../sql';
import type { LineageSink, OpenLineageEvent, RunLineage } from '.';
import { problemsOf } from './testing/openlineage-schemas';

/** Keeps what it is given. */
class Kept implements LineageSink {
  readonly events: OpenLineageEvent[] = [];
  readonly warnings: AiEtlError[] = [];
  flushes = 0;
  send = (event: OpenLineageEvent) => void this.events.push(event);
  warn = (warning: AiEtlError) => void this.warnings.push(warning);
  flush = async () => void this.flushes++;
  get types() {
    return this.events.map(({ eventType }) => eventType);
  }
}

let root: string;
let files: Connection;
let sink: Kept;
beforeAll(async () => {
  await sqlReady();
  root = mkdtempSync(join(tmpdir(), 'ai-etl-observed-'));
  files = await connectors.get('file').open({ root }, { name: 'files' });
  writeFileSync(join(root, 'orders.csv'), 'id,amount,city\n1,10,Москва\n2,-5,Тверь\n3,7,Москва\n');
});
afterAll(async () => {
  await files.close();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => (sink = new Kept()));

const spec = (steps: string) => `
apiVersion: ai-etl/v1
name: city-totals
description: Sums by city
owner: analytics
connections: { files: { system: file } }
steps:
  - { id: orders, kind: source, connection: files, object: orders.csv }
${steps}
`;
const totals = spec(`
  - { id: good, kind: quality, input: orders, checks: [{ name: positive, expect: amount > 0, severity: reject }] }
  - { id: sums, kind: aggregate, input: good, by: [city], measures: { total: sum(amount) } }
  - { id: mart, kind: target, input: sums, connection: files, object: totals.jsonl, mode: replace }`);

const planOf = (text: string): Plan => requirePlan(parseSpec(text));

async function run(text: string, more: Partial<RunOptions> = {}, about: Partial<RunLineage> = {}) {
  const lineage: RunLineage = { sink, door: 'cli', ...about };
  return runPlan(planOf(text), { connections: async () => files, lineage, ...more });
}

describe('a run that is observed', () => {
  it('tells START and COMPLETE with its ledger, its checks and its column lineage', async () => {
    const result = await run(totals, {}, { namespace: 'team', workflow: { name: 'Nightly' }, version: 3 });
    expect(sink.types).toEqual(['START', 'COMPLETE']);
    expect(sink.events.flatMap(problemsOf)).toEqual([]);
    const [start, complete] = sink.events as [OpenLineageEvent, OpenLineageEvent];
    expect(start.run.runId).toBe(result.runId);
    expect(complete.run.runId).toBe(result.runId);
    expect(complete.job).toMatchObject({ namespace: 'team', name: 'city-totals' });
    expect(complete.job.facets).toMatchObject({
      documentation: { description: 'Sums by city' },
      ownership: { owners: [{ name: 'analytics' }] },
    });
    expect(complete.run.facets.aiEtl_run).toMatchObject({
      pipeline: 'city-totals',
      specHash: planOf(totals).hash,
      version: 3,
      door: 'cli',
      workflow: { name: 'Nightly' },
      ledgers: [{ step: 'mart', dataset: 'totals.jsonl', read: 2, written: 1, rejected: 1, mode: 'replace' }],
      checks: [{ step: 'good', name: 'positive', passed: false, failedRows: 1, totalRows: 3 }],
    });
    expect(complete.inputs).toMatchObject([{ namespace: 'file', name: join(root, 'orders.csv') }]);
    const [output] = complete.outputs;
    expect(output).toMatchObject({
      namespace: 'file',
      name: join(root, 'totals.jsonl'),
      outputFacets: { outputStatistics: { rowCount: 1 } },
    });
    // The source was never described before the run: its fields are told all the same.
    expect(output?.facets?.columnLineage).toMatchObject({
      fields: {
        total: {
          inputFields: [{ field: 'amount', transformations: [{ type: 'DIRECT', subtype: 'AGGREGATION' }] }],
        },
      },
    });
    expect(sink.flushes).toBe(1);
  });

  it('tells FAIL with the error and the loads that were done before it', async () => {
    const two = spec(`
  - { id: first, kind: target, input: orders, connection: files, object: copy.jsonl, mode: replace }
  - { id: second, kind: target, input: orders, connection: files, object: ../outside.jsonl, mode: replace }`);
    await expect(run(two)).rejects.toMatchObject({ code: 'file.outside-root' });
    expect(sink.types).toEqual(['START', 'FAIL']);
    expect(sink.events.flatMap(problemsOf)).toEqual([]);
    expect(sink.events[1]?.run.facets).toMatchObject({
      errorMessage: { message: expect.stringContaining('outside.jsonl') },
      aiEtl_run: { errorCode: 'file.outside-root', ledgers: [{ step: 'first', written: 3 }] },
    });
  });

  it('tells FAIL with the checks that stopped it', async () => {
    const strict = totals.replace('reject', 'error');
    await expect(run(strict)).rejects.toMatchObject({ code: 'run.check-failed' });
    expect(sink.types).toEqual(['START', 'FAIL']);
    expect(sink.events[1]?.run.facets.aiEtl_run).toMatchObject({
      checks: [{ name: 'positive', passed: false }],
      ledgers: [],
    });
  });

  it('tells START and FAIL where not even the source can be described', async () => {
    await expect(run(totals.replace('orders.csv', 'nothing.csv'))).rejects.toThrow('nothing.csv');
    expect(sink.types).toEqual(['START', 'FAIL']);
    expect(sink.events.flatMap(problemsOf)).toEqual([]);
    expect(sink.events[1]?.inputs[0]?.name).toBe(join(root, 'nothing.csv'));
  });

  it('tells FAIL of a connection that cannot be opened, without the datasets behind it', async () => {
    const broken = async () => {
      throw new Error('no route to postgres://me:s3cret@db/');
    };
    await expect(run(totals, { connections: broken })).rejects.toThrow('no route');
    expect(sink.types).toEqual(['START', 'FAIL']);
    expect(sink.events[1]).toMatchObject({ inputs: [], outputs: [] });
    expect(JSON.stringify(sink.events)).not.toContain('s3cret');
  });

  it('tells ABORT of a run that is cancelled', async () => {
    const abort = new AbortController();
    const onProgress = () => abort.abort();
    await expect(run(totals, { signal: abort.signal, onProgress })).rejects.toBeDefined();
    expect(sink.types).toEqual(['START', 'ABORT']);
  });

  it('gives each execution an id of its own where the user repeats a run', async () => {
    await run(totals, { runId: '2026-11-21' });
    await run(totals, { runId: '2026-11-21' });
    const ids = sink.events.map(({ run: { runId } }) => runId);
    expect(new Set(ids).size).toBe(2);
    expect(sink.events[3]?.run.facets.aiEtl_run).toMatchObject({
      loadId: '2026-11-21',
      ledgers: [{ alreadyLoaded: true }],
    });
    expect(sink.events.flatMap(problemsOf)).toEqual([]);
  });

  it('is not failed by a sink that throws', async () => {
    sink.send = () => {
      throw new Error('a defect');
    };
    await expect(run(totals)).resolves.toMatchObject({ ledgers: [{ written: 1 }] });
    expect(sink.warnings.map(({ code }) => code)).toEqual(['lineage.not-told', 'lineage.not-told']);
  });

  it('does not wait for a name that never comes', async () => {
    const silent: Connection = Object.assign(Object.create(files) as Connection, {
      naming: () => new Promise<never>(() => undefined),
    });
    await run(totals, { connections: async () => silent }, { flushMs: 100 });
    expect(sink.types).toEqual(['START', 'COMPLETE']);
    expect(sink.events[1]).toMatchObject({ inputs: [], outputs: [] });
  });
});
