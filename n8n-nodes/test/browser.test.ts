import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { chain, graph, named, node, postgres } from './canvas';
import { N8nUnderTest } from './n8n-under-test';

/** The editor in a real browser. Debian's Chromium is no npm package, so this runs with `npm test -- --all` only. */
const isAsked = process.env.AI_ETL_ALL === '1';
const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const suite = isAsked ? describe : describe.skip;
const images = join(__dirname, '../../docs/images');

if (!isAsked) process.stderr.write('skipped: the editor in Chromium (needs `--all` and Debian’s chromium)\n');

jest.setTimeout(1_200_000);

suite('the editor in Chromium', () => {
  let n8n: N8nUnderTest;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    if (!existsSync(chromiumPath)) throw new Error(`no Chromium at ${chromiumPath}; set CHROMIUM_PATH`);
    n8n = await N8nUnderTest.start({ rows: 200_000 });
    await n8n.importWorkflows(join(__dirname, '../../templates/workflows'));
    selectors.setTestIdAttribute('data-test-id');
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
    const context = await browser.newContext({ viewport: { width: 1680, height: 950 } });
    const { email, password } = n8n.started.owner;
    await context.request.post(`${n8n.started.url}/rest/login`, {
      data: { emailOrLdapLoginId: email, password },
    });
    page = await context.newPage();
    await page.goto(`${n8n.started.url}/workflow/aiEtlFlagship0001`);
    await page.getByTestId('canvas-node').first().waitFor({ timeout: 120_000 });
  });

  afterAll(async () => {
    await browser?.close();
    await n8n?.stop();
  });

  const nodeOnCanvas = (name: string) =>
    page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

  /** Pictures of the documentation are taken when they are asked for. */
  async function picture(name: string): Promise<void> {
    if (process.env.UPDATE_SCREENSHOTS !== '1') return;
    mkdirSync(images, { recursive: true });
    await page.screenshot({ path: join(images, `${name}.png`) });
  }

  async function open(name: string): Promise<void> {
    await nodeOnCanvas(name).dblclick();
    await page.getByTestId('output-panel').waitFor();
  }

  test.each([
    ['clickhouse', 'ETL ClickHouse'],
    ['profile', 'ETL Profile'],
    ['airflow', 'ETL Compile'],
    ['etl', 'ETL Transform'],
  ])('searching "%s" finds %s', async (words, name) => {
    await page.getByTestId('node-creator-plus-button').click();
    await page.getByTestId('node-creator-search-bar').fill(words);
    await page.getByTestId('node-creator-item-name').filter({ hasText: name }).first().waitFor();
    if (words === 'etl') await picture('n8n-search');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  test('before the first run a form is quiet: lists that need rows are empty, not broken', async () => {
    await open('By airport');
    await page.getByText('Group By').first().waitFor();
    expect(await page.getByText('Error fetching options').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  test('the flagship runs: every node is done', async () => {
    const names = await page
      .getByTestId('canvas-node')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name') ?? ''));
    // Publish waits, disabled, until there is a portal.
    const steps = names.filter((name) => !name.startsWith('Note') && name !== 'Publish');
    await page.getByTestId('execute-workflow-button').first().click();
    await page
      .getByTestId('canvas-node-status-success')
      .nth(steps.length - 1)
      .waitFor({ timeout: 120_000 });
    await page.keyboard.press('1');
    await page
      .locator('.el-notification__closeBtn')
      .first()
      .click({ timeout: 5000 })
      .catch(() => undefined);
    await page.waitForTimeout(1000);
    await picture('n8n-canvas');
    expect(await page.getByTestId('canvas-node-status-error').count()).toBe(0);
  });

  test('a profile is read as a table of columns', async () => {
    await open('Profile');
    const output = page.getByTestId('output-panel');
    await output.getByText('Columns', { exact: false }).first().click();
    await output.getByText('emptyPercent').first().waitFor();
    await picture('n8n-profile');
    await page.keyboard.press('Escape');
  });

  test('the load shows its ledger', async () => {
    await open('Warehouse');
    const output = page.getByTestId('output-panel');
    await output.getByText('replace into analytics.delayed_flights').first().waitFor();
    await picture('n8n-ledger');
    await page.keyboard.press('Escape');
  });

  test('fields to group by are offered from the dataset that arrives', async () => {
    await open('By airport');
    await page.getByTestId('parameter-input-by').or(page.getByText('Group By')).first().waitFor();
    await page.locator('[data-test-id="parameter-input"] .el-select').nth(1).click();
    await page.getByText('destination', { exact: true }).last().waitFor();
    await picture('n8n-aggregate');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });
});

suite('the editor of a Russian instance', () => {
  let n8n: N8nUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    n8n = await N8nUnderTest.start({ rows: 2000, environment: { N8N_DEFAULT_LOCALE: 'ru' } });
    await n8n.importWorkflows(join(__dirname, '../../templates/workflows'));
    selectors.setTestIdAttribute('data-test-id');
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser?.close();
    await n8n?.stop();
  });

  test('nodes are found by words of both languages, and their forms speak Russian', async () => {
    const context = await browser.newContext({ viewport: { width: 1500, height: 950 } });
    const { email, password } = n8n.started.owner;
    await context.request.post(`${n8n.started.url}/rest/login`, {
      data: { emailOrLdapLoginId: email, password },
    });
    const page = await context.newPage();
    await page.goto(`${n8n.started.url}/workflow/aiEtlFlagship0001`);
    await page.getByTestId('canvas-node').first().waitFor({ timeout: 120_000 });
    await page.getByTestId('node-creator-plus-button').click();
    await page.getByTestId('node-creator-search-bar').fill('соединение');
    await page.getByText('Соединяет два набора по совпадающим полям').first().waitFor();
    if (process.env.UPDATE_SCREENSHOTS === '1') await page.screenshot({ path: join(images, 'n8n-ru.png') });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('[data-test-id="canvas-node"][data-node-name="Warehouse"]').dblclick();
    for (const text of ['Операция', 'Куда: таблица', 'Режим', 'Столбцы', 'Параметры'])
      await page.getByText(text).first().waitFor();
  });

  /** A person reads them as they are: no English sentence may stand in them. */
  const isRussian = (text: unknown) =>
    expect(String(text)).toMatch(/^(?!.*\b(the|is|not|cannot|must)\b)[^]*[а-яё]/);

  test.each<[string, object]>([
    ['a wrong password', { password: 'wrong' }],
    ['nobody listens', { port: 1 }],
    ['no such host', { host: 'no.such.host.invalid' }],
    ['no such database', { database: 'nichts' }],
    ['a port that is none', { port: 99999999 }],
  ])('the test of a credential: %s', async (_what, wrong) => {
    for (const [system, id, type] of [
      ['postgresql', 'aiEtlAppDatabase', 'aiEtlPostgresApi'],
      ['clickhouse', 'aiEtlWarehouse', 'aiEtlClickHouseApi'],
    ] as const) {
      const { host, port, user, password, database } = n8n.started.servers.find(
        (one) => one.system === system,
      )!;
      const data = { host, port, user, password, database, ...wrong };
      const answer = await n8n.request<{ data: { status: string; message: string } }>(
        'POST',
        '/rest/credentials/test',
        { credentials: { id, name: 'x', type, data } },
      );
      expect(answer.data.status).toBe('Error');
      isRussian(answer.data.message);
    }
  });

  test('errors and hints too', async () => {
    const misspelt = node('Late', 'Transform', { operation: 'filter', where: 'dealy > 15' });
    const flights = node('Flights', 'File', { operation: 'read', object: named('flights.csv') });
    await n8n.importWorkflows([chain('misspelt', flights, misspelt)]);
    const done = await n8n.run('misspelt');
    expect(done.error?.message).toMatch(/[а-я].*«?dealy/);
  });

  test('a missing file, table and field, a file outside of the folder, a query that writes', async () => {
    const wrong = [
      node('File', 'File', { operation: 'read', object: named('flihgts.csv') }),
      node('Outside', 'File', { operation: 'read', object: named('../x.csv') }),
      node('Field', 'File', { operation: 'readRows', object: named('flights.csv'), columns: ['dealy'] }),
      node(
        'Table',
        'Postgres',
        { operation: 'read', object: named('public.nix') },
        { credentials: postgres },
      ),
      node(
        'Writes',
        'Postgres',
        { operation: 'query', query: 'CREATE TABLE x ()' },
        { credentials: postgres },
      ),
      node('Nothing arrives', 'Profile', {}),
    ].map((one) => ({ ...one, onError: 'continueRegularOutput' as const }));
    await n8n.importWorkflows([graph('all-wrong', wrong, { Start: wrong.map(({ name }) => [name]) })]);
    const done = await n8n.run('all-wrong');
    for (const { name } of wrong) isRussian(done.nodes[name]?.json[0]?.error);
  });
});
