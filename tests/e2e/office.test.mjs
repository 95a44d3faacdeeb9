// What is behind sign-in: one's account, people, organisations, the audit.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { close, faults, launch, openPage, settled, visit } from './support/browser.mjs';
import { accept, invitationOf, oneTimeCode, PASSWORD, signIn } from './support/people.mjs';
import { startServer } from './support/server.mjs';

let browser;
let server;
/** Signed in as an administrator; tests that sign out use people of their own. */
let office;
const at = (path) => server.origin + path;

before(async () => {
  [browser, server] = await Promise.all([launch(), startServer()]);
  office = await openPage(browser);
  await accept(office, server, await invitationOf(server, 'admin@kantor.go.id', '--role', 'administrator'));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the browser says of answers that were asked for on purpose. */
const forgive = (page, ...statuses) => (page.problems = page.problems.filter((problem) => !statuses.some((status) => problem.includes(`status of ${status}`))));
const focused = (page, name) => page.waitForFunction((wanted) => document.activeElement.getAttribute('name') === wanted, name);

test('an invitation: a weak password is refused at its field and the name stays; a link is for once', async () => {
  const page = await openPage(browser);
  const link = await invitationOf(server, 'juri@kampus.ac.id', '--role', 'juror', '--programme', 'cilacap-2024');
  await visit(page, at(link));
  await page.getByLabel('Nama').fill('Juri Percobaan');
  await page.getByLabel('Kata sandi baru').fill('pendek');
  await page.getByRole('button', { name: 'Buat akun dan masuk' }).click();
  await page.getByText('Kata sandi terlalu pendek').waitFor();
  await focused(page, 'password');
  assert.equal(await page.getByLabel('Nama').inputValue(), 'Juri Percobaan');
  await page.getByLabel('Kata sandi baru').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Halo, Juri Percobaan' }).waitFor();
  await page.getByText('Juri, di penyelenggaraan cilacap-2024').waitFor();
  // A juror sees neither people nor the audit.
  assert.deepEqual(await page.getByRole('navigation', { name: 'Kantor' }).getByRole('link').allInnerTexts(), ['Dasbor', 'Organisasi', 'Akun saya']);
  await page.goto(at('/kantor/audit'));
  await page.getByRole('heading', { level: 1, name: 'Tidak berwenang' }).waitFor();
  await page.goto('about:blank');
  await page.goto(at(link));
  await page.getByText('Tautan ini tidak berlaku').waitFor();
  forgive(page, 400, 403, 404);
  await close(page);
});

test('signing in: errors at their fields, a change of language keeps what was typed, and back to where one was going', async () => {
  await invitationOf(server, 'auditor@kantor.go.id', '--role', 'auditor').then((link) => openPage(browser).then(async (page) => {
    await accept(page, server, link);
    await page.context().close();
  }));
  const page = await openPage(browser);
  await visit(page, at('/kantor/audit?action=identity.'));
  await page.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor();
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByText('Kosong; isilah').first().waitFor();
  await focused(page, 'mail');
  await signIn(page, 'auditor@kantor.go.id', 'bukan kata sandinya');
  await page.getByText('Alamat surel atau kata sandi salah').waitFor();
  await page.locator('.languages [lang=en]').click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  assert.equal(await page.getByLabel('Mail address').inputValue(), 'auditor@kantor.go.id');
  assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), 'bukan kata sandinya');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('action'), 'identity.');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  forgive(page, 400, 401);
  await close(page);
});

test('a forgotten password: nobody learns whether there is such an account', async () => {
  const page = await openPage(browser);
  await visit(page, at('/masuk'));
  await page.getByRole('link', { name: 'Lupa kata sandi?' }).click();
  await page.getByRole('heading', { level: 1, name: 'Lupa kata sandi' }).waitFor();
  await page.getByLabel('Alamat surel').fill('tidak-ada@kantor.go.id');
  await page.getByRole('button', { name: 'Kirim tautan' }).click();
  await page.getByText('Jika tidak-ada@kantor.go.id terdaftar').waitFor();
  await visit(page, at('/reset-password#salah'));
  await page.getByLabel('Kata sandi baru').fill(PASSWORD);
  await page.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await page.getByText('Tautan ini sudah dipakai').waitFor();
  await page.getByRole('link', { name: 'Minta tautan baru' }).waitFor();
  forgive(page, 404);
  await close(page);
});

