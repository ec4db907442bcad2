import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { parse } from 'yaml';
import { startPostgresServer } from '../../local';
import { compile } from '../index';
import { cases } from '../testing/cases';
import { writeRepository } from './testing/on-disk';

const root = join(__dirname, '../../../..');
const bin = (version: string) => join(root, '.venvs', `airflow-${version}`, 'bin');
const mustRun = process.env.AI_ETL_ALL === '1';
if (!mustRun) console.warn('skipped: repositories in a real Airflow need Python (npm test -- --all)');

const run = promisify(execFile);
const flights =
  'date,delay,distance,origin,destination\n2024-01-01 06:00:00,20,600,SVO,LED\n2024-01-02 06:00:00,40,600,LED,SVO\n';

(mustRun ? describe : describe.skip)("a repository's own tests, in a real Airflow", () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'ai-etl-repository-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const wanted = ['flagship', 'cyrillic', 'quality'].flatMap((name) =>
    ['2.11', '3.3'].map((version) => [name, version] as const),
  );

  it.each(wanted)(
    'pass for %s on %s, and fail once a row is another',
    async (name, version) => {
      expect(existsSync(join(bin(version), 'pytest'))).toBe(true);
      const { text, schemas } = cases.find((one) => one.name === name)!;
      const { files } = await compile(text, 'airflow-repository', { schemas, version });
      const home = join(folder, `${name}-${version}`);
      writeRepository(home, files);
      const { stdout } = await pytest(version, home);
      expect(stdout).toMatch(/\d+ passed/);
      expect(stdout).not.toMatch(/failed|skipped|error/i);

      const expected = Object.keys(files).find((path) => path.startsWith('tests/expected/'))!;
      writeFileSync(
        join(home, expected),
        readFileSync(join(home, expected), 'utf8').replace(/\n"[^"]*"/, '\n"x"'),
      );
      await expect(pytest(version, home)).rejects.toMatchObject({
        stdout: expect.stringContaining('1 failed'),
      });
    },
    240_000,
  );

  it.each(['2.11', '3.3'])(
    "run the pipeline once on %s by the README's own commands",
    async (version) => {
      const server = await startPostgresServer();
      try {
        const { text, schemas } = cases.find(({ name }) => name === 'flagship')!;
        const spec = parse(text);
        spec.connections.warehouse.system = 'postgresql';
        spec.steps.at(-1).object = 'public.delayed_flights';
        const { files } = await compile(spec, 'airflow-repository', { schemas, version });
        const home = join(folder, `once-${version}`);
        writeRepository(home, files);
        writeFileSync(join(home, 'flights.csv'), flights);
        const [, steps] = /## Run it[\s\S]*?```sh\n([\s\S]*?)```/.exec(files['README.md']!)!;
        const { host, port, user, password, database } = server;
        const filled = {
          FILES: { conn_type: 'fs', extra: { path: home } },
          WAREHOUSE: { conn_type: 'postgres', host, port, login: user, password, schema: database },
        };
        const env = Object.entries(filled).map(
          ([name, value]) => `AIRFLOW_CONN_${name}='${JSON.stringify(value)}'\n`,
        );
        const fill = `cp .env.example .env && printf %s "$FILLED" > .env`;
        const script = steps!.replace(/cp \.env\.example \.env.*/, fill);
        expect(script).toContain(fill);
        await run('bash', ['-euc', script], {
          cwd: home,
          maxBuffer: 64 << 20,
          env: {
            ...process.env,
            FILLED: env.join(''),
            PATH: `${bin(version)}:${process.env.PATH}`,
            PYTHONWARNINGS: 'ignore',
          },
        });
        const client = new Client({ host, port, user, password, database });
        await client.connect();
        const { rows } = await client.query('SELECT origin FROM public.delayed_flights ORDER BY origin');
        await client.end();
        expect(rows).toEqual([{ origin: 'LED' }, { origin: 'SVO' }]);
      } finally {
        await server.stop();
      }
    },
    240_000,
  );

  const pytest = (version: string, cwd: string) =>
    run(join(bin(version), 'python'), ['-m', 'pytest', '-q'], {
      cwd,
      maxBuffer: 64 << 20,
      env: { ...process.env, PATH: `${bin(version)}:${process.env.PATH}`, PYTHONWARNINGS: 'ignore' },
    });
});
