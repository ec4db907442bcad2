import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AiEtlError } from '../../../errors';
import type { OpenLineageEvent } from '../event';
import { accept, Collector, hang, status } from '../testing/collector';
import { lineageFromEnvironment, closeEnvironmentLineage } from './environment';
import { openLineageSink, type OpenLineageSink, type OpenLineageSinkOptions } from './open-lineage-sink';

let folder: string;
let warnings: AiEtlError[];
let open: { close(withinMs: number): Promise<void> }[];
let collectors: Collector[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ai-etl-outbox-'));
  [warnings, open, collectors] = [[], [], []];
});
afterEach(async () => {
  for (const sink of open) await sink.close(0);
  for (const collector of collectors) await collector.stop();
  rmSync(folder, { recursive: true, force: true });
});

const template = JSON.parse(
  readFileSync(join(__dirname, '..', 'golden', 'start.json'), 'utf8'),
) as OpenLineageEvent;
const event = (run: string, eventType: OpenLineageEvent['eventType'] = 'START'): OpenLineageEvent => ({
  ...template,
  eventType,
  run: { ...template.run, runId: run },
});
const runsOf = ({ events }: Collector) => events.map(({ run, eventType }) => `${run.runId} ${eventType}`);
const codes = () => warnings.map(({ code }) => code);
const kept = () =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json'));

async function collect(...answer: Parameters<typeof Collector.start>): Promise<Collector> {
  const collector = await Collector.start(...answer);
  collectors.push(collector);
  return collector;
}

