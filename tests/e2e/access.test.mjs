// Every page in both languages and both looks, on a phone and on a desk: axe finds nothing and the page is never wider than the window.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { close, DESK, faults, launch, openPage, PHONE, visit } from './support/browser.mjs';
import { accept, invitationOf } from './support/people.mjs';
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
  'an invitation': () => invitationOf(server, 'undangan@kantor.go.id'),
  'a new password': async () => '/reset-password#tautan',
  'no page': async () => '/hasil',
};

/** As an administrator sees them. */
const OFFICE = {
  'the dashboard': '/kantor',
  'my account': '/kantor/akun',
  people: '/kantor/orang',
  'an invitation to write': '/kantor/orang/undang',
  'the audit': '/kantor/audit',
  organisations: '/kantor/organisasi',
  'a new organisation': '/kantor/organisasi/baru',
  'an import': '/kantor/organisasi/impor',
};

let signedIn;
/** The cookies of an administrator. */
async function administrator() {
  if (!signedIn) {
    const page = await openPage(browser);
    await accept(page, server, await invitationOf(server, 'admin@kantor.go.id', '--role', 'administrator'));
    signedIn = await page.context().storageState();
    await close(page);
  }
  return signedIn;
}

const ALL = [...Object.entries(PAGES).map(([name, path]) => ({ name, path })), ...Object.entries(OFFICE).map(([name, path]) => ({ name, path: async () => path, isOffice: true }))];

for (const { name, path, isOffice } of ALL) {
  for (const [width, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
    test(`${name}, ${width}`, async () => {
      const page = await openPage(browser, { viewport, ...(isOffice ? { storageState: await administrator() } : {}) });
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
