// The secretariat's results, from the bundle to the correction; and the letters that go out.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { close, faults, launch, openPage, PHONE, visit } from './support/browser.mjs';
import { accept, invitationOf } from './support/people.mjs';
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

const forgive = (page, ...statuses) => (page.problems = page.problems.filter((problem) => !statuses.some((status) => problem.includes(`status of ${status}`))));
const clean = async (page) => assert.deepEqual(await faults(page), []);

test('a bundle becomes a draft, is scheduled, published as a correction and withdrawn', async () => {
  const page = await openPage(browser);
  await accept(page, server, await invitationOf(server, 'sekretariat@kantor.go.id', '--role', 'secretariat'));
  const old = await resultPath(server.origin, 'Top 99');
  const bundle = Buffer.from(await (await fetch(at(old.replace('/hasil/', '/api/v1/results/') + '/bundle'))).arrayBuffer());
  const choose = (buffer) => page.getByLabel('Berkas hasil (JSON)').setInputFiles({ name: 'berkas.json', mimeType: 'application/json', buffer });
  await visit(page, at('/kantor/hasil?penyelenggaraan=cilacap-2024'));
  await page.getByRole('button', { name: 'Periksa dan simpan' }).click();
  await page.getByText('Pilih berkasnya.').waitFor();
  await clean(page);
  await choose(Buffer.from(bundle.toString().replace(/"score":"80(\.0+)?"/, '"score":"81$1"')));
  await page.getByLabel('Judul dalam bahasa Indonesia').fill('Top 99, diperbaiki');
  await page.getByLabel('Judul dalam bahasa Inggris').fill('Top 99, corrected');
  await page.getByLabel('Tahun', { exact: true }).fill('2024');
  await page.getByLabel('Perbaikan atas').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Periksa dan simpan' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('Judul dalam bahasa Indonesia').inputValue(), 'Top 99, diperbaiki');
  await choose(bundle);
  await page.getByRole('button', { name: 'Periksa dan simpan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Top 99, diperbaiki' }).waitFor();
  await page.getByText('konsep', { exact: true }).waitFor();
  const path = new URL(page.url()).pathname.replace('/kantor', '');
  assert.equal((await fetch(at(path))).status, 404);

  await page.getByLabel('Pada waktu tertentu').check();
  await page.getByLabel('Tanggal dan jam').fill('2099-01-02T09:00');
  await page.getByLabel('Catatan perbaikan dalam bahasa Indonesia').fill('Nilai 80 ditulis ulang.');
  await page.getByRole('button', { name: 'Jadwalkan' }).click();
  await page.locator('input[lang=en][aria-invalid=true]').waitFor();
  await page.getByLabel('Catatan perbaikan dalam bahasa Inggris').fill('The score 80 was written anew.');
  await page.getByRole('button', { name: 'Jadwalkan' }).click();
  await page.getByText('akan muncul 2 Januari 2099').waitFor();
  assert.equal((await fetch(at(path))).status, 404);
  await clean(page);
  await page.getByRole('button', { name: 'Batalkan jadwal' }).click();
  await page.getByText('konsep', { exact: true }).waitFor();

  await page.getByLabel('Sekarang').check();
  await page.getByRole('button', { name: 'Umumkan sekarang' }).click();
  await page.getByText('diumumkan', { exact: true }).waitFor();
  assert.equal((await fetch(at(path))).status, 200);
  const reader = await openPage(browser, { viewport: PHONE });
  await visit(reader, at(old));
  await reader.getByText(/^Diganti pada/).waitFor();
  await clean(reader);
  await reader.getByRole('link', { name: 'Buka hasil penggantinya' }).click();
  await reader.getByRole('heading', { level: 1, name: 'Top 99, diperbaiki' }).waitFor();

  await page.getByText('Tarik dengan alasan').click();
  await page.getByRole('button', { name: 'Tarik sekarang' }).click();
  await page.locator('input[lang=id][aria-invalid=true]').waitFor();
  await page.getByLabel('Alasan dalam bahasa Indonesia').fill('Keliru.');
  await page.getByLabel('Alasan dalam bahasa Inggris').fill('Mistaken.');
  await page.getByRole('button', { name: 'Tarik sekarang' }).click();
  await page.getByText(/^Ditarik pada/).waitFor();
  await clean(page);
  await visit(reader, at(path));
  await reader.getByText('Keliru.').waitFor();
  await clean(reader);
  forgive(page, 400, 409, 404);
  forgive(reader, 404);
  await close(reader);
  await close(page);
});

