import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { compile } from '../index';
import { cases } from '../testing/cases';

const root = join(__dirname, '../../../..');
const bin = (version: string) => join(root, '.venvs', `airflow-${version}`, 'bin');
const mustRun = process.env.AI_ETL_ALL === '1';
if (!mustRun) console.warn('skipped: repositories in a real Airflow need Python (npm test -- --all)');

const run = promisify(execFile);

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
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(home, path)), { recursive: true });
        writeFileSync(join(home, path), content);
      }
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

  const pytest = (version: string, cwd: string) =>
    run(join(bin(version), 'python'), ['-m', 'pytest', '-q'], {
      cwd,
      maxBuffer: 64 << 20,
      env: { ...process.env, PATH: `${bin(version)}:${process.env.PATH}`, PYTHONWARNINGS: 'ignore' },
    });
});
