// A Chromium for the tests of this folder. Their packages are those of web/. CHROMIUM names the browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };

/** A page in a context of its own; `problems` gathers what a reader must never meet: exceptions, refused styles, failed requests. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: DESK, locale: 'id-ID', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()));
  return page;
}

/** Goes to an address and waits until the application has taken the page over and fetched what it shows. */
export async function visit(page, address) {
  await page.goto(address);
  await page.locator('.app h1').waitFor();
  await settled(page);
}

export const settled = (page) => page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));

/** What axe finds, told so that the place can be found; and whether the page is wider than the window. */
export async function faults(page) {
  // By the debugger's way in: the page's own policy forbids foreign scripts.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} (${node.failureSummary.split('\n')[1]?.trim()})`).join(', ')}`);
  });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return overflow > 0 ? [...found, `the page is ${overflow} px wider than the window`] : found;
}

export async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.context().close();
}
