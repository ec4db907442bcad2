import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filesOf, writeFiles } from './testing/emitted';
import { forms } from './testing/forms';
import { portalForTests } from './testing/portal-for-tests';

const run = promisify(execFile);
const root = join(__dirname, '../../..');
const mustRun = process.env.AI_ETL_ALL === '1';

jest.setTimeout(240_000);

(mustRun ? describe : describe.skip)("a template's repository, tested by itself in a real Airflow (npm test -- --all)", () => {
  const portal = portalForTests();

  it.each(Object.entries(forms).flatMap(([name, form]) => ['2.11', '3.3'].map(airflow => ({ name, airflow, form }))))(
    '$name on Airflow $airflow',
    async ({ name, airflow, form }) => {
      const { status, body } = await portal.dryRun(name, { ...form, airflow, publish: 'portal' });
      expect([status, body.error]).toEqual([200, undefined]);
      const home = mkdtempSync(join(tmpdir(), 'ai-etl-repository-'));
      writeFiles(home, filesOf(body));
      const bin = join(root, '.venvs', `airflow-${airflow}`, 'bin');
      const environment = { ...process.env, PATH: `${bin}:${process.env.PATH}`, PYTHONWARNINGS: 'ignore' };
      const { stdout } = await run(join(bin, 'python'), ['-m', 'pytest', '-q'], { cwd: home, env: environment, maxBuffer: 64 << 20 });
      expect(stdout).toMatch(/^2 passed/m);
    },
  );
});
