import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { compile } from '../index';
import { cases } from '../testing/cases';
import { writeRepository } from './testing/on-disk';

const mustRun = process.env.AI_ETL_ALL === '1';
if (!mustRun) console.warn("skipped: a repository's own checks need Python (npm test -- --all)");

const run = promisify(execFile);

(mustRun ? describe : describe.skip)("a repository's own checks, as its CI and its hooks run them", () => {
  let home: string;
  let environment: NodeJS.ProcessEnv;
  let files: Record<string, string>;

  const bash = (command: string) =>
    run('bash', ['-euo', 'pipefail', '-c', command], { cwd: home, env: environment, maxBuffer: 64 << 20 });

  beforeAll(async () => {
    const { text, schemas } = cases.find(({ name }) => name === 'incremental-merge')!;
    ({ files } = await compile(text, 'airflow-repository', { schemas, version: '3.3' }));
    home = mkdtempSync(join(tmpdir(), 'ai-etl-checks-'));
    writeRepository(home, files);
    await run('python3.11', ['-m', 'venv', join(home, '.venv')]);
    environment = {
      ...process.env,
      PATH: `${join(home, '.venv', 'bin')}:${process.env.PATH}`,
      PRE_COMMIT_HOME: join(home, '.venv', 'pre-commit'),
      PYTHONWARNINGS: 'ignore',
    };
  }, 120_000);

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("pass: GitHub's steps in their order, which are GitLab's, then the hooks in a git repository", async () => {
    const github = parse(files['.github/workflows/ci.yml']!) as {
      jobs: { check: { steps: { run?: string }[] } };
    };
    const gitlab = parse(files['.gitlab-ci.yml']!) as { check: { script: string[] } };
    const steps = github.jobs.check.steps.flatMap((step) => (step.run ? [step.run] : []));
    expect(steps).toEqual(gitlab.check.script);
    for (const step of steps) await bash(step);

    await bash('git init -q -b main && git add -A');
    const { stdout } = await bash('pre-commit run --all-files --color never');
    expect(stdout.match(/Passed$/gm)).toHaveLength(8);
    expect((await bash('git status --porcelain | grep -v "^A " || true')).stdout).toBe('');
  }, 1_800_000);

  it('fail once somebody breaks a file', async () => {
    writeFileSync(join(home, 'pipeline.yaml'), 'a: [1\n');
    await expect(bash('pre-commit run --all-files --color never')).rejects.toMatchObject({
      stdout: expect.stringMatching(/YAML is well formed.*Failed/),
    });
    writeFileSync(join(home, 'tests', 'conftest.py'), 'import os\n');
    await expect(bash('ruff check .')).rejects.toMatchObject({ stdout: expect.stringContaining('F401') });
  }, 300_000);
});
