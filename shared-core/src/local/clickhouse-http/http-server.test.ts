import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { startClickHouseServer, type LocalServerHandle } from '..';

let server: LocalServerHandle;
let client: ClickHouseClient;
let base: string;
let authorization: string;

beforeAll(async () => {
  server = await startClickHouseServer();
  base = `http://${server.host}:${server.port}`;
  authorization = `Basic ${Buffer.from(`${server.user}:${server.password}`).toString('base64')}`;
  client = createClient({ url: base, password: server.password, log: { level: ClickHouseLogLevel.OFF } });
}, 60_000);
afterAll(async () => {
  await client?.close();
  await server?.stop();
});

type Parameters = Record<string, string | number>;

const urlOf = (parameters: Parameters = {}) =>
  `${base}/?${new URLSearchParams(Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]))}`;

async function ask(
  body: string | Buffer,
  parameters: Parameters = {},
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(urlOf(parameters), {
    method: 'POST',
    headers: { authorization, ...headers },
    body,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const answer = async (sql: string, parameters?: Parameters) => (await ask(sql, parameters)).text.trimEnd();

const runningLike = (pattern: string) =>
  answer(
    `SELECT count() FROM system.processes WHERE query LIKE '%${pattern}%' AND query NOT LIKE '%system.processes%'`,
  );

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20);
}

describe('the HTTP interface of ClickHouse', () => {
  it('answers a ping to anybody', async () => {
    for (const path of ['/ping', '/', '/replicas_status'])
      expect(await (await fetch(base + path)).text()).toBe('Ok.\n');
    expect((await fetch(`${base}/elsewhere`)).status).toBe(404);
  });

  it.each<[string, Parameters, () => Record<string, string>]>([
    ['basic authorization', {}, () => ({ authorization })],
    [
      'its own headers',
      {},
      () => ({ 'x-clickhouse-user': server.user, 'x-clickhouse-key': server.password }),
    ],
    ['the URL', {}, () => ({})],
  ])('lets the user in by %s', async (way, _, headers) => {
    const query = way === 'the URL' ? `?user=${server.user}&password=${server.password}` : '';
    const response = await fetch(`${base}/${query}`, {
      method: 'POST',
      headers: headers(),
      body: 'SELECT 1',
    });
    expect(await response.text()).toBe('1\n');
  });

  it.each<[string, Record<string, string>]>([
    ['no password', {}],
    ['a wrong password', { 'x-clickhouse-user': 'default', 'x-clickhouse-key': 'wrong' }],
    ['an unknown user', { 'x-clickhouse-user': 'nobody', 'x-clickhouse-key': 'wrong' }],
  ])('refuses %s with 516', async (_, headers) => {
    const response = await fetch(base, { method: 'POST', headers, body: 'SELECT 1' });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-clickhouse-exception-code')).toBe('516');
    expect(await response.text()).toMatch(/^Code: 516\. DB::Exception: .*\(AUTHENTICATION_FAILED\)/);
  });

  it('takes a statement in the URL, in the body, or split', async () => {
    const get = await fetch(urlOf({ query: 'SELECT 1' }), { headers: { authorization } });
    expect(await get.text()).toBe('1\n');
    expect(await answer('SELECT 2')).toBe('2');
    expect(await answer('+ 1', { query: 'SELECT 2' })).toBe('3');
  });

  it('changes nothing on GET', async () => {
    const response = await fetch(urlOf({ query: 'CREATE TABLE by_get (a Int32) ENGINE = Memory' }), {
      headers: { authorization },
    });
    expect(response.headers.get('x-clickhouse-exception-code')).toBe('164');
  });

  it('honours settings, database and format of a request, and forgets them', async () => {
    await ask('CREATE DATABASE other');
    const facts = `SELECT getSetting('max_block_size'), currentDatabase()`;
    expect(await answer(facts, { max_block_size: 3, database: 'other', default_format: 'CSV' })).toBe(
      '3,"other"',
    );
    expect(await answer(facts)).toMatch(/^\d{4,}\tdefault$/);
    expect((await ask('SELECT 1', { nosuch_setting: 1 })).headers.get('x-clickhouse-exception-code')).toBe(
      '115',
    );
    expect((await ask('SELECT 1', { database: 'nosuch' })).headers.get('x-clickhouse-exception-code')).toBe(
      '81',
    );
  });

  it('never reads a value of a parameter or a setting as SQL', async () => {
    const value = `'; DROP TABLE t; -- \\ " \` я`;
    expect(
      await answer('SELECT {v:String} = unhex({h:String})', {
        param_v: value.replaceAll('\\', '\\\\'),
        param_h: Buffer.from(value).toString('hex'),
      }),
    ).toBe('1');
    expect(
      await answer(`SELECT getSetting('log_comment') = unhex({h:String})`, {
        log_comment: value,
        param_h: Buffer.from(value).toString('hex'),
      }),
    ).toBe('1');
    expect(
      await answer('SELECT {a:Array(UInt8)}, {n:Nullable(String)}, {d:Date}', {
        param_a: '[1,2]',
        param_n: '\\N',
        param_d: '2024-05-01',
      }),
    ).toBe('[1,2]\t\\N\t2024-05-01');
    expect(
      await answer('SELECT count() > 0 FROM {db:Identifier}.{t:Identifier}', {
        param_db: 'system',
        param_t: 'tables',
      }),
    ).toBe('1');
    expect((await ask('SELECT {v:UInt8}')).headers.get('x-clickhouse-exception-code')).toBe('456');
  });

  it('tells what it did in headers', async () => {
    const { headers } = await ask('SELECT number FROM numbers(5) FORMAT JSONEachRow', {
      query_id: 'my query',
    });
    expect(headers.get('x-clickhouse-query-id')).toBe('my query');
    expect(headers.get('x-clickhouse-format')).toBe('JSONEachRow');
    expect(headers.get('x-clickhouse-timezone')).toBeTruthy();
    expect(JSON.parse(headers.get('x-clickhouse-summary')!)).toMatchObject({ read_rows: '5' });
    await ask('CREATE TABLE counted (a Int32) ENGINE = Memory');
    const inserted = await ask('1\n2\n3\n', { query: 'INSERT INTO counted FORMAT CSV' });
    expect(JSON.parse(inserted.headers.get('x-clickhouse-summary')!)).toMatchObject({ written_rows: '3' });
  });

  it.each([
    ['SELEC 1', 400, 62],
    ['SELECT 1; SELECT 2', 400, 62],
    ['SELECT nosuch', 404, 47],
    ['SELECT * FROM nosuch', 404, 60],
    ['SELECT 1 FORMAT Nosuch', 404, 73],
    ['SELECT throwIf(1)', 500, 395],
    ['', 400, 62],
  ])('answers an error with status, code and text: %s', async (sql, status, code) => {
    const got = await ask(sql);
    expect(got.status).toBe(status);
    expect(got.headers.get('x-clickhouse-exception-code')).toBe(String(code));
    expect(got.text).toMatch(
      new RegExp(`^Code: ${code}\\. DB::Exception: (?!Code:).*\\([A-Z_]+\\) \\(version [\\d.]+\\)\\n$`, 's'),
    );
    expect(got.text).not.toContain('OUTFILE');
  });

  it('names the row and the column that do not fit, and not its own pipes', async () => {
    await ask('CREATE TABLE strict (a Int32, b String) ENGINE = Memory');
    const { text } = await ask('1,x\nq,y\n', { query: 'INSERT INTO strict FORMAT CSV' });
    expect(text).toContain('(at row 2)');
    expect(text).toMatch(/name: a, type: Int32,\s+ERROR/);
    expect(text).not.toMatch(/pipe-|in file/);
  });

  describe('compression', () => {
    it.each([
      ['gzip', gunzipSync],
      ['zstd', zstdDecompressSync],
    ])('of results: %s', async (encoding, decompress) => {
      const bytes = await new Promise<Buffer>((resolve, reject) => {
        const request = httpRequest(
          urlOf({ enable_http_compression: 1 }),
          { method: 'POST', headers: { authorization, 'accept-encoding': encoding } },
          (response) => {
            expect(response.headers['content-encoding']).toBe(encoding);
            response.toArray().then((pieces) => resolve(Buffer.concat(pieces as Buffer[])), reject);
          },
        );
        request.end('SELECT number FROM numbers(1000000) FORMAT TSV');
      });
      expect(decompress(bytes).toString().split('\n')).toHaveLength(1_000_001);
    });

    it.each([
      ['gzip', gzipSync],
      ['zstd', zstdCompressSync],
    ])('of data: %s', async (encoding, compress) => {
      const table = `packed_${encoding}`;
      await ask(`CREATE TABLE ${table} (a Int32) ENGINE = Memory`);
      const { status } = await ask(
        compress(Buffer.from('1\n2\n')),
        { query: `INSERT INTO ${table} FORMAT CSV` },
        { 'content-encoding': encoding },
      );
      expect(status).toBe(200);
      expect(await answer(`SELECT sum(a) FROM ${table}`)).toBe('3');
    });

    it('of statement and data together, as clickhouse-connect sends them: lz4', async () => {
      await ask('CREATE TABLE mixed (a UInt64, b String) ENGINE = Memory');
      // The engine's own LZ4 frames, of rows that compress well and of many blocks.
      const packed = await new Promise<Buffer>((resolve, reject) => {
        const headers = { authorization, 'accept-encoding': 'lz4' };
        const request = httpRequest(
          urlOf({ enable_http_compression: 1 }),
          { method: 'POST', headers },
          (response) => {
            response.toArray().then((pieces) => resolve(Buffer.concat(pieces as Buffer[])), reject);
          },
        );
        request.end(
          `SELECT concat('INSERT INTO mixed FORMAT CSV\\n', arrayStringConcat(arrayMap(i -> concat(toString(i), ',row ', toString(i)), range(300000)), '\\n')) FORMAT RawBLOB`,
        );
      });
      expect((await ask(packed, {}, { 'content-encoding': 'lz4' })).text).toBe('');
      expect(await answer('SELECT count(), sum(a), max(b) FROM mixed')).toBe(
        '300000\t44999850000\trow 99999',
      );
    });

    it.each<[string, Parameters, Record<string, string>]>([
      ['an unknown encoding', { query: 'INSERT INTO x FORMAT CSV' }, { 'content-encoding': 'sdch' }],
      ['native blocks', { compress: 1 }, {}],
    ])('refuses %s with 48', async (_, parameters, headers) => {
      expect((await ask('SELECT 1', parameters, headers)).headers.get('x-clickhouse-exception-code')).toBe(
        '48',
      );
    });
  });

  describe('sessions', () => {
    it('keep what was set, and end', async () => {
      const session = { session_id: 's1', session_timeout: 1 };
      await ask('CREATE TEMPORARY TABLE mine AS SELECT 42 AS x', session);
      await ask('SET max_block_size = 7', session);
      await ask('USE system', session);
      expect(
        await answer(`SELECT x, getSetting('max_block_size'), currentDatabase() FROM mine`, session),
      ).toBe('42\t7\tsystem');
      expect((await ask('SELECT * FROM mine')).headers.get('x-clickhouse-exception-code')).toBe('60');
      const check = () => ask('SELECT 1', { ...session, session_check: 1 });
      await delay(1100);
      expect((await check()).headers.get('x-clickhouse-exception-code')).toBe('372');
    });

    it('serve one request at a time', async () => {
      const slow = ask('SELECT sleep(1)', { session_id: 's2' });
      await until(async () => (await runningLike('sleep(1)')) === '1');
      expect((await ask('SELECT 1', { session_id: 's2' })).headers.get('x-clickhouse-exception-code')).toBe(
        '373',
      );
      expect((await slow).status).toBe(200);
    });
  });

  describe('long results', () => {
    it('stream: the first rows come while the last are not made', async () => {
      const response = await fetch(base, {
        method: 'POST',
        headers: { authorization },
        body: 'SELECT number FROM numbers(1000000000000) FORMAT TSV',
      });
      const reader = response.body!.getReader();
      expect(Buffer.from((await reader.read()).value!).toString()).toMatch(/^0\n1\n2\n/);
      await reader.cancel();
      await until(async () => (await runningLike('numbers(1000000000000)')) === '0');
    });

    it('that fail in the middle end with the reason', async () => {
      const rows = await client.query({
        query: 'SELECT throwIf(number > 3000000) AS t, number FROM numbers(10000000)',
        format: 'JSONEachRow',
      });
      const drain = async () => {
        for await (const _ of rows.stream());
      };
      await expect(drain()).rejects.toMatchObject({ code: '395' });
    });

    it('wait for their end where that is asked for', async () => {
      const sql = 'SELECT throwIf(number > 3000000) AS t, number FROM numbers(10000000)';
      expect((await ask(sql, { wait_end_of_query: 1 })).headers.get('x-clickhouse-exception-code')).toBe(
        '395',
      );
      const { text, headers } = await ask('SELECT number FROM numbers(1000000)', { wait_end_of_query: 1 });
      expect(text.length).toBe(6_888_890);
      expect(JSON.parse(headers.get('x-clickhouse-summary')!)).toMatchObject({ read_rows: '1000000' });
    });

    it('do not hold up others', async () => {
      const sql = 'SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))';
      const stopping = new AbortController();
      const slow = [1, 2, 3].map(() =>
        fetch(base, { method: 'POST', headers: { authorization }, body: sql, signal: stopping.signal }).catch(
          () => undefined,
        ),
      );
      await until(async () => (await runningLike('sipHash64')) === '3');
      expect(await (await fetch(`${base}/ping`)).text()).toBe('Ok.\n');
      expect(await answer('SELECT 1')).toBe('1');
      stopping.abort();
      await Promise.all(slow);
      // A client that goes away takes its statement with it.
      await until(async () => (await runningLike('sipHash64')) === '0');
    });
  });

  describe('inserts', () => {
    it('stream as one statement, in any format', async () => {
      await ask(
        'CREATE TABLE streamed (n UInt64, t String DEFAULT toString(n * 2)) ENGINE = MergeTree ORDER BY n',
      );
      const lines = Readable.from(
        (function* () {
          for (let i = 0; i < 300; i++)
            yield Array.from({ length: 1000 }, (_, k) => `${i * 1000 + k}\n`).join('');
        })(),
        { objectMode: false },
      );
      await client.insert({ table: 'streamed', values: lines, format: 'CSV', columns: ['n'] });
      expect(await answer('SELECT count(), sum(n), any(t = toString(n * 2)) FROM streamed')).toBe(
        '300000\t44999850000\t1',
      );
    });

    it('of Parquet and Native come back as they went', async () => {
      for (const format of ['Parquet', 'Native', 'ArrowStream', 'RowBinary', 'Avro']) {
        const table = `t_${format}`;
        await ask(`CREATE TABLE ${table} (n Int64, s String) ENGINE = Memory`);
        const response = await fetch(base, {
          method: 'POST',
          headers: { authorization },
          body: `SELECT toInt64(number) AS n, 'я' AS s FROM numbers(10) FORMAT ${format}`,
        });
        const { status } = await ask(Buffer.from(await response.arrayBuffer()), {
          query: `INSERT INTO ${table} FORMAT ${format}`,
        });
        expect([format, status]).toEqual([format, 200]);
        expect(await answer(`SELECT count(), sum(n), any(s) FROM ${table}`)).toBe('10\t45\tя');
      }
    });

    it('take their values from the statement', async () => {
      await ask('CREATE TABLE said (a Int32, b Array(String)) ENGINE = Memory');
      await ask(`INSERT INTO said VALUES (1, ['x']), (1 + 1, [concat('y', 'z')]);`);
      await ask(`INSERT INTO said (a) SELECT n * 10 FROM input('n Int32') WHERE n > 1 FORMAT CSV\n1\n2\n`);
      expect(await answer('SELECT sum(a), groupArrayArray(b) FROM (SELECT * FROM said ORDER BY a)')).toBe(
        `23\t['x','yz']`,
      );
    });

    it('may take no more of their data than they want', async () => {
      await ask('CREATE TABLE enough (n Int32) ENGINE = Memory');
      const sql = `INSERT INTO enough SELECT n FROM input('n Int32') LIMIT 2 FORMAT CSV`;
      expect((await ask('1\n'.repeat(2_000_000), { query: sql })).status).toBe(200);
      expect(await answer('SELECT sum(n) FROM enough')).toBe('2');
    });

    it('of a client that goes away in the middle leave nothing, not even what had come', async () => {
      await ask('CREATE TABLE broken_off (a Int32) ENGINE = MergeTree ORDER BY a');
      const request = httpRequest(urlOf({ query: 'INSERT INTO broken_off FORMAT CSV' }), {
        method: 'POST',
        headers: { authorization, 'transfer-encoding': 'chunked' },
      });
      request.on('error', () => undefined);
      request.write('1\n'.repeat(100_000));
      await until(async () => (await runningLike('broken_off')) === '1');
      request.destroy();
      await until(async () => (await runningLike('broken_off')) === '0');
      expect(await answer('SELECT count() FROM broken_off')).toBe('0');
    });

    it('that are refused early answer while the client still sends', async () => {
      const request = httpRequest(urlOf({ query: 'INSERT INTO nosuch FORMAT CSV' }), {
        method: 'POST',
        headers: { authorization },
      });
      request.on('error', () => undefined);
      request.write('1\n');
      const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
      expect(response.headers['x-clickhouse-exception-code']).toBe('60');
      request.destroy();
    });
  });

  it('runs more statements than it has turns, each in its own right', async () => {
    const sums = await Promise.all(
      Array.from({ length: 60 }, (_, i) => answer('SELECT {i:UInt32} + sleep(0.05)', { param_i: i })),
    );
    expect(sums).toEqual(Array.from({ length: 60 }, (_, i) => String(i)));
  });

  it('exchanges tables, since its databases are Atomic', async () => {
    await ask('CREATE DATABASE swapped');
    expect(await answer(`SELECT engine FROM system.databases WHERE name = 'swapped'`)).toBe('Atomic');
    for (const name of ['default.a', 'default.b', 'swapped.a', 'swapped.b'])
      await ask(`CREATE TABLE ${name} ENGINE = MergeTree ORDER BY x AS SELECT '${name}' AS x`);
    for (const database of ['default', 'swapped']) {
      expect((await ask(`EXCHANGE TABLES ${database}.a AND ${database}.b`)).status).toBe(200);
      expect(await answer(`SELECT x FROM ${database}.a`)).toBe(`${database}.b`);
    }
  });

  it('serves curl', async () => {
    const curl = promisify(execFile);
    const found = await curl('curl', ['--version']).catch(() => undefined);
    if (!found) return console.warn('skipped: there is no curl on this machine');
    const { stdout } = await curl('curl', [
      '-sS',
      '-u',
      `${server.user}:${server.password}`,
      `${base}/?query=SELECT+1`,
    ]);
    expect(stdout).toBe('1\n');
    await curl('curl', [
      '-sS',
      '-u',
      `${server.user}:${server.password}`,
      base,
      '-d',
      'CREATE TABLE curled (a Int32) ENGINE = Memory',
    ]);
    await curl('curl', [
      '-sS',
      '-u',
      `${server.user}:${server.password}`,
      `${base}/?query=INSERT+INTO+curled+FORMAT+CSV`,
      '--data-binary',
      '1\n2\n',
    ]);
    expect(await answer('SELECT sum(a) FROM curled')).toBe('3');
  });
});