test('a second factor: set up by its secret, asked for at sign-in, taken away by a recovery code', async () => {
  const page = await openPage(browser);
  await accept(page, server, await invitationOf(server, 'dua@kantor.go.id', '--role', 'auditor'));
  await page.getByRole('link', { name: 'Pasang kode autentikator' }).click();
  const part = page.locator('#second-factor');
  await part.locator('summary').click();
  await part.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD);
  await part.getByRole('button', { name: 'Lanjutkan' }).click();
  await part.getByRole('img', { name: /Kode QR/ }).waitFor();
  const secret = await part.locator('code').innerText();
  assert.deepEqual(await faults(page), []);
  await part.getByLabel('Kode autentikator').fill('000000');
  await page.keyboard.press('Enter');
  await part.getByText(/Kode salah/).waitFor();
  await part.getByLabel('Kode autentikator').fill(oneTimeCode(secret));
  await page.keyboard.press('Enter');
  await part.getByText('Simpan kode pemulihan ini').waitFor();
  const codes = await part.locator('li code').allInnerTexts();
  assert.equal(codes.length, 10);
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor();
  await signIn(page, 'dua@kantor.go.id');
  await focused(page, 'code');
  await page.keyboard.type('123456');
  await page.keyboard.press('Enter');
  await page.getByText(/Kode salah atau sudah dipakai/).waitFor();
  await page.getByLabel('Kode autentikator').fill(codes[0]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Halo/ }).waitFor();
  await visit(page, at('/kantor/akun'));
  await part.getByText('Kode pemulihan yang tersisa: 9.').waitFor();
  await part.locator('summary').click();
  await part.getByLabel('Nonaktifkan kode autentikator').check();
  await part.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD);
  await part.getByRole('textbox', { name: 'Kode autentikator' }).fill(codes[1]);
  await part.getByRole('button', { name: 'Nonaktifkan kode autentikator' }).click();
  await part.getByText('belum aktif').waitFor();
  forgive(page, 400, 401);
  await close(page);
});

test('sessions are listed and ended from afar; what was typed meanwhile is not lost', async () => {
  const link = await invitationOf(server, 'sesi@kantor.go.id', '--role', 'secretariat');
  const first = await openPage(browser);
  await accept(first, server, link);
  const second = await openPage(browser);
  await visit(second, at('/masuk'));
  await signIn(second, 'sesi@kantor.go.id');
  await second.getByRole('heading', { level: 1, name: /^Halo/ }).waitFor();
  await visit(second, at('/kantor/organisasi/baru'));
  await second.getByLabel('Nama resmi').fill('Pemerintah Kabupaten yang Panjang Namanya');
  await visit(first, at('/kantor/akun'));
  await first.getByRole('button', { name: /^Akhiri:/ }).click();
  await first.getByRole('button', { name: /^Akhiri:/ }).waitFor({ state: 'detached' });
  await second.getByRole('button', { name: 'Tambahkan' }).click();
  await second.getByText('Sesi Anda sudah berakhir. Isian Anda tetap ada.').waitFor();
  assert.equal(await second.getByLabel('Nama resmi').inputValue(), 'Pemerintah Kabupaten yang Panjang Namanya');
  const [fresh] = await Promise.all([second.waitForEvent('popup'), second.getByRole('link', { name: /Masuk di tab baru/ }).click()]);
  await fresh.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor();
  await signIn(fresh, 'sesi@kantor.go.id');
  await fresh.getByRole('heading', { level: 1, name: /^Halo/ }).waitFor();
  await second.getByLabel('Wilayah').selectOption('36.04');
  await second.getByRole('button', { name: 'Tambahkan' }).click();
  await second.getByRole('heading', { level: 1, name: 'Pemerintah Kabupaten yang Panjang Namanya' }).waitFor();
  forgive(second, 401);
  await close(second);
  await close(first);
});

