// Lines that break, addresses that are wrong, results that were taken back.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { close, launch, openPage, visit } from './support/browser.mjs';
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

test('no line on the way to another page: said, and mended by the button or by itself', async () => {
  const page = await openPage(browser);
  await visit(page, at('/'));
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Instrumen' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tidak ada sambungan' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/paket');
  await page.context().setOffline(false);
  await page.getByRole('heading', { level: 1, name: 'Paket instrumen' }).waitFor();
  page.problems.length = 0; // What the browser says of the line.
  await close(page);
});

test('an answer that fails is told with its request number, and asked for again', async () => {
  const page = await openPage(browser);
  const problem = { title: 'gagal', status: 503, detail: 'Basis data tidak terjangkau.', code: 'db.unavailable', request_id: 'r-17' };
  await page.route('**/api/v1/packs', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
  await visit(page, at('/'));
  await page.getByRole('link', { name: 'Instrumen' }).click();
  await page.getByText('Basis data tidak terjangkau.').waitFor();
  await page.getByText('Nomor permintaan: r-17').waitFor();
  await page.unroute('**/api/v1/packs');
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Paket instrumen' }).waitFor();
  page.problems.length = 0;
  await close(page);
});

test('rows that do not come can be asked for again, and what is there stays', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Top 99')));
  await page.route('**/rows?*', (route) => route.abort());
  await page.getByRole('button', { name: /Tampilkan lebih banyak/ }).click();
  await page.getByText('Data tidak dapat dimuat').first().waitFor();
  assert.ok((await page.locator('main table tbody tr').count()) >= 50);
  await page.unroute('**/rows?*');
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await page.getByText('50 dari 216 baris').waitFor();
  page.problems.length = 0;
  await close(page);
});

test('an address that is none', async () => {
  const page = await openPage(browser);
  for (const path of ['/hasil/tidak-ada', '/unit/tidak-ada', '/penyelenggaraan/tidak-ada', '/paket/tidak/ada']) {
    await page.goto(at(path));
    await page.getByRole('heading', { level: 1, name: 'Halaman tidak ditemukan' }).waitFor();
  }
  page.problems.length = 0;
  await close(page);
});

test('an answer that comes too late does not take the place of a newer one', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Nilai 2024')));
  await page.route('**/rows?*band=A*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.getByLabel('Predikat', { exact: true }).selectOption('A');
  await page.getByLabel('Predikat', { exact: true }).selectOption('C');
  await page.getByText('1 dari 1 baris').waitFor();
  await page.waitForTimeout(2000);
  assert.equal(await page.getByText('1 dari 1 baris').count(), 1);
  await close(page);
});

test('texts from outside are shown as texts', async () => {
  const page = await openPage(browser);
  await page.goto(at('/cari?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E'));
  await page.getByRole('heading', { level: 1, name: '<img src=x onerror=alert(1)>' }).waitFor();
  assert.equal(await page.locator('main img').count(), 0);
  await close(page);
});
