/**
 * A platform team's walk through a real portal in Chromium: prints a JSON line for each step, `{ step, ok, error }`.
 * A real n8n runs the flagship into it first. `--home FOLDER` keeps the data, `--pictures FOLDER` keeps what was seen.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../environment.mjs';
import { freePort } from '../n8n/processes.mjs';
import { runInAirflow } from './airflow-run.mjs';
import { feedPortal, portalConnections } from './feed.mjs';
import { buildPortal, installPortal, preparePortal, startPortal } from './portal-rig.mjs';

const require = createRequire(import.meta.url);
const { startLocal, stopLocal } = require(join(root, 'shared-core', 'dist', 'local'));
const { chromium } = require('playwright-core');

const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    pictures: { type: 'string' },
    rows: { type: 'string', default: '200000' },
  },
});
const pipeline = 'delayed_flights_by_airport';
const mart = 'analytics.delayed_flights';
const sentence =
  'Каждый день в 6 утра загружай рейсы из flights.csv в ClickHouse, только с задержкой больше 15 минут, с суммой по аэропортам';

const databases = join(values.home, 'databases');
let portal;
let page;

const steps = {
  async 'the flagship of a real n8n arrives with its run and its ledger'() {
    await feedPortal({ portal, servers, home: values.home, rows: Number(values.rows) });
    const { lastRuns, version } = await portal.request('GET', `/api/ai-etl/v1/pipelines/${pipeline}`);
    const { ledgers, version: ran } = await portal.request(
      'GET',
      `/api/ai-etl/v1/runs/${lastRuns.at(-1).runId}`,
    );
    expect(ran === version, `the run is of version ${ran}, published is ${version}`);
    expect(
      ledgers.length === 1 && ledgers[0].read === ledgers[0].written + ledgers[0].rejected,
      'no balanced ledger',
    );
  },
  async 'a guest signs in and finds the pipeline in the list'() {
    await page.goto(portal.url);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('searchbox').first().fill('delayed');
    await page.getByRole('row').filter({ hasText: pipeline }).filter({ hasText: 'Succeeded' }).waitFor();
    await picture('pipelines');
  },
  async 'reads what it does: diagram, spec and Airflow code side by side'() {
    await page.getByRole('link', { name: pipeline }).first().click();
    await page.getByText('where delay > 15').first().waitFor();
    await page.getByText('apiVersion').first().waitFor();
    await code('with DAG(');
    await picture('pipeline');
  },
  async 'sees its last runs with rows, ledger and duration'() {
    await page
      .getByRole('tab', { name: 'Runs' })
      .or(page.getByRole('link', { name: 'Runs' }))
      .first()
      .click();
    await page
      .getByRole('row', { name: /Succeeded/ })
      .first()
      .waitFor();
    await picture('runs');
  },
  async 'walks the lineage from a column of the mart back to the file'() {
    const { items } = await portal.request('GET', `/api/ai-etl/v1/datasets?search=${mart}`);
    await page.goto(`${portal.url}/ai-etl/lineage?dataset=${items[0].id}`);
    await page.getByText('total_delay').first().click();
    await page.getByText('flights.csv').first().waitFor();
    await picture('lineage');
  },
  async 'and forward to what would break'() {
    const { items } = await portal.request('GET', '/api/ai-etl/v1/datasets?search=flights.csv');
    await page.goto(`${portal.url}/ai-etl/lineage?dataset=${items[0].id}`);
    await page.getByText('delay', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Impact' }).click();
    await page
      .getByRole('row', { name: new RegExp(`${mart}.*total_delay`) })
      .or(page.getByRole('listitem').filter({ hasText: 'total_delay' }))
      .first()
      .waitFor();
    await picture('impact');
  },
  async 'reads the profile of the file'() {
    const { items } = await portal.request('GET', '/api/ai-etl/v1/datasets?search=flights.csv');
    await page.goto(`${portal.url}/ai-etl/datasets/${items[0].id}`);
    await page.getByText('Distinct').first().waitFor();
    await picture('dataset');
  },
  async 'finds pipeline and datasets in the catalog'() {
    await until(
      () => page.goto(`${portal.url}/catalog/default/component/${pipeline}`),
      () => page.getByText('Depends on resources').waitFor({ timeout: 5000 }),
    );
    await page.getByText('flights.csv').first().waitFor();
    await picture('catalog');
  },
  async 'writes a sentence and answers the question that comes back'() {
    await until(
      () => page.goto(`${portal.url}/create`),
      () => page.getByText('Конвейер из фразы').first().waitFor({ timeout: 5000 }),
    );
    await page.goto(`${portal.url}/create/templates/default/pipeline-repository-from-a-sentence`);
    await page.getByRole('textbox', { name: /should do/ }).fill(sentence);
    await page.getByRole('button', { name: 'Understand' }).click();
    await page.getByText('where delay > 15').first().waitFor();
    await page
      .getByText('Какое поле имеется в виду')
      .or(page.getByText('Из какого набора'))
      .first()
      .waitFor();
    await picture('sentence');
    // Which of them is asked depends on what else is there.
    for (const answer of ['flights.csv', 'origin']) {
      const choice = page.getByRole('button', { name: answer, exact: true });
      await choice.waitFor({ timeout: 10_000 }).then(
        () => choice.click(),
        () => undefined,
      );
    }
    await page.getByRole('button', { name: 'origin', exact: true }).waitFor({ state: 'hidden' });
  },
  async 'sees the diagram and the DAG before anything is made'() {
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Where to keep it').first().waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await code('with DAG(');
    await picture('preview');
    expect(
      readdirSync(join(values.home, 'portal', 'repositories')).length === 0,
      'a repository is there already',
    );
  },
  async 'and gets a repository: DAG, tests, CI, README, catalog entry'() {
    await page.getByRole('button', { name: /Review/ }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Download the repository').first().waitFor({ timeout: 60_000 });
    await picture('created');
    const made = madeRepository();
    for (const name of [
      'dags',
      'tests',
      '.github',
      '.gitlab-ci.yml',
      'README.md',
      'catalog-info.yaml',
      'Dockerfile',
    ])
      expect(made && existsSync(join(made, name)), `the repository has no ${name}`);
  },
  async 'a real Airflow runs the DAG that was made, and its run and lineage arrive'() {
    const repository = madeRepository();
    const [, dag] = /^name: (.+)$/m.exec(readFileSync(join(repository, 'pipeline.yaml'), 'utf8'));
    const clickhouse = servers.find(({ system }) => system === 'clickhouse');
    const files = join(values.home, 'n8n', 'files');
    await runInAirflow({ dag, repository, home: join(values.home, 'airflow'), files, clickhouse, portal });
    const { items } = await portal.request('GET', `/api/ai-etl/v1/pipelines/${dag}/runs`);
    expect(items.length === 1 && items[0].state === 'success', `runs: ${JSON.stringify(items)}`);
    expect(items[0].version === 1, `the run is of version ${items[0].version}`);
    const { columnEdges } = await portal.request('GET', `/api/ai-etl/v1/lineage?pipeline=${dag}`);
    expect(
      columnEdges.some(({ from, to }) => from.field === 'delay' && to.field === 'total_delay'),
      'no edge from delay to total_delay',
    );
    await page.goto(`${portal.url}/ai-etl/pipelines/${dag}/runs`);
    await page.getByRole('row').filter({ hasText: 'Succeeded' }).first().waitFor();
    await picture('airflow-run');
  },
  async 'all of it in Russian, in the dark'() {
    await page.evaluate(() => {
      localStorage.setItem('language', 'ru');
      localStorage.setItem('theme', 'dark');
    });
    await page.goto(`${portal.url}/ai-etl/pipelines/${pipeline}`);
    await page.getByText('Запуски').first().waitFor();
    await page.getByText('where delay > 15').first().waitFor();
    await picture('russian-dark');
  },
};

/** The one repository that the portal keeps. */
function madeRepository() {
  const folder = join(values.home, 'portal', 'repositories');
  const [spec] = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('pipeline.yaml'));
  return join(folder, spec, '..');
}

