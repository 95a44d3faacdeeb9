// What a reader does: look up, narrow down, follow, go back, switch the language, check the arithmetic.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { close, launch, openPage, PHONE, settled, visit } from './support/browser.mjs';
import { resultPath, startServer, unitPath } from './support/server.mjs';

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

const cells = (page, column) => page.locator(`main table:not(figure table) tbody tr:not(.cut) > :nth-child(${column})`).allInnerTexts();

test('from the home page to a result and on to a unit without loading a page anew; back to the same place', async () => {
  const page = await openPage(browser);
  await visit(page, at('/'));
  await page.evaluate(() => (window.isTheSame = true));
  await page.getByRole('link', { name: 'Top 99 di antara 216' }).first().click();
  await page.getByRole('heading', { level: 1, name: /Top 99/ }).waitFor();
  assert.match(await page.title(), /^Top 99/);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await page.getByRole('button', { name: /Tampilkan lebih banyak/ }).click();
  await page.getByText('100 dari 216 baris').waitFor();
  const link = page.getByRole('link', { name: 'Inovasi ilustratif 080', exact: true });
  await link.scrollIntoViewIfNeeded();
  await page.waitForTimeout(200);
  const place = await page.evaluate(() => scrollY);
  await link.click();
  await page.getByRole('heading', { level: 1, name: 'Inovasi ilustratif 080' }).waitFor();
  await page.goBack();
  await page.getByText('100 dari 216 baris').waitFor();
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 5, place);
  assert.equal(await page.evaluate(() => window.isTheSame), true);
  await close(page);
});

test('filters, order and search are in the address, and an address brings them back', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Nilai 2024')));
  assert.equal(await page.locator('main table').count(), 2);
  await page.getByRole('navigation', { name: 'Jenjang' }).getByRole('link', { name: /Unit layanan/ }).click();
  await page.getByText('5 dari 5 baris').waitFor();
  await page.getByLabel('Predikat', { exact: true }).selectOption('A');
  await page.getByText('3 dari 3 baris').waitFor();
  await page.getByLabel('Urutan').selectOption('score');
  await settled(page);
  await page.getByLabel('Cari nama').fill('ilustratif');
  await page.getByText('2 dari 2 baris').waitFor();
  assert.deepEqual(await cells(page, 3), ['92,00', '94,00']);
  const { searchParams } = new URL(page.url());
  assert.deepEqual(Object.fromEntries(searchParams), { level: 'unit', band: 'A', sort: 'score', q: 'ilustratif' });
  await page.reload();
  await page.getByText('2 dari 2 baris').waitFor();
  assert.equal(await page.getByLabel('Cari nama').inputValue(), 'ilustratif');
  await page.getByRole('button', { name: 'Hapus saringan' }).click();
  await page.getByText('5 dari 5 baris').waitFor();
  await close(page);
});

test('in the order of names or scores one level is shown, never two mixed', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Nilai 2024')));
  await page.getByLabel('Urutan').selectOption('name');
  await page.getByText('5 dari 5 baris').waitFor();
  assert.equal(await page.locator('main table').first().locator('caption').innerText().then((text) => text.startsWith('Unit layanan')), true);
  await close(page);
});

test('switching the language keeps what was typed, what was open and the place', async () => {
  const page = await openPage(browser, { viewport: PHONE });
  await visit(page, at(await resultPath(server.origin, 'Top 99')));
  await page.getByLabel('Cari nama').fill('Inovasi ilustratif 1');
  await page.getByText(/dari 100 baris/).waitFor();
  await page.evaluate(() => scrollTo(0, 900));
  const row = page.locator('main tbody tr').nth(8);
  const place = (await row.boundingBox()).y;
  await page.locator('.languages [lang=en]').evaluate((button) => button.click());
  await page.getByText(/of 100 rows/).waitFor();
  assert.equal(await page.getByLabel('Find a name').inputValue(), 'Inovasi ilustratif 1');
  assert.ok(Math.abs((await row.boundingBox()).y - place) < 20);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.match(await page.locator('td.score').first().innerText(), /^\d\d\.\d\d$/);
  // The choice goes along, into the address and to the next page.
  await page.getByRole('link', { name: 'Home', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Results of contests and assessments of public service' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('lang'), 'en');
  await page.goto(at('/'));
  await page.getByRole('heading', { name: 'Results of contests and assessments of public service' }).waitFor();
  await close(page);
});

test('the explanation has its own address, opens and closes by keyboard and gives the focus back', async () => {
  const page = await openPage(browser);
  const path = await resultPath(server.origin, 'Perangkat daerah terinovatif');
  await visit(page, at(path));
  const link = page.getByRole('link', { name: 'Cara hitung: Dinas Kesehatan Kabupaten Serang' });
  await link.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Dinas Kesehatan Kabupaten Serang' });
  await dialog.getByText(/Inovasi ilustratif 002 = 90[.,]55/).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('objek'), 'dinkes-serang');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await link.evaluate((element) => element === document.activeElement), true);
  assert.equal(new URL(page.url()).searchParams.has('objek'), false);
  await visit(page, at(`${path}?objek=dinkes-serang`));
  await dialog.getByText('88,22').first().waitFor();
  await page.goto(at(`${path}?objek=tidak-ada`));
  await page.getByText('Baris ini tidak ada dalam hasil').waitFor();
  page.problems.length = 0; // The 404 that was asked for.
  await close(page);
});

