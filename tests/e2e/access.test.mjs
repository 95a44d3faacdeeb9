// Every page in both languages and both looks, on a phone and on a desk: axe finds nothing and the page is never wider than the window.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { close, DESK, faults, launch, openPage, PHONE, visit } from './support/browser.mjs';
import { resultPath, startServer, unitPath } from './support/server.mjs';

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), startServer()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const PAGES = {
  'the home page': async () => '/',
  'a programme': async () => '/penyelenggaraan/ombudsman-banten-2024',
  'a result with zones and an earlier year': () => resultPath(server.origin, 'Nilai 2024'),
  'a result with cuts in three categories': () => resultPath(server.origin, 'Juara tiap kategori'),
  'a result with levels': () => resultPath(server.origin, 'Perangkat daerah terinovatif'),
  'a long result': () => resultPath(server.origin, 'Top 99'),
  'an explanation': async () => `${await resultPath(server.origin, 'Perangkat daerah terinovatif')}?objek=dinkes-serang`,
  'a unit': () => unitPath(server.origin, 'Dinas Kesehatan Kota Cilegon'),
  'the packs': async () => '/paket',
  'a pack': async () => '/paket/kipp/2023',
  'the search': async () => '/cari?q=cilegon',
  'a search without an answer': async () => '/cari?q=zzzz',
  'signing in': async () => '/masuk',
  'a forgotten password': async () => '/lupa-sandi',
  'no page': async () => '/hasil',
};

for (const [name, path] of Object.entries(PAGES)) {
  for (const [width, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
    test(`${name}, ${width}`, async () => {
      const page = await openPage(browser, { viewport });
      await visit(page, server.origin + (await path()));
      // Charts are fetched when they come near.
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      for (const details of await page.locator('main details:not(:has(.button))').all()) await details.evaluate((element) => (element.open = true));
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const lang of ['id', 'en']) {
          // Behind a dialog the switch is out of reach, as it should be.
          await page.locator(`.languages [lang=${lang}]`).evaluate((button) => button.click());
          await page.locator(`html[lang=${lang}]`).waitFor();
          assert.deepEqual(await faults(page), [], `${colorScheme}, ${lang}`);
        }
      }
      page.problems = page.problems.filter((problem) => !/status of 404/.test(problem)); // Of the page that is none.
      await close(page);
    });
  }
}
