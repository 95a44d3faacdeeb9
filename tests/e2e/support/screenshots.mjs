// The pictures of docs/user/: see tools/screenshots.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, openPage, visit } from './browser.mjs';
import { accept, invitationOf, PASSWORD } from './people.mjs';
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
  masuk: { path: async () => '/masuk' },
};

/** The same for those behind sign-in, as an administrator sees them. */
const OFFICE = {
  dasbor: { path: async () => '/kantor' },
  orang: { path: async () => '/kantor/orang' },
  organisasi: { path: async () => '/kantor/organisasi' },
  surat: { path: async () => '/kantor/surat' },
  audit: {
    path: async () => '/kantor/audit',
    act: async (page) => {
      await page.getByRole('button', { name: 'Periksa rantai' }).click();
      await page.getByText('Rantai audit utuh').waitFor();
    },
  },
  autentikator: {
    path: async () => '/kantor/akun',
    act: async (page) => {
      const part = page.locator('#second-factor');
      await part.locator('summary').click();
      await part.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD);
      await part.getByRole('button', { name: 'Lanjutkan' }).click();
      await part.getByRole('img', { name: /Kode QR/ }).waitFor();
      await part.evaluate((element) => element.scrollIntoView());
    },
  },
};

const LIST = `kode,jenis,nama,induk,wilayah
PEMPROV-36,pemerintah,Pemerintah Provinsi Banten,,36
PEMKOT-3672,pemerintah,Pemerintah Kota Cilegon,PEMPROV-36,36.72
DINKES-3672,instansi,Dinas Kesehatan Kota Cilegon,PEMKOT-3672,
PEMKAB-3301,pemerintah,Pemerintah Kabupaten Cilacap,,33.01
SAMPANG,unit,Puskesmas Sampang,PEMKAB-3301,
`;

/** As a secretariat sees them. */
const SECRETARIAT = {
  'kantor-hasil': { path: async () => '/kantor/hasil?penyelenggaraan=cilacap-2024' },
  mengumumkan: {
    path: async () => '/kantor/hasil?penyelenggaraan=ombudsman-banten-2024',
    act: async (page) => {
      const bundle = await (await fetch(server.origin + (await resultPath(server.origin, 'Nilai 2024')).replace('/hasil/', '/api/v1/results/') + '/bundle')).arrayBuffer();
      await page.getByLabel('Berkas hasil (JSON)').setInputFiles({ name: 'hasil.json', mimeType: 'application/json', buffer: Buffer.from(bundle) });
      await page.getByLabel('Judul dalam bahasa Indonesia').fill('Nilai 2025 (contoh konsep)');
      await page.getByLabel('Judul dalam bahasa Inggris').fill('Scores of 2025 (sample draft)');
      await page.getByLabel('Tahun').fill('2025');
      await page.getByRole('button', { name: 'Periksa dan simpan' }).click();
      await page.getByLabel('Pada waktu tertentu').check();
      await page.getByRole('heading', { level: 1 }).evaluate((heading) => heading.scrollIntoView());
    },
  },
};

/** Signs an administrator in, and lets him bring in people and organisations. Gives his cookies. */
async function furnish(browser) {
  const page = await openPage(browser);
  await accept(page, server, await invitationOf(server, 'administrator@kantor.go.id', '--name', 'Administrator', '--role', 'administrator'));
  await invitationOf(server, 'juri@kampus.ac.id', '--name', 'Juri dari perguruan tinggi', '--role', 'juror', '--programme', 'cilacap-2024');
  await invitationOf(server, 'auditor@inspektorat.go.id', '--name', 'Auditor dari inspektorat', '--role', 'auditor');
  await visit(page, `${server.origin}/kantor/organisasi/impor`);
  await page.getByLabel('Berkas CSV').setInputFiles({ name: 'organisasi.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
  await page.getByRole('button', { name: 'Coba dahulu' }).click();
  await page.getByRole('button', { name: 'Impor sekarang' }).click();
  await page.getByText('Impor selesai').waitFor();
  await visit(page, `${server.origin}/kantor/orang/undang`);
  await page.getByLabel('Alamat surel').fill('penilai@kampus.ac.id');
  await page.getByLabel('Nama', { exact: true }).fill('Penilai dari perguruan tinggi');
  await page.getByRole('button', { name: 'Kirim undangan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Penilai dari perguruan tinggi' }).waitFor();
  return page.context().storageState();
}

async function take(browser, name, { path, act }, storageState) {
  for (const [kind, viewport] of Object.entries(SIZES)) {
    const page = await openPage(browser, { viewport, storageState });
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
  const cookies = await furnish(browser);
  for (const [name, page] of Object.entries(OFFICE)) await take(browser, name, page, cookies);
  const secretary = await openPage(browser);
  await accept(secretary, server, await invitationOf(server, 'sekretariat@kantor.go.id', '--name', 'Sekretariat', '--role', 'secretariat'));
  const secretaryCookies = await secretary.context().storageState();
  for (const [name, page] of Object.entries(SECRETARIAT)) await take(browser, name, page, secretaryCookies);
} finally {
  await browser.close();
  await server.stop();
}