test('by keyboard alone: past the head, into the menu of files and out again', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Nilai 2024')));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Langsung ke isi');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'app');
  const seen = [];
  for (let press = 0; press < 5; press += 1) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => document.activeElement.textContent.trim()));
  }
  assert.deepEqual(seen.slice(2), ['Periksa di peramban ini', 'Unduh', 'Bagikan']);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'CSV');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), 'Unduh');
  assert.equal(await page.locator('details ul').isVisible(), false);
  await close(page);
});

test('cuts are a line in the table, the made-up is marked, the year before is told in words', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Juara tiap kategori')));
  const service = page.locator('table', { has: page.getByRole('link', { name: 'Dinas Kesehatan Provinsi Banten' }) });
  assert.deepEqual(await service.locator('tbody tr').allInnerTexts().then((rows) => rows.map((row) => row.startsWith('Batas lolos'))), [false, false, false, true, false]);
  await page.getByText('Ilustratif, bukan hasil resmi').waitFor();
  await visit(page, at(await resultPath(server.origin, 'Nilai 2024')));
  const row = page.getByRole('row', { name: /Dinas Kesehatan Kota Cilegon/ });
  assert.match((await row.innerText()).replace(/\s+/g, ' '), /96,29 A · Hijau naik 7,27 dari 89,02 \(2023\)/);
  await close(page);
});

test('a chart says the same as the table behind it', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Juara tiap kategori')));
  const figure = page.getByRole('figure').first();
  await page.getByRole('heading', { name: 'Grafik', exact: true }).scrollIntoViewIfNeeded();
  await page.getByLabel('Grafik untuk').selectOption({ label: await page.getByLabel('Grafik untuk').locator('option').nth(1).innerText() });
  const shown = figure.locator('svg text[text-anchor=end]');
  await figure.getByText('90,07').first().waitFor();
  await figure.locator('summary').click();
  const table = await figure.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent)));
  const texts = await shown.allTextContents();
  assert.deepEqual(table.flat(), texts);
  assert.equal(table.length, 4);
  await close(page);
});

test('a unit tells all its years, and a chart joins them', async () => {
  const page = await openPage(browser);
  await visit(page, at(await unitPath(server.origin, 'Dinas Kesehatan Kota Cilegon')));
  assert.deepEqual(await cells(page, 1).then((years) => years.slice(0, 2)), ['2024', '2023']);
  const figure = page.getByRole('figure');
  assert.deepEqual(await figure.locator('svg .axis').allTextContents().then((texts) => texts.slice(-2)), ['2023', '2024']);
  await page.getByRole('link', { name: /Nilai 2024/ }).click();
  await page.getByRole('dialog', { name: 'Dinas Kesehatan Kota Cilegon' }).waitFor();
  await close(page);
});

test('a search finds units, programmes and results', async () => {
  const page = await openPage(browser);
  await visit(page, at('/'));
  await page.getByRole('searchbox').fill('cilegon');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Cari: cilegon' }).waitFor();
  await page.getByRole('link', { name: 'Kota Cilegon', exact: true }).waitFor();
  await page.getByRole('searchbox').fill('zzzz');
  await page.keyboard.press('Enter');
  await page.getByText('Tidak ada yang cocok').waitFor();
  await close(page);
});

test('a pack in words, with its sources as links', async () => {
  const page = await openPage(browser);
  await visit(page, at('/paket'));
  await page.getByRole('link', { name: 'Kompetisi Inovasi Pelayanan Publik (KIPP) 2023' }).click();
  await page.getByRole('heading', { level: 2, name: 'Pemeringkatan' }).waitFor();
  assert.ok((await page.locator('main a[href^="https://"]').count()) > 5);
  await close(page);
});

test('the verifier opens with the bundle of this result and agrees', async () => {
  const page = await openPage(browser);
  await visit(page, at(await resultPath(server.origin, 'Nilai 2024')));
  await page.getByRole('link', { name: 'Periksa di peramban ini' }).click();
  await page.getByText('Terverifikasi: semua hasil cocok').waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Kembali ke hasil' }).click();
  await page.getByRole('heading', { level: 1, name: /Nilai 2024/ }).waitFor();
  await close(page);
});

test('the link is copied, and that is said', async () => {
  const page = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await visit(page, at(await resultPath(server.origin, 'Nilai 2024')));
  await page.getByRole('button', { name: 'Bagikan' }).click();
  await page.getByText('Tautan disalin.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
  await close(page);
});

test('the look that was chosen stays', async () => {
  const page = await openPage(browser);
  await visit(page, at('/'));
  await page.getByLabel('Tampilan').selectOption('dark');
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await colour();
  await visit(page, at('/paket'));
  assert.equal(await colour(), dark);
  await page.getByLabel('Tampilan').selectOption('device');
  assert.notEqual(await colour(), dark);
  await close(page);
});
