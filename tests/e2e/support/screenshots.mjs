// The pictures of docs/user/: see tools/screenshots.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, openPage, visit } from './browser.mjs';
import { resultPath, startServer, unitPath } from './server.mjs';

const SIZES = { ponsel: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
const folder = process.argv[2];

/** Name of the picture → the page, and what is done there before it is taken. */
const PAGES = {
  beranda: { path: async () => '/' },
  hasil: { path: () => resultPath(server.origin, 'Nilai 2024') },
  'hasil-panjang': { path: () => resultPath(server.origin, 'Top 99'), act: (page) => page.locator('main table').first().scrollIntoViewIfNeeded() },
  grafik: {
    path: () => resultPath(server.origin, 'Nilai 2024'),
    act: async (page) => {
      await page.getByRole('heading', { name: 'Grafik', exact: true }).evaluate((heading) => heading.scrollIntoView());
      await page.getByRole('figure').first().locator('svg').waitFor();
      await page.getByRole('heading', { name: 'Grafik', exact: true }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  penjelasan: { path: async () => `${await resultPath(server.origin, 'Perangkat daerah terinovatif')}?objek=dinkes-serang` },
  unit: { path: () => unitPath(server.origin, 'Dinas Kesehatan Kota Cilegon') },
  paket: { path: async () => '/paket/kipp/2023' },
  pemeriksaan: {
    path: () => resultPath(server.origin, 'Nilai 2024'),
    act: async (page) => {
      await page.getByRole('link', { name: 'Periksa di peramban ini' }).click();
      await page.getByText('Terverifikasi: semua hasil cocok').waitFor({ timeout: 60_000 });
    },
  },
};

async function take(browser, name, { path, act }) {
  for (const [kind, viewport] of Object.entries(SIZES)) {
    const page = await openPage(browser, { viewport });
    await visit(page, server.origin + (await path()));
    await act?.(page);
    await page.screenshot({ path: join(folder, `${name}-${kind}.png`) });
    await page.context().close();
  }
}

const [browser, server] = await Promise.all([launch(), startServer()]);
try {
  await mkdir(folder, { recursive: true });
  for (const [name, page] of Object.entries(PAGES)) await take(browser, name, page);
} finally {
  await browser.close();
  await server.stop();
}
