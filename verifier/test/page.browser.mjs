// Drives dist/verifier.html in a real Chromium, from file:// (run by `npm run test:browser`).
// CHROMIUM names the browser; SCREENSHOTS, if set, a folder for pictures to look at.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const address = pathToFileURL(join(root, 'dist/verifier.html')).href;
const samples = mkdtempSync(join(tmpdir(), 'verifier-'));
const sample = (name) => join(samples, name);
let browser;

before(async () => {
  execFileSync(process.execPath, [join(root, 'dist/test/samples.mjs'), samples, '15000', '0']);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  rmSync(samples, { recursive: true, force: true });
});

async function open(options = {}) {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 }, ...options });
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()));
  page.on('request', (request) => request.url() !== address && page.problems.push(request.url()));
  await page.goto(address);
  return page;
}

async function result(page) {
  await page.locator('#result').waitFor({ state: 'visible', timeout: 120_000 });
  return page.locator('#result').innerText();
}

async function finish(page, name) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`), fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `the page is ${overflow} px wider than the window`);
  assert.deepEqual(page.problems, []);
  await page.close();
}

test('a good bundle: verdict in words and icon, signer, ranking, note', async () => {
  const page = await open();
  await page.locator('#key').fill(readFileSync(sample('key.txt'), 'utf8').trim());
  await page.locator('#file').setInputFiles(sample('small.json'));
  const text = await result(page);
  assert.match(text, /Terverifikasi/);
  assert.match(text, /sah, oleh kunci [0-9a-f]{64} \(kunci yang diharapkan\)/);
  assert.match(text, /Ilustratif:/);
  assert.match(text, /Juara/);
  assert.equal(await page.locator('.verdict svg').count(), 1);
  assert.equal(await page.locator('tbody tr').count(), 12);
  await finish(page, 'good-phone');
});

test('English, dark, wide', async () => {
  const page = await open({ viewport: { width: 1100, height: 800 }, colorScheme: 'dark' });
  await page.locator('#file').setInputFiles(sample('small.json'));
  await result(page);
  await page.locator('#to-en').click();
  assert.match(await result(page), /Verified[\s\S]*compare it with the key[\s\S]*Main ranking/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await finish(page, 'good-dark');
});

test('a dropped bundle that lies: every difference by path', async () => {
  const page = await open();
  const text = readFileSync(sample('tampered.json'), 'utf8');
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'tampered.json'));
    return transfer;
  }, text);
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: data });
  const shown = await result(page);
  assert.match(shown, /Tidak terverifikasi/);
  assert.match(shown, /results\[3\]\.score: bundel "99\.99", hitung ulang "/);
  await finish(page, 'bad-phone');
});

test('another key than the expected one, and a key that is none', async () => {
  const page = await open();
  await page.locator('#key').fill('ab'.repeat(32));
  await page.locator('#file').setInputFiles(sample('small.json'));
  assert.match(await result(page), /signature\.public_key/);
  await page.locator('#key').fill('abc');
  await page.locator('#file').setInputFiles(sample('small.json'));
  await page.getByText('harus 64 digit').waitFor();
  await finish(page, 'wrong-key');
});

test('a fair ranking on a phone: every cell labelled as advice, nothing told by colour alone', async () => {
  const page = await open({ viewport: { width: 400, height: 800 } });
  await page.locator('#file').setInputFiles(sample('fair.json'));
  const text = await result(page);
  assert.match(text, /Terverifikasi/);
  assert.match(text, /Peringkat adil \(saran\)[\s\S]*bukan hasil resmi[\s\S]*Banyaknya simulasi: 2000\. Benihnya dipilih pelaksana: 1\./);
  const cells = await page.locator('tbody tr').first().locator('td.advice').evaluateAll((all) => all.map((cell) => [cell.dataset.label, cell.textContent]));
  assert.deepEqual(cells.map(([label]) => label),
    ['Nilai terkoreksi (saran)', 'Peluang masuk Top 5 (saran)', 'Kisaran peringkat (saran)', 'Posisi (saran)']);
  assert.match(cells.map(([, content]) => content).join('|'), /^\d+\.\d\d\s±\s\d\.\d\d\|(> )?\d+ %\|\d+(–\d+)?\|di (dalam|batas|luar)$/);
  await finish(page, 'fair-phone');
});

test('a fair ranking, English and wide; one that was changed', async () => {
  const page = await open({ viewport: { width: 1100, height: 800 } });
  await page.locator('#to-en').click();
  await page.locator('#file').setInputFiles(sample('fair.json'));
  assert.match(await result(page), /Fair ranking \(advice\)[\s\S]*CORRECTED SCORE \(ADVICE\)|Corrected score \(advice\)/);
  await page.locator('#result').waitFor();
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, 'fair-wide.png'), fullPage: true });
  await page.locator('#file').setInputFiles(sample('fair-tampered.json'));
  await page.getByText('fair.entries[4, u004].corrected: bundle "99.5", recomputed').waitFor();
  await finish(page, 'fair-changed');
});

test('a file that is no bundle', async () => {
  const page = await open();
  await page.locator('#file').setInputFiles(sample('key.txt'));
  assert.match(await result(page), /Bukan bundel Juara/);
  await finish(page, 'no-bundle');
});

test('a bundle of 15 MB says what it is doing, and the controls work by keyboard', async () => {
  const page = await open();
  const seen = page.evaluate(() => new Promise((resolve) => {
    const texts = new Set();
    new MutationObserver(() => {
      const text = document.getElementById('progress').textContent;
      texts.add(text);
      if (text === 'Selesai.') resolve([...texts]);
    }).observe(document.getElementById('progress'), { childList: true });
  }));
  await page.locator('#file').setInputFiles(sample('subjects.json'));
  assert.match(await result(page), /15000 subjek/);
  const texts = await seen;
  assert.ok(texts.some((text) => /menghitung ulang \d+ \/ 15000/.test(text)), texts.join(' | '));
  assert.equal(await page.locator('tbody tr').count(), 300);
  await page.locator('#to-id').focus();
  const order = [];
  for (let i = 0; i < 3; i += 1) {
    await page.keyboard.press('Tab');
    order.push(await page.evaluate(() => document.activeElement.id));
  }
  assert.deepEqual(order, ['to-en', 'key', 'file']);
  await page.close();
});

test('on a server: the bundle it was opened for is fetched and checked, in the language asked for; the file to hand out fetches nothing', async () => {
  const served = { '/verifikasi': 'verifier-online.html', '/file': 'verifier.html' };
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    response.setHeader('Content-Security-Policy', "frame-ancestors 'none'");
    if (pathname === '/api/v1/results/a%20b/bundle') response.end(readFileSync(sample('small.json')));
    else if (pathname in served) response.setHeader('Content-Type', 'text/html').end(readFileSync(join(root, 'dist', served[pathname])));
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, resolve));
  const origin = `http://localhost:${server.address().port}`;
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/verifikasi?hasil=a%20b&lang=en`);
    assert.match(await result(page), /Verified/);
    assert.equal(await page.locator('#back').getAttribute('href'), '/hasil/a%20b');
    await page.goto(`${origin}/verifikasi?hasil=gone`);
    await page.getByText('tidak dapat dibaca atau diunduh').waitFor();
    await page.goto(`${origin}/file?hasil=a%20b`);
    await page.getByText('tidak dapat dibaca atau diunduh').waitFor();
  } finally {
    await page.close();
    server.close();
  }
});
