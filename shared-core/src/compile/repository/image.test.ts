import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { binOf } from '../airflow/testing/real-airflow';
import { compile } from '../index';
import { cases } from '../testing/cases';
import { ImageEngine } from './testing/ImageEngine';
import { writeRepository } from './testing/on-disk';

const obstacle =
  process.env.AI_ETL_ALL === '1'
    ? ImageEngine.obstacle
    : 'images need buildah, mmdebstrap and an Airflow (npm test -- --all)';
if (obstacle) console.warn(`skipped: ${obstacle}`);

const run = promisify(execFile);
const version = '3.3';

const listing = `
import json, logging, os
logging.disable()
from airflow.dag_processing.dagbag import DagBag
from importlib.metadata import version
bag = DagBag()
found = [os.path.join(home, name) for home, _, names in os.walk("/opt/airflow") for name in names]
print("\\n" + json.dumps({
    "user": os.getuid(),
    "dags": list(bag.dags),
    "errors": bag.import_errors,
    "openlineage": version("apache-airflow-providers-openlineage"),
    "files": sorted(found),
}))`;

(obstacle ? describe.skip : describe)('the image jobs of CI, with buildah for docker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ai-etl-image-'));
  let engine: ImageEngine;

  beforeAll(async () => {
    engine = new ImageEngine();
    const { Dockerfile } = await filesOf('flagship');
    const [, base] = /^FROM (\S+)$/m.exec(Dockerfile!)!;
    const packages = join(binOf(version), '../lib/python3.11/site-packages');
    await engine.makeAirflow(base!, packages, ['apache-airflow-providers-openlineage']);
  }, 900_000);
  afterAll(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  it.each([
    ['GitHub', 'flagship'],
    ['GitLab', 'cyrillic'],
  ] as const)(
    'of %s makes an image of %s in which Airflow loads the DAG, and that holds nothing else of the repository',
    async (host, name) => {
      const files = await filesOf(name);
      const home = join(folder, name);
      writeRepository(home, files);
      writeFileSync(join(home, '.env'), 'AIRFLOW_CONN_WAREHOUSE=secret\n');
      const commit = `c0ffee-${name}`;
      for (const step of imageSteps[host](files)) {
        const PATH = `${engine.bin}:${process.env.PATH}`;
        const env = { ...process.env, PATH, GITHUB_SHA: commit, CI_COMMIT_SHA: commit };
        await run('sh', ['-euc', step], { cwd: home, env, maxBuffer: 64 << 20 });
      }

      const said = await engine.says(`pipeline:${commit}`, 'python', '-c', listing);
      const found = JSON.parse(said.slice(said.lastIndexOf('\n')));
      const { spec } = cases.find((one) => one.name === name)!;
      expect(found).toMatchObject({ user: 50000, errors: {} });
      expect(found.dags).toHaveLength(1);
      expect(files['dags/' + found.files.find(isDag).split('/').at(-1)]).toContain(spec.name);
      expect(files['constraints.txt']).toContain(
        `apache-airflow-providers-openlineage==${found.openlineage}\n`,
      );
      const compiled = Object.keys(files).filter((path) => path.startsWith('dags/'));
      expect(found.files.filter(isOurs)).toEqual(compiled.map((path) => `/opt/airflow/${path}`).sort());
    },
    300_000,
  );

  it('fails where what is asked for contradicts the constraints', async () => {
    const home = join(folder, 'contradiction');
    writeRepository(home, { ...(await filesOf('flagship')), 'requirements.txt': 'apache-airflow==2.0.0\n' });
    const built = run(join(engine.bin, 'docker'), ['build', '--tag', 'contradiction', '.'], { cwd: home });
    await expect(built).rejects.toMatchObject({ stderr: expect.stringMatching(/conflict/i) });
  }, 300_000);
});

type Files = Record<string, string>;

async function filesOf(name: string): Promise<Files> {
  const { text, schemas } = cases.find((one) => one.name === name)!;
  return (await compile(text, 'airflow-repository', { schemas, version })).files;
}

/** What the job that makes the image runs. */
const imageSteps: Record<'GitHub' | 'GitLab', (files: Files) => string[]> = {
  GitHub: (files) => {
    const { jobs } = parse(files['.github/workflows/ci.yml']!) as {
      jobs: { image: { steps: { run?: string }[] } };
    };
    return jobs.image.steps.flatMap((step) => step.run ?? []);
  },
  GitLab: (files) =>
    (parse(files['.gitlab-ci.yml']!) as Record<string, { script: string[] }>)['build-image']!.script,
};

const isDag = (path: string) => /\/dags\/[^/]+\.py$/.test(path) && !path.endsWith('ai_etl_runtime.py');
const isOurs = (path: string) =>
  !/__pycache__|\/logs\/|airflow\.(cfg|db)|webserver_config|simple_auth/.test(path);