test('a secretariat opens a programme; readers see it once it has a result', async () => {
  const page = await openPage(browser);
  await accept(page, server, await invitationOf(server, 'pembuka@kantor.go.id', '--role', 'secretariat'));
  await visit(page, at('/kantor/hasil'));
  await page.getByText('Buka penyelenggaraan').first().click();
  await page.getByLabel('Nama dalam bahasa Indonesia').fill('Lomba Inovasi 2026');
  await page.getByLabel('Nama dalam bahasa Inggris').fill('Innovation contest 2026');
  await page.getByLabel('Tahun penyelenggaraan').fill('26');
  await page.getByLabel('Instrumen').last().selectOption('kipp@2023');
  await page.getByRole('button', { name: 'Buka penyelenggaraan' }).click();
  await page.locator('input[aria-invalid=true]').waitFor();
  await clean(page);
  await page.getByLabel('Tahun penyelenggaraan').fill('2026');
  await page.getByRole('button', { name: 'Buka penyelenggaraan' }).click();
  await page.waitForURL(/penyelenggaraan=lomba-inovasi-2026/);
  assert.equal(await page.getByLabel('Penyelenggaraan', { exact: true }).inputValue(), 'lomba-inovasi-2026');
  assert.equal((await fetch(at('/penyelenggaraan/lomba-inovasi-2026'))).status, 404);
  await page.context().close();
});

test('a score sheet is tried, mended and kept as a draft', async () => {
  const page = await openPage(browser);
  await accept(page, server, await invitationOf(server, 'penghitung@kantor.go.id', '--role', 'secretariat'));
  await visit(page, at('/kantor/hasil?penyelenggaraan=cilacap-2024'));
  const sheet = (value) => Buffer.from(`subject,u1,u2,u3,u4,u5,u6,u7,u8,u9\npuskesmas-a,3.2,3.1,3.4,3.9,3.3,3.5,3.4,3.1,3.6\npuskesmas-b,2.9,3.0,2.7,3.8,3.1,3.2,3.3,2.8,${value}\n`);
  const choose = (value) => page.getByLabel('Lembar nilai (CSV atau XLSX)').setInputFiles({ name: 'nilai.csv', mimeType: 'text/csv', buffer: sheet(value) });
  await page.getByRole('button', { name: 'Periksa lembar nilai' }).click();
  await page.getByText('Pilih berkasnya.').first().waitFor();
  const form = page.getByRole('form', { name: 'Hitung dari lembar nilai' });
  const skm = await form.getByLabel('Instrumen').locator('option', { hasText: '(skm@' }).last().getAttribute('value');
  await form.getByLabel('Instrumen').selectOption(skm);
  await choose('banyak');
  await page.getByRole('button', { name: 'Periksa lembar nilai' }).click();
  await page.getByText('Yang harus diperbaiki: 1').waitFor();
  assert.equal(await page.getByRole('row', { name: /3 u9/ }).count(), 1);
  await clean(page);
  await choose('3.0');
  await page.getByRole('button', { name: 'Periksa lembar nilai' }).click();
  await page.getByText('Objek penilaian: 2, penilai').waitFor();
  await clean(page);
  await form.getByLabel('Judul dalam bahasa Indonesia').fill('Survei dari lembar nilai');
  await form.getByLabel('Judul dalam bahasa Inggris').fill('Survey from a sheet');
  await form.getByLabel('Tahun').fill('2024');
  await page.getByRole('button', { name: 'Simpan sebagai konsep', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Survei dari lembar nilai' }).waitFor();
  await page.getByText('konsep', { exact: true }).waitFor();
  await close(page);
});

test('who runs one programme sees the results of that one', async () => {
  const page = await openPage(browser, { viewport: PHONE });
  await accept(page, server, await invitationOf(server, 'cilacap@kantor.go.id', '--role', 'secretariat', '--programme', 'cilacap-2024'));
  await page.getByRole('navigation', { name: 'Kantor' }).getByRole('link', { name: 'Hasil' }).click();
  await page.getByRole('link', { name: /Top 99/ }).first().waitFor();
  assert.equal(await page.getByLabel('Penyelenggaraan', { exact: true }).count(), 0);
  await clean(page);
  await page.goto(at('/kantor/hasil?penyelenggaraan=muara-enim-2020'));
  await page.getByRole('heading', { level: 1, name: 'Tidak berwenang' }).waitFor();
  forgive(page, 403);
  await close(page);
});

test('a letter waits in the outbox and is read by an administrator', async () => {
  const page = await openPage(browser);
  await accept(page, server, await invitationOf(server, 'admin@kantor.go.id', '--role', 'administrator'));
  await visit(page, at('/kantor/orang/undang'));
  await page.getByLabel('Alamat surel').fill('baru@kantor.go.id');
  await page.getByLabel('Nama', { exact: true }).fill('Orang Baru');
  await page.getByRole('button', { name: 'Kirim undangan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Orang Baru' }).waitFor();
  await page.getByRole('link', { name: 'Surat' }).click();
  await page.getByRole('heading', { level: 1, name: 'Surat' }).waitFor();
  await page.getByRole('button', { name: /^Baca: Undangan ke Juara, baru@kantor.go.id/ }).click();
  await page.getByRole('dialog').getByText(/\/invitation#/).waitFor();
  await clean(page);
  await page.keyboard.press('Escape');
  await clean(page);
  await close(page);
});
