import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filesOf, writeFiles } from './testing/emitted';
import { forms } from './testing/forms';
import { portalForTests } from './testing/portal-for-tests';

const run = promisify(execFile);
/** What docker/repository-checks/requirements.txt installs. */
const bin = join(__dirname, '../../../.venvs/repository-checks/bin');
const mustRun = process.env.AI_ETL_ALL === '1';

jest.setTimeout(240_000);

/** By what it looks at: the program, and something that it has to find wrong. */
const checkers = {
  'docs, as TechDocs builds them': {
    command: ['mkdocs', 'build', '--strict', '--site-dir', '.site'],
    breaks: { 'docs/index.md': '[nowhere](nowhere.md)\n' },
  },
  Dockerfile: { command: ['hadolint', 'Dockerfile'], breaks: { Dockerfile: 'FROM debian\nRUN cd /\n' } },
  "GitHub's workflow": {
    command: ['check-jsonschema', '--builtin-schema', 'vendor.github-workflows', '.github/workflows/ci.yml'],
    breaks: { '.github/workflows/ci.yml': 'on: push\njobs: { check: { steps: [] } }\n' },
  },
  "GitLab's pipeline": {
    command: ['check-jsonschema', '--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci', '.gitlab-ci.yml'],
    breaks: { '.gitlab-ci.yml': 'stages: [image]\nimage: { stage: image, script: [docker build .] }\n' },
  },
};

(mustRun ? describe : describe.skip)("a template's repository, before the checkers of its hosts (npm test -- --all)", () => {
  const portal = portalForTests();
  const homes = mkdtempSync(join(tmpdir(), 'ai-etl-checkers-'));
  afterAll(() => rmSync(homes, { recursive: true, force: true }));

  it.each(Object.keys(forms))('passes them all: %s', async name => {
    const home = join(homes, name);
    const { status, body } = await portal.dryRun(name, { ...forms[name], airflow: '3.3', publish: 'portal' });
    expect([status, body.error]).toEqual([200, undefined]);
    writeFiles(home, filesOf(body));
    const check = async ([program, ...parameters]: string[]) =>
      run(join(bin, program!), parameters, { cwd: home, env: { ...process.env, NO_MKDOCS_2_WARNING: '1' } });
    for (const { command } of Object.values(checkers)) await check(command);
    for (const { command, breaks } of Object.values(checkers)) {
      writeFiles(home, breaks);
      await expect(check(command)).rejects.toMatchObject({ code: 1 });
    }
  });
});
