/**
 * Takes the portal's pictures of the READMEs anew, from a portal that a sample company works with:
 * `node scripts/portal/pictures.mjs` writes docs/images/portal-*.png; `--pictures FOLDER` writes elsewhere.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../environment.mjs';
import { prepareSampleData } from '../n8n/sample-data.mjs';
import { fillCompany } from './company.mjs';
import { buildPortal, installPortal, preparePortal, startPortal } from './portal-rig.mjs';
import { openPortal, rest, startBrowser } from './visit.mjs';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: join(root, 'docs', 'images') },
    only: { type: 'string', default: '' },
  },
});
const sentence =
  'Каждый день в 6 утра загружай рейсы из flights.csv в ClickHouse, только с задержкой больше 15 минут, с суммой по аэропортам';

await installPortal();
await buildPortal();
mkdirSync(values.pictures, { recursive: true });
const home = mkdtempSync(join(tmpdir(), 'portal-pictures-'));
const files = join(home, 'files');
mkdirSync(files);
await prepareSampleData(files, { rows: 2000 });
const connections = {
  files: { system: 'file', root: files },
  // Nobody listens there: a sentence needs its name and system only.
  warehouse: { system: 'clickhouse', host: '127.0.0.1', port: 1 },
};
const portal = await startPortal(await preparePortal({ folder: join(home, 'portal'), connections }));
const browser = await startBrowser();
try {
  const ids = await fillCompany(portal);
  const rate = ids['marts.return_on_advertising'];
  const orders = ids['public.orders'];
  await take('pipelines', '/ai-etl?sort=status');
  await take('pipeline', '/ai-etl/pipelines/revenue-daily');
  await take('lineage', `/ai-etl/lineage?dataset=${rate}&depth=5&picked=dataset:${rate}&column=return_rate`, {
    fit: true,
  });
  await take(
    'impact',
    `/ai-etl/lineage?dataset=${orders}&depth=2&direction=downstream&picked=dataset:${orders}&column=amount&impact=on`,
    { fit: true },
  );
  await take('sentence', '/create/templates/default/pipeline-repository-from-a-sentence', {
    async before(page) {
      await page.getByRole('textbox', { name: /should do/ }).fill(sentence);
      await page.getByRole('button', { name: 'Understand' }).click();
      await page.getByText('Какое поле имеется в виду').first().waitFor();
    },
  });
  await take('russian-dark', '/ai-etl/pipelines/revenue-daily', { language: 'ru', theme: 'dark' });
} finally {
  await browser.close();
  await portal.stop();
  rmSync(home, { recursive: true, force: true });
}

async function take(name, path, { before, fit, ...look } = {}) {
  if (!name.includes(values.only)) return;
  const { page, close } = await openPortal(browser, portal, { width: 1440, height: 960, ...look });
  await page.goto(portal.url + path);
  await rest(page);
  await before?.(page);
  if (fit) await page.getByRole('button', { name: 'Show everything' }).click();
  await rest(page);
  await page.waitForTimeout(1500); // late images
  await page.screenshot({ path: join(values.pictures, `portal-${name}.png`) });
  await close();
}