function sinkTo(url: string, more: Partial<OpenLineageSinkOptions> = {}): OpenLineageSink {
  const sink = openLineageSink({
    url,
    bufferFolder: folder,
    retryMs: [20, 20, 20],
    onWarning: (warning) => warnings.push(warning),
    ...more,
  });
  open.push(sink);
  return sink;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('sending lineage', () => {
  it('posts each event as JSON with the token, in order', async () => {
    const collector = await collect();
    const sink = sinkTo(`${collector.url}/api/v1/lineage`, { token: 'the-token' });
    for (let at = 0; at < 50; at++) sink.send(event(String(at)));
    await sink.flush(5_000);
    expect(runsOf(collector)).toEqual(Array.from({ length: 50 }, (_, at) => `${at} START`));
    expect(collector.events[0]).toEqual(event('0'));
    expect(collector.requests[0]).toEqual({
      url: '/api/v1/lineage',
      authorization: 'Bearer the-token',
      contentType: 'application/json',
    });
    expect([warnings, kept()]).toEqual([[], []]);
  });

  it('down: keeps events on disk, says so once, and sends them in order when it is up', async () => {
    const collector = await collect();
    await collector.stop();
    const sink = sinkTo(collector.url);
    sink.send(event('1'));
    sink.send(event('1', 'COMPLETE'));
    await sink.flush(2_000);
    sink.send(event('2'));
    await sink.flush(2_000);
    expect(kept()).toHaveLength(3);
    expect(codes()).toEqual(['lineage.address-down']);
    expect(warnings[0]?.message).toContain('ECONNREFUSED');
    await collector.listen();
    await until(() => collector.events.length === 3);
    sink.send(event('2', 'COMPLETE'));
    await until(() => collector.events.length === 4);
    expect(runsOf(collector)).toEqual(['1 START', '1 COMPLETE', '2 START', '2 COMPLETE']);
    await until(() => kept().length === 0);
  });

  it('down: what a process has left, the next one sends before it ends', async () => {
    const collector = await collect();
    await collector.stop();
    const first = sinkTo(collector.url);
    first.send(event('1'));
    first.send(event('1', 'COMPLETE'));
    await first.close(2_000);
    expect(kept()).toHaveLength(2);
    await collector.listen();
    const second = sinkTo(collector.url);
    second.send(event('2'));
    await second.close(2_000);
    expect(runsOf(collector).sort()).toEqual(['1 COMPLETE', '1 START', '2 START']);
    expect(runsOf(collector).indexOf('1 START')).toBeLessThan(runsOf(collector).indexOf('1 COMPLETE'));
    expect(kept()).toEqual([]);
  });

  it('500, then fine: delivered within the flush', async () => {
    const collector = await collect();
    let refusals = 2;
    collector.answer = (...all) => (refusals-- > 0 ? status(500, 'oops')(...all) : accept(...all));
    const sink = sinkTo(collector.url);
    sink.send(event('1'));
    sink.send(event('1', 'COMPLETE'));
    await sink.flush(2_000);
    expect(runsOf(collector)).toEqual(['1 START', '1 COMPLETE']);
    expect(codes()).toEqual(['lineage.address-down']);
  });

  it('hangs: the flush ends in time with everything on disk, and the next one does not wait at all', async () => {
    const collector = await collect(hang);
    const sink = sinkTo(collector.url, { timeoutMs: 60_000, retryMs: [60_000] });
    sink.send(event('1'));
    sink.send(event('1', 'COMPLETE'));
    await sink.flush(200);
    expect(kept()).toHaveLength(2);
    expect(codes()).toEqual(['lineage.address-down']);
    sink.send(event('2'));
    await sink.close(100);
    expect(kept()).toHaveLength(3);
    expect(collector.requests).toHaveLength(1);
  });

  it.each([
    ['an HTML page', status(200, '<html>', { 'content-type': 'text/html; charset=utf-8' }), 'a web page'],
    ['a page that is not there', status(404), 'HTTP 404'],
    ['a redirect to a login', status(302, '', { location: '/login' }), 'HTTP 302'],
  ])('answers with %s: says that this takes no lineage, keeps the events', async (_, answer, said) => {
    const collector = await collect(answer);
    const sink = sinkTo(collector.url);
    sink.send(event('1'));
    await sink.flush(2_000);
    sink.send(event('2'));
    await sink.flush(2_000);
    expect(codes()).toEqual(['lineage.address-odd']);
    expect(warnings[0]?.render()).toContain(said);
    expect(warnings[0]?.render('ru')).toContain('OPENLINEAGE_URL');
    expect(kept()).toHaveLength(2);
    expect(collector.requests.every(({ url }) => url === '/')).toBe(true);
  });

  it('401: said once, clearly, without the token; sent when the token is right', async () => {
    const collector = await collect(status(401, '{"error":"who are you"}'));
    const sink = sinkTo(collector.url, { token: 's3cret-token' });
    for (const run of ['1', '2', '3']) {
      sink.send(event(run));
      await sink.flush(2_000);
    }
    expect(codes()).toEqual(['lineage.token-refused']);
    expect(warnings[0]?.render()).toMatch(/refuses the token.*401/);
    expect(JSON.stringify(warnings)).not.toContain('s3cret-token');
    collector.answer = accept;
    await until(() => collector.events.length === 3);
    expect(runsOf(collector)).toEqual(['1 START', '2 START', '3 START']);
  });

  it('401 without a token: says which variable to set', async () => {
    const collector = await collect(status(401));
    const sink = sinkTo(collector.url);
    sink.send(event('1'));
    await sink.flush(2_000);
    expect(warnings[0]?.render()).toMatch(/wants a token.*none is set[^]*OPENLINEAGE_API_KEY/);
  });

  it('a token that cannot be sent is not shown', async () => {
    const collector = await collect();
    const sink = sinkTo(collector.url, { token: 's3cret\ntoken' });
    sink.send(event('1'));
    await sink.flush(2_000);
    expect(codes()).toEqual(['lineage.address-down']);
    expect(warnings[0]?.render() + JSON.stringify(warnings)).not.toContain('s3cret');
    expect(kept()).toHaveLength(1);
  });

  it('an event that is refused does not hold up the others', async () => {
    const collector = await collect();
    collector.answer = (...all) =>
      collector.requests.length === 2
        ? status(422, '{"error":"no such\\n version"}')(...all)
        : accept(...all);
    const sink = sinkTo(collector.url);
    for (const run of ['1', '2', '3']) sink.send(event(run));
    await sink.flush(2_000);
    expect(runsOf(collector)).toEqual(['1 START', '3 START']);
    expect(codes()).toEqual(['lineage.event-refused']);
    expect(warnings[0]?.message).toContain('START of "delayed-flights-by-airport" (422)');
    expect(kept()).toEqual([]);
  });

  it('the disk is bounded: the oldest are dropped, and it is said', async () => {
    const collector = await collect();
    await collector.stop();
    const bytes = JSON.stringify(event('00')).length;
    const sink = sinkTo(collector.url, { bufferBytes: bytes * 10, retryMs: [60_000] });
    for (let at = 10; at < 40; at++) sink.send(event(String(at)));
    await sink.close(2_000);
    expect(kept().length).toBeLessThanOrEqual(10);
    expect(kept().length).toBeGreaterThanOrEqual(8);
    expect(codes()).toContain('lineage.events-dropped');
    await collector.listen();
    const next = sinkTo(collector.url);
    next.send(event('40'));
    await next.close(2_000);
    expect(runsOf(collector)).toContain('39 START');
    expect(runsOf(collector)).not.toContain('10 START');
  });

  it('memory is bounded where nothing comes through', async () => {
    const collector = await collect(hang);
    const sink = sinkTo(collector.url, { bufferEvents: 5 });
    for (let at = 0; at < 20; at++) sink.send(event(String(at)));
    await sink.flush(50);
    expect(kept().length).toBeLessThanOrEqual(6);
    expect(codes()).toContain('lineage.events-dropped');
  });

  it('a folder that cannot be used: said once, events stay in memory and are sent later', async () => {
    const collector = await collect();
    await collector.stop();
    writeFileSync(join(folder, 'file'), '');
    const sink = sinkTo(collector.url, { bufferFolder: join(folder, 'file') });
    sink.send(event('1'));
    await sink.flush(300);
    expect(codes().sort()).toEqual(['lineage.address-down', 'lineage.outbox-unusable']);
    await collector.listen();
    await until(() => collector.events.length === 1);
  });

  it('two processes at once deliver each event, and each run in its order', async () => {
    const collector = await collect();
    await collector.stop();
    const before = sinkTo(collector.url, { retryMs: [60_000] });
    for (let at = 0; at < 20; at++) {
      before.send(event(String(at)));
      before.send(event(String(at), 'COMPLETE'));
    }
    await before.close(2_000);
    await collector.listen();
    const two = [sinkTo(collector.url), sinkTo(collector.url)];
    two.forEach((sink, at) => sink.send(event(`of ${at}`)));
    await Promise.all(two.map((sink) => sink.close(5_000)));
    await until(() => kept().length === 0);
    expect(new Set(runsOf(collector)).size).toBe(42);
    for (let at = 0; at < 20; at++)
      expect(runsOf(collector).indexOf(`${at} START`)).toBeLessThan(
        runsOf(collector).indexOf(`${at} COMPLETE`),
      );
  });

  it('what waits on disk is for its owner only', async () => {
    const sink = sinkTo('http://127.0.0.1:9/');
    sink.send(event('1'));
    await sink.close(2_000);
    const [name] = kept();
    expect(statSync(join(folder, name!)).mode & 0o077).toBe(0);
  });
});

describe('lineage as the environment wants it', () => {
  const environment = (more: Record<string, string>) => ({ AI_ETL_LINEAGE_OUTBOX: folder, ...more });
  const told = (more: Record<string, string>) =>
    lineageFromEnvironment(environment(more), (warning) => warnings.push(warning));

  it('is not wanted without an address, or when it is disabled', () => {
    expect(told({})).toBeUndefined();
    expect(told({ OPENLINEAGE_URL: 'http://localhost:1', OPENLINEAGE_DISABLED: 'true' })).toBeUndefined();
  });

  it.each([
    ['', {}, '/api/v1/lineage'],
    ['/api/ai-etl', {}, '/api/ai-etl/api/v1/lineage'],
    ['/api/ai-etl/', {}, '/api/ai-etl/api/v1/lineage'],
    ['/', { OPENLINEAGE_ENDPOINT: '/events' }, '/events'],
  ])('joins address "%s" and endpoint %j', async (path, more, expected) => {
    const collector = await collect();
    const lineage = told({ OPENLINEAGE_URL: collector.url + path, OPENLINEAGE_API_KEY: 'key', ...more });
    lineage?.sink.send(event('1'));
    await closeEnvironmentLineage();
    expect(collector.requests).toEqual([
      { url: expected, authorization: 'Bearer key', contentType: 'application/json' },
    ]);
  });

  it.each(['localhost:5000', 'http://me:s3cret@host/'])('refuses "%s" once, without its password', (url) => {
    expect(told({ OPENLINEAGE_URL: url })).toBeUndefined();
    expect(told({ OPENLINEAGE_URL: url })).toBeUndefined();
    expect(codes()).toEqual(['lineage.bad-address']);
    expect(JSON.stringify(warnings) + warnings[0]?.render()).not.toContain('s3cret');
  });

  it('gives all runs of a process one sink', async () => {
    const one = told({ OPENLINEAGE_URL: 'http://localhost:1', AI_ETL_LINEAGE_NAMESPACE: 'team' });
    const other = told({ OPENLINEAGE_URL: 'http://localhost:1', AI_ETL_LINEAGE_NAMESPACE: 'team' });
    expect(one?.sink).toBe(other?.sink);
    expect(one?.namespace).toBe('team');
    await closeEnvironmentLineage(0);
  });
});