test('a new name is saved, and an empty one refused at its field', async () => {
  const page = office;
  await visit(page, at('/kantor/akun'));
  const form = page.getByRole('form', { name: 'Nama dan bahasa' });
  await form.getByLabel('Nama').fill('');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await form.getByText(/isilah|terlalu pendek/).waitFor();
  await form.getByLabel('Nama').fill('Administrator Baru');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Tersimpan.').waitFor();
  await page.locator('.who').getByText('Administrator Baru').waitFor();
  forgive(page, 400);
});

test('an API token is shown once, works, and is over when it is revoked', async () => {
  const page = office;
  await visit(page, at('/kantor/akun'));
  await page.getByText('Buat token baru').click();
  const form = page.getByRole('form', { name: 'Buat token baru' });
  await form.getByRole('button', { name: 'Buat token' }).click();
  await form.getByText('Kosong; isilah').first().waitFor();
  await form.getByLabel('Nama').fill('laporan bulanan');
  await form.getByLabel('Berlaku sampai').fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
  await form.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD);
  await form.getByRole('button', { name: 'Buat token' }).click();
  await page.getByText('Token laporan bulanan dibuat').waitFor();
  const secret = await page.locator('section', { hasText: 'Token API' }).locator('code').innerText();
  const me = () => fetch(at('/api/v1/me'), { headers: { Authorization: `Bearer ${secret}` } });
  assert.equal((await me()).status, 200);
  await page.getByRole('button', { name: 'Cabut: laporan bulanan' }).click();
  await page.getByText('Token laporan bulanan dibuat').waitFor({ state: 'detached' });
  assert.equal((await me()).status, 401);
  forgive(page, 400);
});

test('somebody is invited, gets another role, loses it and is shut out', async () => {
  const page = office;
  await visit(page, at('/kantor/orang/undang'));
  await page.getByLabel('Alamat surel').fill('bukan alamat');
  await page.getByLabel('Nama', { exact: true }).fill('Penilai Baru');
  await page.getByLabel('Peran').selectOption('assessor');
  await page.getByRole('combobox', { name: 'Penyelenggaraan' }).fill('cilacap-2024');
  await page.getByRole('button', { name: 'Kirim undangan' }).click();
  await page.getByText('Alamat surel tidak sah').waitFor();
  assert.equal(await page.getByRole('combobox', { name: 'Penyelenggaraan' }).inputValue(), 'cilacap-2024');
  await page.getByLabel('Alamat surel').fill('penilai@kampus.ac.id');
  await page.getByRole('button', { name: 'Kirim undangan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Penilai Baru' }).waitFor();
  await page.getByRole('button', { name: 'Kirim ulang undangan' }).click();
  await page.getByText('tautan lama tidak berlaku lagi').waitFor();
  await page.getByText('Beri peran', { exact: true }).click();
  await page.getByLabel('Peran', { exact: true }).selectOption('auditor');
  await page.getByLabel('Lingkup').selectOption('installation');
  await page.getByRole('button', { name: 'Beri peran ini' }).click();
  await page.getByRole('button', { name: 'Cabut: Auditor, di seluruh instalasi' }).click();
  await page.getByRole('button', { name: 'Cabut: Auditor, di seluruh instalasi' }).waitFor({ state: 'detached' });
  await page.getByText('Penilai, di penyelenggaraan cilacap-2024').waitFor();
  assert.deepEqual(await faults(page), []);
  await visit(page, at('/kantor/orang?state=invited'));
  await page.getByRole('link', { name: 'Penilai Baru' }).waitFor();
  forgive(page, 400);
});

