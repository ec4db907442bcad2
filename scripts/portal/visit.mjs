/** How the portal is opened in Chromium by tests and benchmarks, and when a page of it has come to rest. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspace } from './portal-rig.mjs';

const { chromium } = createRequire(import.meta.url)('playwright-core');
/** It is there once the portal is installed. */
const axe = () => createRequire(join(workspace, 'portal', 'app', 'package.json'))('axe-core').source;

/** A browser without a screen. */
export const startBrowser = () =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

/**
 * A guest at the list of pipelines.
 *
 * @param {{ url: string }} portal
 * @param {{ language?: 'en' | 'ru', theme?: 'light' | 'dark', width?: number, height?: number }} looks
 */
export async function openPortal(browser, { url }, looks = {}) {
  const { language = 'en', theme = 'light', width = 1440, height = 900 } = looks;
  const context = await browser.newContext({ viewport: { width, height } });
  await context.addInitScript(
    (chosen) => {
      for (const [key, value] of Object.entries(chosen)) localStorage.setItem(key, value);
    },
    { language, theme, '@backstage/core:SignInPage:provider': 'guest' },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await open(page, `${url}/ai-etl`);
  const list = page.getByRole('searchbox').first();
  const enter = page.getByRole('button', { name: /^(Enter|Войти)$/ });
  // Who is remembered is not asked, unless the portal was slow to answer who it is.
  await list.or(enter).first().waitFor();
  if (await enter.isVisible()) await enter.click();
  await list.waitFor();
  return { page, close: () => context.close() };
}

/** The pages start a little later than the API. */
async function open(page, url) {
  for (let tries = 0; tries < 60; tries += 1) {
    const answer = await page.goto(url);
    if (answer.ok()) return;
    await page.waitForTimeout(1000);
  }
  throw new Error(`${url} does not start`);
}

/** Until nothing is on its way any more and nothing fades in. */
export async function rest(page) {
  await page.waitForFunction(
    () =>
      document.querySelector('main, article, h1, h2') &&
      !document.querySelector('[aria-busy=true], [role=progressbar]') &&
      document
        .getAnimations()
        .every(
          ({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity,
        ),
  );
}

/** What axe-core finds on the page as it is, the serious and the critical. */
export async function violations(page, { within, rules = {} } = {}) {
  // Not by a script element: the portal's policy for scripts forbids those of others.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe());
  return page.evaluate(
    async ([root, own]) => {
      const found = await window.axe.run(root ? { include: [root] } : document, {
        resultTypes: ['violations'],
        rules: own,
      });
      return found.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map(({ target, html, any, all }) => ({
            rule: id,
            at: target.join(' '),
            html: html.slice(0, 200),
            why: [...any, ...all]
              .map(({ message }) => message)
              .join('; ')
              .slice(0, 200),
          })),
        );
    },
    [within, rules],
  );
}
