/** The lineage canvas of the portal over 2,000 nodes in headless Chromium: how it moves, how soon it is there, what it weighs. */
import { join } from 'node:path';
import { buildPortal, installPortal, preparePortal, startPortal } from '../../scripts/portal/portal-rig.mjs';
import { dataFolder, median } from '../measure.mjs';
import { openPortal, startBrowser } from '../../scripts/portal/visit.mjs';
import { memoryMb, moving, until } from '../lineage-page.mjs';
import { NODES, seedLineage } from '../lineage-seed.mjs';

export const title = `The lineage canvas of ${NODES.toLocaleString('en')} nodes in Chromium`;
export const target = 'above 30 frames/s while panning';

const DRAG = { steps: 90, byPx: 12 };

export async function measure({ runs }) {
  await installPortal();
  await buildPortal();
  const portal = await startPortal(await preparePortal({ folder: join(dataFolder, 'portal-lineage') }));
  const browser = await startBrowser();
  try {
    const start = await seedLineage(portal);
    const seen = [];
    for (let run = 0; run <= runs; run += 1) {
      const walked = await walk(browser, portal, start);
      if (run > 0) seen.push(walked); // the first one warms the portal up
    }
    return Object.keys(seen[0]).map((what) =>
      rowOf(
        what,
        seen.map((walked) => walked[what]),
      ),
    );
  } finally {
    await browser.close();
    await portal.stop();
  }
}

/** One visit: what is not there is `undefined`. */
async function walk(browser, portal, start) {
  const { page, close } = await openPortal(browser, portal);
  try {
    const empty = await memoryMb(page);
    const { answer, paint } = await firstPaint(
      page,
      `${portal.url}/ai-etl/lineage?dataset=${start}&depth=20`,
    );
    const shown = await memoryMb(page);
    const near = await moving(page, () => drag(page));
    const zoom = await moving(page, () => wheel(page));
    const columns = await until(page, () => flip(page, 'Columns'), 'calm');
    const tables = await moving(page, () => drag(page));
    const again = await until(page, () => flip(page, 'Columns'), 'calm');
    await page.getByRole('button', { name: 'Show everything' }).click();
    const far = await moving(page, () => drag(page));
    return {
      'from the answer to the first picture': { ms: paint },
      'the answer of the portal': { ms: answer },
      'panned, with columns': near,
      'panned, tables alone': tables,
      'panned, the whole in sight': far,
      'zoomed by the wheel, in and out': zoom,
      'columns off, laid out anew': { ms: columns },
      'columns on, laid out anew': { ms: again },
      'memory above the list of pipelines': { mb: shown - empty },
    };
  } finally {
    await close();
  }
}

async function firstPaint(page, address) {
  const arrives = page.waitForResponse((response) => response.url().includes('/v1/lineage?'));
  await page.goto(address);
  const response = await arrives;
  await response.finished();
  const { responseEnd, requestStart } = response.request().timing();
  const arrived = performance.now();
  await page.locator('.react-flow__node').first().waitFor({ timeout: 120_000 });
  const { nodes } = await response.json();
  if (nodes.length !== NODES) throw new Error(`the portal tells of ${nodes.length} nodes`);
  return { answer: responseEnd - requestStart, paint: performance.now() - arrived };
}

/** To and fro, as a hand does it. */
async function drag(page) {
  const { x, y, width, height } = await page.locator('.react-flow__pane').boundingBox();
  const [left, middle] = [x + width * 0.2, y + height * 0.6];
  for (const sign of [1, -1]) {
    const from = sign > 0 ? left : x + width * 0.8;
    await page.mouse.move(from, middle);
    await page.mouse.down();
    for (let step = 1; step <= DRAG.steps; step += 1)
      await page.mouse.move(from + ((sign * step * DRAG.byPx) % (width * 0.6)), middle - sign * step * 2);
    await page.mouse.up();
  }
}

async function wheel(page) {
  const { x, y, width, height } = await page.locator('.react-flow__pane').boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, step < 20 ? 60 : -60);
}

const flip = (page, name) => page.getByText(name, { exact: true }).first().click();

function rowOf(what, values) {
  const of = (key, digits = 0) => {
    const known = values.map((value) => value[key]).filter((value) => value !== undefined);
    return known.length === 0 ? '' : median(known).toFixed(digits);
  };
  return {
    what,
    'frames/s': of('fps'),
    'slowest frame of 20, ms': of('p95'),
    'main thread, ms a frame': of('busy', 1),
    ms: of('ms'),
    MB: of('mb'),
  };
}