test('somebody else has saved first: both are shown, and the writer decides', async () => {
  const page = office;
  await visit(page, at('/kantor/organisasi/baru'));
  await page.getByLabel('Nama resmi').fill('Pemerintah Kota Cilegon');
  await page.getByLabel('Wilayah').selectOption('36.72');
  await page.getByRole('button', { name: 'Tambahkan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Pemerintah Kota Cilegon' }).waitFor();
  const other = await page.context().newPage();
  await visit(other, page.url());
  await other.getByLabel('Nama resmi').fill('Pemkot Cilegon');
  await other.getByRole('button', { name: 'Simpan' }).click();
  await other.getByRole('heading', { level: 1, name: 'Pemkot Cilegon' }).waitFor();
  await other.close();
  await page.getByLabel('Kode', { exact: true }).fill('PEMKOT-3672');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Orang lain mengubah data ini lebih dahulu').waitFor();
  await page.getByText('Pemkot Cilegon').waitFor();
  assert.deepEqual(await faults(page), []);
  assert.equal(await page.getByLabel('Kode', { exact: true }).inputValue(), 'PEMKOT-3672');
  await page.getByRole('button', { name: 'Simpan isian saya' }).click();
  await page.getByText('Pemerintah · PEMKOT-3672').waitFor();
  forgive(page, 412);
});

test('a list is tried first, with each fault at its line, and then brought in', async () => {
  const page = office;
  const choose = (text) => page.getByLabel('Berkas CSV').setInputFiles({ name: 'organisasi.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await visit(page, at('/kantor/organisasi/impor'));
  await choose('kode,jenis,nama,induk,wilayah\nA,pemerintah,Pemerintah Kabupaten Cilacap,,99\nB,unit,Puskesmas Sampang,X,\n');
  await page.getByRole('button', { name: 'Coba dahulu' }).click();
  await page.getByText('Tidak ada yang diimpor; kesalahan: 2').waitFor();
  assert.deepEqual(await page.locator('tbody tr td:first-child').allInnerTexts(), ['2', '3']);
  assert.deepEqual(await faults(page), []);
  await choose('kode,jenis,nama,induk,wilayah\nA,pemerintah,Pemerintah Kabupaten Cilacap,,33.01\nB,unit,Puskesmas Sampang,A,\n');
  await page.getByRole('button', { name: 'Coba dahulu' }).click();
  await page.getByText('belum ada yang tersimpan').waitFor();
  await page.getByText('Baru: 2.').waitFor();
  await page.getByRole('button', { name: 'Impor sekarang' }).click();
  await page.getByText('Impor selesai').waitFor();
  await visit(page, at('/kantor/organisasi'));
  await page.getByRole('link', { name: 'Pemerintah Kabupaten Cilacap' }).click();
  await page.getByRole('link', { name: 'Puskesmas Sampang' }).click();
  await page.getByRole('navigation', { name: 'Letak dalam susunan' }).getByRole('link', { name: 'Pemerintah Kabupaten Cilacap' }).waitFor();
  forgive(page, 400);
});

test('the audit tells what was done, and its chain is recomputed in the browser', async () => {
  const page = office;
  await visit(page, at('/kantor/audit'));
  await page.getByRole('button', { name: 'Periksa rantai' }).click();
  await page.getByText('Rantai audit utuh').waitFor();
  await page.getByLabel('Bidang').selectOption('agencies.');
  await page.getByRole('button', { name: 'Terapkan' }).click();
  await page.waitForURL(/action=agencies/);
  await settled(page);
  const first = page.locator('main ol > li').first();
  await first.getByText('Rincian').click();
  await first.getByText('agencies.').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /JSON Lines/ }).click()]);
  assert.equal(download.suggestedFilename(), 'audit.jsonl');
});

test('the shutting of an account asks once more', async () => {
  const page = office;
  await visit(page, at('/kantor/orang?q=juri'));
  await page.getByRole('link', { name: 'Juri Percobaan' }).click();
  await page.getByRole('button', { name: 'Nonaktifkan akun' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nonaktifkan akun' });
  assert.deepEqual(await faults(page), []);
  await dialog.getByRole('button', { name: 'Batal' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Nonaktifkan akun' }).click();
  await dialog.getByRole('button', { name: 'Ya, lanjutkan' }).click();
  await page.getByText('Akun dinonaktifkan.').waitFor();
  await page.getByRole('button', { name: 'Aktifkan akun' }).waitFor();
  assert.deepEqual(page.problems, []);
});
