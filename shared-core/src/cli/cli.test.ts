import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './main';

const flights = 'date,delay,origin\n2024-01-01,20,Москва\n2024-01-02,3,Тверь\n2024-01-03,40,Москва\n';
const pipeline = (where: string) => `
apiVersion: ai-etl/v1
name: delayed
connections:
  files: { system: file }
steps:
  - { id: flights, kind: source, connection: files, object: flights.csv }
  - { id: late, kind: filter, input: flights, where: ${where} }
  - { id: totals, kind: aggregate, input: late, by: [origin], measures: { total: sum(delay) } }
  - { id: mart, kind: target, input: totals, connection: files, object: totals.jsonl, mode: replace }
`;

describe('the command line', () => {
  const home = process.cwd();
  let folder: string;
  let stdout: string;
  let stderr: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ai-etl-cli-'));
    process.chdir(folder);
    writeFileSync('flights.csv', flights);
    writeFileSync('pipeline.yaml', pipeline('delay > 15'));
    [stdout, stderr] = ['', ''];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  const json = async (...words: string[]) => {
    const code = await main([...words, '--json', '--quiet']);
    return { code, answer: JSON.parse(stdout) };
  };

  it('teaches by example, in both languages', async () => {
    expect(await main(['copy', '--help'])).toBe(0);
    expect(stdout).toContain('$ ai-etl copy flights.csv postgresql://');
    expect(await main(['copy', '--help', '--language', 'ru'])).toBe(0);
    expect(stdout).toContain('загрузить набор данных');
  });

  it.each([[['nonsense']], [['copy', 'flights.csv']], [['profile', 'flights.csv', '--nonsense']]])(
    'answers wrong usage with 2: %j',
    async (words) => {
      expect(await main(words)).toBe(2);
      expect(stderr).toMatch(/error/);
    },
  );

  it('says in the language of the reader what it found and why', async () => {
    writeFileSync('amounts.csv', 'id,amount\n1,10\n2,20\n3,lots\n4,40\n');
    expect(await main(['profile', 'amounts.csv', '--quiet', '--language', 'ru'])).toBe(0);
    expect(stdout).toMatch(/строк 4, столбцов 2/);
    expect(stdout).toMatch(/не integer, как 3 из 4 значений|в строке 3 стоит "lots"/);
    expect(stdout).not.toMatch(/rows|columns|distinct|values|unique/);
    stdout = '';
    expect(await main(['profile', 'amounts.csv', '--quiet', '--language', 'en'])).toBe(0);
    expect(stdout).toMatch(/4 rows, 2 columns/);
    expect(stdout).not.toMatch(/[а-яё]/i);
  });

  it('profiles a file', async () => {
    const { code, answer } = await json('profile', 'flights.csv');
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      rows: 3,
      columns: [
        { name: 'date', type: 'date', nulls: 0, distinct: 3 },
        { name: 'delay', type: 'int64' },
        { name: 'origin', type: 'string' },
      ],
    });
  });

  it('answers a failure with 1 and a typed error on stdout and stderr', async () => {
    const { code, answer } = await json('profile', 'fligths.csv');
    expect(code).toBe(1);
    expect(answer.error).toMatchObject({ code: expect.stringMatching(/^connector\./), kind: 'input' });
    expect(stderr).toContain('fligths.csv');
  });

  it('copies with a ledger that balances', async () => {
    const { code, answer } = await json('copy', 'flights.csv', 'flights.parquet', '--mode', 'replace');
    expect(code).toBe(0);
    expect(answer).toMatchObject({ read: 3, written: 3, rejected: 0 });
    expect(existsSync('flights.parquet')).toBe(true);
  });

  it('validates, previews and runs a pipeline', async () => {
    expect((await json('validate', 'pipeline.yaml')).answer).toMatchObject({ ok: true, findings: [] });
    stdout = '';
    expect((await json('run', 'pipeline.yaml', '--dry-run')).answer.previews[0].rows).toEqual([
      { origin: 'Москва', total: expect.anything() },
    ]);
    expect(existsSync('totals.jsonl')).toBe(false);
    stdout = '';
    expect((await json('run', 'pipeline.yaml')).answer.ledgers).toMatchObject([
      { read: 1, written: 1, rejected: 0 },
    ]);
    // A decimal is text in JSON, so that no digit is lost.
    expect(JSON.parse(readFileSync('totals.jsonl', 'utf8'))).toEqual({ origin: 'Москва', total: '60' });
  });

  it('answers an invalid spec with 2 and the place of each problem', async () => {
    writeFileSync('bad.yaml', pipeline('dealy > 15'));
    expect(await main(['validate', 'bad.yaml'])).toBe(2);
    expect(stdout).toMatch(/bad\.yaml:8:\d+ steps\[1\]\.where: no field "dealy".*Did you mean "delay"/);
    expect(await main(['run', 'bad.yaml', '--quiet'])).toBe(2);
  });

  it('says lineage of a pipeline and of SQL', async () => {
    const { answer } = await json('lineage', 'pipeline.yaml');
    expect(answer.edges).toContainEqual(
      expect.objectContaining({
        from: expect.objectContaining({ dataset: 'flights.csv', field: 'delay' }),
        to: expect.objectContaining({ dataset: 'totals.jsonl', field: 'total' }),
        kind: 'direct',
      }),
    );
    stdout = '';
    writeFileSync(
      'mart.sql',
      'select o.id, sum(l.price) as total from orders o join lines l on l.order_id = o.id group by o.id',
    );
    expect((await json('lineage', 'mart.sql')).answer.edges).toContainEqual(
      expect.objectContaining({ from: { dataset: 'lines', field: 'price' }, to: { field: 'total' } }),
    );
  });

  it('says SQL in another dialect', async () => {
    writeFileSync('q.sql', "select count(distinct a) from t where b ilike '%x%'");
    const { answer } = await json('transpile', 'q.sql', '--to', 'clickhouse');
    expect(answer.sql).toContain('uniqExact(a)');
  });

  it('reads SQL of ClickHouse where it is told so', async () => {
    writeFileSync(
      'board.sql',
      "SELECT toStartOfMonth(date) AS month, countIf(delay > 15) AS late FROM flights FINAL PREWHERE origin = 'SVO' GROUP BY month;\nSELECT uniq(origin) FROM flights WHERE date > today() - 30 FORMAT JSON;\n",
    );
    const { answer } = await json('advise', 'flights.csv', '--queries', 'board.sql', '--from', 'clickhouse');
    expect(answer.queries).toMatchObject({
      queries: 2,
      unreadable: 0,
      aggregating: 2,
      equality: { origin: 1 },
    });
    stdout = '';
    writeFileSync('q.sql', 'SELECT uniq(a) AS n FROM t GROUP BY toDate(at) SETTINGS max_threads = 1');
    const said = await json('transpile', 'q.sql', '--from', 'clickhouse', '--to', 'postgresql');
    expect(said.answer).toMatchObject({ sql: expect.stringContaining('count(DISTINCT a)') });
    expect(said.answer.hazards.map(({ code }: { code: string }) => code)).toEqual(['estimate']);
    stdout = '';
    const refused = await json('transpile', 'q.sql', '--from', 'duckdb', '--to', 'postgresql');
    expect(refused.code).toBe(1);
  });

  it('turns a sentence into a pipeline or a question', async () => {
    const { code, answer } = await json(
      'generate',
      'загружай flights.csv в PostgreSQL каждый день в 6 утра, только с delay больше 15',
      '--about',
      'flights.csv',
    );
    expect(code).toBe(0);
    expect(answer).toMatchObject({ status: 'ok', spec: { schedule: { cron: '0 6 * * *' } } });
  });

  it('compiles into a folder, and deploys into the folder of DAGs', async () => {
    writeFileSync(
      'pipeline.yaml',
      pipeline('delay > 15')
        .replace('system: file }\nsteps', 'system: file }\n  warehouse: { system: postgresql }\nsteps')
        .replace('connection: files, object: totals.jsonl', 'connection: warehouse, object: public.totals'),
    );
    expect(await main(['compile', 'pipeline.yaml', '--to', 'airflow', '--out', 'build'])).toBe(0);
    expect(readFileSync('build/dags/delayed.py', 'utf8')).toContain('with DAG(');
    expect(await main(['deploy', 'pipeline.yaml'])).toBe(2);
    expect(stderr).toContain('--dags');
    expect(await main(['deploy', 'pipeline.yaml', '--dags', 'build/dags', '--with', 'version=2.11'])).toBe(0);
    expect(readFileSync('build/dags/delayed.py', 'utf8')).toContain('from airflow import DAG');
  });

  it('writes a report', async () => {
    expect(
      await main([
        'report',
        'data-analysis',
        'flights.csv',
        '--format',
        'markdown',
        '--out',
        '-',
        '--language',
        'ru',
        '--quiet',
      ]),
    ).toBe(0);
    expect(stdout).toContain('# Анализ данных');
  });

  it('reads connections from datasources.yaml, each key overridable, and never shows a secret', async () => {
    writeFileSync(
      'datasources.yaml',
      'connections:\n  shop: { system: postgresql, host: 127.0.0.1, port: 1, user: me, password: s3cret-word }\n',
    );
    expect(await main(['test', 'shop', '--quiet'])).toBe(1);
    expect(stderr).toContain('127.0.0.1:1');
    expect(stderr + stdout).not.toContain('s3cret-word');
    process.env.AI_ETL_SHOP_PORT = '2';
    try {
      expect(await main(['test', 'shop', '--quiet'])).toBe(1);
      expect(stderr).toContain('127.0.0.1:2');
    } finally {
      delete process.env.AI_ETL_SHOP_PORT;
    }
    expect(await main(['profile', 'shopp#public.orders', '--quiet'])).toBe(2);
    expect(stderr).toContain('there are: shop');
    writeFileSync('datasources.yaml', 'connections:\n  shop: { system: postgresql, hots: 127.0.0.1 }\n');
    expect(await main(['test', 'shop', '--quiet'])).toBe(2);
    expect(stderr).toContain('postgresql has no setting "hots". Did you mean "host"?');
  });
});
