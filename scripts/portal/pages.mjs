/**
 * Looks at every page of a real portal in Chromium, light and dark, English and Russian, with axe-core, walks the
 * lineage by keyboard alone and opens its picture elsewhere. Prints a JSON line for each step, `{ step, ok, error }`.
 * `--home FOLDER` keeps the data, `--pictures FOLDER` keeps what was seen, `--only WORD` looks at some pages.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPortal, installPortal, preparePortal, startPortal } from './portal-rig.mjs';
import { fillStore } from './sample-store.mjs';
import { openPortal, rest, startBrowser, violations } from './visit.mjs';

const { values } = parseArgs({
  options: { home: { type: 'string' }, pictures: { type: 'string' }, only: { type: 'string', default: '' } },
});
const pages = JSON.parse(readFileSync(join(import.meta.dirname, 'pages.json'), 'utf8'));
const looks = ['light', 'dark'].flatMap((theme) => ['en', 'ru'].map((language) => ({ theme, language })));

await installPortal();
await buildPortal();
const portal = await startPortal(await preparePortal({ folder: values.home }));
const browser = await startBrowser();
let failed = false;
try {
  const words = await fillStore(portal);
  const address = (path) => portal.url + path.replace(/\{(\w+)\}/g, (_, word) => words[word]);
  for (const look of looks) {
    const { page, close } = await openPortal(browser, portal, look);
    for (const [name, { path, waiver }] of Object.entries(pages))
      await step(`${name}, ${look.theme}, ${look.language}`, () => accessible(page, address(path), waiver));
    await close();
  }
  await step('lineage by keyboard alone', () => byKeyboard(address('/ai-etl/lineage?dataset={mart}')));
  await step('the picture of the lineage opens alone', () =>
    picture(address('/ai-etl/lineage?dataset={mart}&picked=dataset:{mart}&column=revenue')),
  );
  await step('nothing scrolls sideways on a phone', () => onPhone(address));
} finally {
  await browser.close();
  await portal.stop();
}
process.exit(failed ? 1 : 0);

async function step(name, look) {
  if (!name.includes(values.only)) return;
  try {
    await look();
    console.log(JSON.stringify({ step: name, ok: true }));
  } catch (error) {
    failed = true;
    console.log(JSON.stringify({ step: name, ok: false, error: error.message }));
  }
}

/** A waiver that finds nothing is out of date. */
async function accessible(page, url, waiver) {
  await page.goto(url);
  await rest(page);
  await keep(page, url);
  const found = await violations(page);
  const left = found.filter(({ rule }) => rule !== waiver?.rule);
  expect(left.length === 0, left.map(({ rule, at, why }) => `${rule} at ${at}: ${why}`).join('\n'));
  expect(!waiver || found.length > left.length, `the waiver of ${waiver?.rule} is not needed any more`);
}

/** From the top of the page by Tab, then by arrows, as one without a mouse does it. */
async function byKeyboard(url) {
  const { page, close } = await openPortal(browser, portal);
  await page.goto(url);
  await page.locator('.react-flow__node').first().waitFor();
  const canvas = page.getByRole('application', { name: 'Lineage graph' });
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await canvas.evaluate((element) => element === document.activeElement)) break;
  }
  const ring = await canvas.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(ring === 'solid', `the canvas is not reached by Tab, or shows no ring: ${ring}`);
  const spoken = canvas.locator('[aria-live]');
  const after = async (key, words) => {
    await page.keyboard.press(key);
    await spoken.filter({ hasText: words }).waitFor({ timeout: 10_000 });
  };
  await after('ArrowRight', 'sales.orders_by_region');
  await after('Shift+ArrowDown', 'Column');
  await after('ArrowLeft', 'orders-by-region');
  await after('ArrowLeft', 'public.');
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Clear selection' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear selection' }).waitFor({ state: 'hidden' });
  await close();
}

/** Saved in the dark, shown by a program that knows nothing of the portal. */
async function picture(url) {
  const { page, close } = await openPortal(browser, portal, { theme: 'dark' });
  await page.goto(url);
  await page.locator('.react-flow__node').first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'SVG' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  await close();
  expect(!/var\(|url\(|<script|href=/.test(text), 'it needs something from elsewhere');
  const alone = await browser.newPage({ viewport: { width: 1200, height: 600 } });
  await alone.setContent(text.replace(/^<\?xml[^>]*>/, ''));
  const seen = await alone.evaluate(() => {
    const svg = document.querySelector('svg');
    const box = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll('text')];
    const outside = words.filter((word) => {
      const { left, right, top, bottom } = word.getBoundingClientRect();
      return left < box.left || right > box.right || top < box.top || bottom > box.bottom;
    });
    return {
      page: svg.querySelector('rect').getAttribute('fill'),
      ink: words[0].getAttribute('fill'),
      words: words.map(({ textContent }) => textContent),
      outside: outside.map(({ textContent }) => textContent),
    };
  });
  await keep(alone, 'svg');
  await alone.close();
  expect(seen.words.includes('sales.orders_by_region'), `it names ${seen.words.slice(0, 5)} only`);
  expect(seen.outside.length === 0, `cut: ${seen.outside}`);
  expect(brightness(seen.ink) - brightness(seen.page) > 0.5, `${seen.ink} on ${seen.page}`);
}

/** From 0, black, to 1, white; of a colour as the page writes it. */
function brightness(color) {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color);
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  const parts = short ? short.slice(1).map((digit) => digit + digit) : long?.slice(1);
  expect(parts, `what colour is ${color}?`);
  const [red, green, blue] = parts.map((part) => Number.parseInt(part, 16) / 255);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

async function onPhone(address) {
  const { page, close } = await openPortal(browser, portal, { width: 390, height: 844 });
  const wide = [];
  for (const [name, { path, waiver }] of Object.entries(pages)) {
    if (waiver) continue; // Backstage's own
    await page.goto(address(path));
    await rest(page);
    await keep(page, `phone ${name}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) wide.push(`${name}: ${over} px`);
  }
  await close();
  expect(wide.length === 0, wide.join(', '));
}

function expect(holds, message) {
  if (!holds) throw new Error(message);
}

async function keep(page, name) {
  if (!values.pictures) return;
  mkdirSync(values.pictures, { recursive: true });
  const look = await page.evaluate(() => {
    try {
      return `${localStorage.getItem('theme')}-${localStorage.getItem('language')}-`;
    } catch {
      return ''; // a page without an address has no storage
    }
  });
  const file = name
    .replace(/^https?:\/\/[^/]+\//, '')
    .replace(/[^\w-]+/g, '_')
    .slice(0, 80);
  await page.screenshot({ path: join(values.pictures, `${look}${file}.png`) });
}
