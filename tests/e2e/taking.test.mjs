// What a reader takes along: files, the bundle and its check; and pages without JavaScript.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import test, { after, before } from 'node:test';
import { close, faults, launch, openPage, PHONE, visit } from './support/browser.mjs';
import { resultPath, startServer } from './support/server.mjs';

let browser;
let server;
const at = (path) => server.origin + path;

before(async () => {
  [browser, server] = await Promise.all([launch(), startServer()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function take(page, name) {
  await page.locator('summary.button').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  await page.keyboard.press('Escape');
  return { name: download.suggestedFilename(), path: await download.path() };
}

test('the table as a file, in the language of the page', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Top 99')));
  const csv = await take(page, 'CSV');
  assert.match(csv.name, /\.csv$/);
  const lines = (await readFile(csv.path, 'utf8')).trim().split('\n');
  assert.equal(lines.filter((line) => /Inovasi ilustratif|10 Menit/.test(line)).length, 216);
  const xlsx = await take(page, 'Excel (XLSX)');
  assert.equal((await readFile(xlsx.path)).subarray(0, 2).toString(), 'PK');
  const json = await take(page, 'JSON');
  assert.equal(typeof JSON.parse(await readFile(json.path, 'utf8')), 'object');
  await page.locator('.languages [lang=en]').click();
  await page.locator('summary.button').click();
  assert.match(await page.getByRole('link', { name: 'CSV' }).getAttribute('href'), /lang=en/);
  await close(page);
});

test('the bundle is the one whose fingerprint the page shows, and the program verifies it', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Perangkat daerah terinovatif')));
  const bundle = await take(page, /Berkas hasil/);
  const sha256 = createHash('sha256').update(await readFile(bundle.path)).digest('hex');
  assert.equal(await page.getByText(sha256).count(), 1);
  await server.command('verify', bundle.path);
  await close(page);
});

test('without JavaScript: from the home page to a long table and its next part, to a unit, into English', async () => {
  const page = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(at('/'));
  await page.getByRole('link', { name: /Top 99/ }).first().click();
  assert.equal(await page.locator('tbody th').count(), 200);
  await page.getByRole('link', { name: '2', exact: true }).click();
  assert.equal(await page.locator('tbody th').count(), 16);
  await page.locator('tbody th a').first().click();
  await page.getByRole('heading', { level: 1, name: /Inovasi ilustratif/ }).waitFor();
  await page.getByRole('link', { name: 'English' }).click();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.goto(at('/kantor'));
  await page.getByText('Nyalakan JavaScript').waitFor();
  await close(page);
});

test('without JavaScript the pages are as clean, on a phone too', async () => {
  for (const path of ['/', await resultPath(server.origin, 'Nilai 2024'), '/paket/kipp/2023', '/cari?q=cilegon', '/masuk']) {
    const page = await openPage(browser, { viewport: PHONE });
    // The script is what is left out: axe itself needs one.
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto(at(path));
    assert.deepEqual(await faults(page), [], path);
    page.problems.length = 0; // The script that did not come.
    await close(page);
  }
});

test('a page that is shared says what it is', async () => {
  const html = await (await fetch(at(await resultPath(server.origin, 'Nilai 2024')))).text();
  for (const name of ['og:title', 'og:description', 'og:image']) assert.match(html, new RegExp(`<meta property="${name}" content="[^"]+"`));
  const picture = await fetch(/<meta property="og:image" content="([^"]+)"/.exec(html)[1].replaceAll('&amp;', '&'));
  assert.equal(picture.headers.get('content-type'), 'image/png');
});