function expect(holds, message) {
  if (!holds) throw new Error(message);
}

/** Code is coloured word by word, so a line is many elements. */
const code = (text) => page.locator('pre', { hasText: text }).first().waitFor();

/** The catalog takes a new entity in within seconds; a page that was opened before does not look again. */
async function until(open, see) {
  for (let tries = 1; ; tries += 1) {
    await open();
    try {
      return await see();
    } catch (error) {
      if (tries === 12) throw error;
    }
  }
}

async function picture(name) {
  if (!values.pictures) return;
  await page.waitForTimeout(1500); // animations and late images
  await page.screenshot({ path: join(values.pictures, `portal-${name}.png`) });
}

if (values.pictures) mkdirSync(values.pictures, { recursive: true });
await installPortal();
await buildPortal();
// Suites run beside each other: the usual ports would be wanted twice.
const [postgresPort, clickhousePort] = [await freePort(), await freePort()];
const { servers } = await startLocal({ dir: databases, postgresPort, clickhousePort });
let browser;
let failed = false;
try {
  const connections = portalConnections(servers, join(values.home, 'n8n', 'files'));
  portal = await startPortal(await preparePortal({ folder: join(values.home, 'portal'), connections }));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  page = await (await browser.newContext({ viewport: { width: 1440, height: 960 } })).newPage();
  page.setDefaultTimeout(30_000);
  for (const [step, walk] of Object.entries(steps)) {
    try {
      await walk();
      console.log(JSON.stringify({ step, ok: true }));
    } catch (error) {
      failed = true;
      if (values.pictures)
        await page.screenshot({ path: join(values.pictures, 'failed.png'), fullPage: true });
      console.log(JSON.stringify({ step, ok: false, error: error.message }));
    }
  }
} finally {
  await browser?.close();
  await portal?.stop();
  await stopLocal(databases);
}
process.exit(failed ? 1 : 0);
