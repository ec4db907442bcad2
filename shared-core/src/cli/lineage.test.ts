import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Collector, accept, status } from '../lineage/open-lineage/testing/collector';
import { problemsOf } from '../lineage/open-lineage/testing/openlineage-schemas';
import { main } from './main';

const pipeline = `
apiVersion: ai-etl/v1
name: late-flights
connections:
  files: { system: file }
steps:
  - { id: flights, kind: source, connection: files, object: flights.csv }
  - { id: late, kind: filter, input: flights, where: delay > 15 }
  - { id: mart, kind: target, input: late, connection: files, object: late.jsonl, mode: replace }
`;

describe('the command line tells lineage and publishes', () => {
  const home = process.cwd();
  const before = { ...process.env };
  let folder: string;
  let collector: Collector;
  let stdout: string;
  let stderr: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ai-etl-cli-lineage-'));
    process.chdir(folder);
    writeFileSync('flights.csv', 'date,delay,origin\n2024-01-01,20,Москва\n2024-01-02,3,Тверь\n');
    writeFileSync('pipeline.yaml', pipeline);
    collector = await Collector.start();
    process.env.OPENLINEAGE_URL = `${collector.url}/api/ai-etl/`;
    process.env.OPENLINEAGE_API_KEY = 'the-key';
    process.env.AI_ETL_LINEAGE_OUTBOX = join(folder, 'outbox');
    [stdout, stderr] = ['', ''];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true));
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await collector.stop();
    process.chdir(home);
    process.env = { ...before };
    rmSync(folder, { recursive: true, force: true });
  });

  const command = (...words: string[]) => main([...words, '--quiet']);
  const types = () => collector.events.map(({ eventType }) => eventType);

  it('run: START and COMPLETE with the ledger, to the address and with the token of the environment', async () => {
    process.env.AI_ETL_LINEAGE_NAMESPACE = 'team';
    expect(await command('run', 'pipeline.yaml')).toBe(0);
    expect(types()).toEqual(['START', 'COMPLETE']);
    expect(collector.events.flatMap(problemsOf)).toEqual([]);
    expect(collector.requests[0]).toMatchObject({
      url: '/api/ai-etl/api/v1/lineage',
      authorization: 'Bearer the-key',
    });
    expect(collector.events[1]).toMatchObject({
      job: { namespace: 'team', name: 'late-flights' },
      run: { facets: { aiEtl_run: { door: 'cli', ledgers: [{ read: 1, written: 1, step: 'mart' }] } } },
    });
    expect(stderr).toBe('');
  });

  it('run: in a task of Airflow says so', async () => {
    process.env.AIRFLOW_CTX_DAG_ID = 'nightly';
    process.env.AIRFLOW_CTX_DAG_RUN_ID = 'scheduled__2026-11-21';
    await command('run', 'pipeline.yaml');
    expect(collector.events[0]?.run.facets.aiEtl_run).toMatchObject({
      door: 'airflow',
      workflow: { name: 'nightly', execution: 'scheduled__2026-11-21' },
    });
  });

  it('run: a failure is told, and stays a failure', async () => {
    rmSync('flights.csv');
    expect(await command('run', 'pipeline.yaml')).toBe(1);
    expect(types()).toEqual(['START', 'FAIL']);
    expect(collector.events.flatMap(problemsOf)).toEqual([]);
  });

  it('run: an address that is down fails nothing; the next run sends what is left', async () => {
    await collector.stop();
    expect(await command('run', 'pipeline.yaml', '--language', 'ru')).toBe(0);
    expect(stderr).toMatch(/линию данных сейчас не отправить/);
    expect(stderr).not.toContain('the-key');
    await collector.listen();
    expect(await command('run', 'pipeline.yaml')).toBe(0);
    expect(types().sort()).toEqual(['COMPLETE', 'COMPLETE', 'START', 'START']);
    const left = readdirSync('outbox', { recursive: true }).map(String);
    expect(left.filter((name) => name.endsWith('.json'))).toEqual([]);
  });

  it('run: is not told where it is disabled, nor of a dry run', async () => {
    await command('run', 'pipeline.yaml', '--dry-run');
    process.env.OPENLINEAGE_DISABLED = 'true';
    await command('run', 'pipeline.yaml');
    expect(collector.requests).toEqual([]);
  });

  it('copy: a job of its own, with the fields that go along', async () => {
    expect(await command('copy', 'flights.csv', 'copied.parquet', '--mode', 'replace')).toBe(0);
    expect(types()).toEqual(['START', 'COMPLETE']);
    expect(collector.events.flatMap(problemsOf)).toEqual([]);
    const [, complete] = collector.events;
    expect(complete?.job).toMatchObject({
      name: 'copy copied.parquet',
      facets: { jobType: { jobType: 'COPY' } },
    });
    expect(complete?.outputs[0]?.outputFacets?.outputStatistics).toMatchObject({ rowCount: 2 });
    const lineage = complete?.outputs[0]?.facets?.columnLineage?.fields as object;
    expect(Object.keys(lineage)).toEqual(['date', 'delay', 'origin']);
    expect(await command('copy', 'nothing.csv', 'copied.parquet')).toBe(1);
    expect(types()).toEqual(['START', 'COMPLETE', 'START', 'FAIL']);
  });

  it('publish: the spec with the fields of its sources; says what the portal has made of it', async () => {
    const answered = {
      name: 'late-flights',
      version: 2,
      hash: 'f00dcafe00112233',
      changed: true,
      url: 'http://x/y',
    };
    collector.answer = (...all) => {
      accept(all[0], { writeHead: () => ({ end: () => undefined }) } as never, all[2]);
      status(201, JSON.stringify(answered), { 'content-type': 'application/json' })(...all);
    };
    process.env.AI_ETL_PORTAL_URL = collector.url;
    process.env.AI_ETL_PORTAL_TOKEN = 'a-token';
    expect(await command('publish', 'pipeline.yaml', '--message', 'first', '--expect-version', '0')).toBe(0);
    expect(stdout).toBe('late-flights: published, version 2, f00dcafe0011\nhttp://x/y\n');
    expect(collector.requests).toMatchObject([
      { url: '/api/ai-etl/v1/pipelines/late-flights', authorization: 'Bearer a-token' },
    ]);
    expect(collector.events[0]).toMatchObject({
      spec: { name: 'late-flights' },
      schemas: { 'files:flights.csv': { fields: [{ name: 'date' }, { name: 'delay' }, { name: 'origin' }] } },
      message: 'first',
      expectedVersion: 0,
    });
  });

  it('publish: a dry run shows the request and sends nothing', async () => {
    expect(await command('publish', 'pipeline.yaml', '--portal', collector.url, '--dry-run', '--json')).toBe(
      0,
    );
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: true,
      method: 'PUT',
      url: `${collector.url}/api/ai-etl/v1/pipelines/late-flights`,
      body: { spec: { name: 'late-flights' } },
    });
    expect(collector.requests).toEqual([]);
  });

  it('publish: wrong usage and an invalid spec are 2, a portal that refuses is 1', async () => {
    expect(await command('publish', 'pipeline.yaml')).toBe(2);
    expect(stderr).toContain('AI_ETL_PORTAL_URL');
    expect(
      await command('publish', 'pipeline.yaml', '--portal', collector.url, '--expect-version', 'two'),
    ).toBe(2);
    writeFileSync('bad.yaml', pipeline.replace('delay > 15', 'dealy > 15'));
    expect(await command('publish', 'bad.yaml', '--portal', collector.url)).toBe(2);
    expect(collector.requests).toEqual([]);
    collector.answer = status(401, '{"error":{"name":"AuthenticationError","message":"no"}}');
    expect(await command('publish', 'pipeline.yaml', '--portal', collector.url)).toBe(1);
    expect(stderr).toContain('AI_ETL_PORTAL_TOKEN');
  });
});
