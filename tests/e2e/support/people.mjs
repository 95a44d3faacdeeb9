// People for the tests of what is behind sign-in.
import { createHmac } from 'node:crypto';

export const PASSWORD = 'kereta senja merah batu';

/** Invites somebody by a command of the program and gives the path of the link. */
export async function invitationOf(server, mail, ...words) {
  const { stdout } = await server.command('account', 'add', '--email', mail, ...words);
  return /\/invitation#\S+/.exec(stdout)[0];
}

/** Accepts an invitation in this page. */
export async function accept(page, server, invitation) {
  await page.goto(server.origin + invitation);
  await page.getByLabel('Kata sandi baru').fill(PASSWORD);
  await page.getByRole('button', { name: 'Buat akun dan masuk' }).click();
  await page.getByRole('heading', { level: 1, name: /^Halo/ }).waitFor();
}

export async function signIn(page, mail, password = PASSWORD) {
  await page.getByLabel('Alamat surel').fill(mail);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

/** The six digits of an authenticator (RFC 6238) for a secret in base 32, so many steps of 30 s from now. */
export function oneTimeCode(secret, steps = 0) {
  const bits = [...secret.replace(/\s/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
