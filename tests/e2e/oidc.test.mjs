// Signing in by OpenID Connect: the program against a certified provider, as a browser sees it, without a browser.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { cookiesOf } from './support/cookies.mjs';
import { startServer } from './support/server.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')).href);

const PEOPLE = {
  siti: { email: 'Siti@Dinkes.go.id', email_verified: true, name: 'Siti' },
  budi: { email: 'budi@setda.go.id', email_verified: true, name: 'Budi', groups: ['juara-admin', 'lain'] },
  asing: { email: 'asing@tempat.lain', email_verified: true, name: 'Asing', groups: ['lain'] },
  samar: { email: 'budi@setda.go.id', email_verified: false, name: 'Samar', groups: ['juara-admin'] },
};
let server;
let provider;
let issuer;

const listen = (listener) => new Promise((resolve) => listener.listen(0, '127.0.0.1', () => resolve(listener.address().port)));

async function freePort() {
  const probe = createServer();
  const port = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A provider at whose own page (of its development) anybody signs in by naming himself. */
async function startProvider(redirect) {
  const listener = createServer((request, response) => handler(request, response));
  issuer = `http://127.0.0.1:${await listen(listener)}`;
  const oidc = new Provider(issuer, {
    clients: [{ client_id: 'juara', client_secret: 'rahasia & panjang', redirect_uris: [redirect], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
    pkce: { required: () => true, methods: ['S256'] },
    cookies: { keys: ['kunci'] },
  });
  const handler = oidc.callback();
  return listener;
}

before(async () => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  provider = await startProvider(`${origin}/sign-in/oidc/callback`);
  const settings = {
    JUARA_OIDC_ISSUER: issuer,
    JUARA_OIDC_CLIENT_ID: 'juara',
    JUARA_OIDC_CLIENT_SECRET: 'rahasia & panjang',
    JUARA_OIDC_NAME: 'SSO Banten',
    JUARA_OIDC_ROLES: 'juara-admin=administrator; inspektorat=auditor',
    JUARA_PUBLIC_URL: origin,
  };
  server = await startServer({ settings, port });
});
after(async () => {
  await server?.stop();
  provider?.closeAllConnections();
  provider?.close();
});

/** A browser: keeps cookies by host and goes where it is sent, until the answer is a page. */
class Visitor {
  cookies = {};

  async ask(url, init = {}) {
    const jar = (this.cookies[new URL(url).host] ??= {});
    const cookie = Object.entries(jar).map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', ...init, headers: { cookie, ...init.headers } });
    for (const set of cookiesOf(answer)) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(set)) delete jar[name];
      else jar[name] = value;
    }
    return answer;
  }

  async follow(url, init) {
    let answer = await this.ask(url, init);
    for (let steps = 0; steps < 20 && answer.status >= 300 && answer.status < 400; steps++) {
      url = new URL(answer.headers.get('location'), url).href;
      if (url.startsWith(server.origin) && !url.includes('/sign-in/')) break;
      answer = await this.ask(url);
    }
    return { url, answer };
  }

  /** From the button until the provider sends the browser back and the program has answered: the address to which that leads. */
  async signIn(name) {
    let { url, answer } = await this.follow(`${server.origin}/sign-in/oidc?lanjut=%2Fkantor%2Fakun`);
    for (const body of [`prompt=login&login=${name}&password=x`, 'prompt=consent']) {
      const action = /action="([^"]+)"/.exec(await answer.text())[1];
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      ({ url, answer } = await this.follow(new URL(action, url).href, { method: 'POST', headers, body }));
    }
    return url.slice(server.origin.length);
  }

  async me() {
    const answer = await this.ask(`${server.origin}/api/v1/me`);
    return answer.status === 200 ? answer.json() : answer.status;
  }
}

test('the page is told of the provider', async () => {
  assert.deepEqual(await (await fetch(`${server.origin}/api/v1/session/options`)).json(), { provider: { name: 'SSO Banten' } });
});

test('who was invited gets in by the address that the provider has verified, and leaves', async () => {
  await server.command('account', 'add', '--email', 'siti@dinkes.go.id', '--name', 'Siti Rahmawati', '--role', 'auditor');
  const siti = new Visitor();
  assert.equal(await siti.signIn('siti'), '/kantor/akun');
  const { account } = await siti.me();
  assert.deepEqual([account.mail, account.name, account.state], ['siti@dinkes.go.id', 'Siti Rahmawati', 'active']);
  const answer = await siti.ask(`${server.origin}/api/v1/session`, { method: 'DELETE', headers: { 'Sec-Fetch-Site': 'same-origin' } });
  assert.equal(answer.status, 204);
  assert.equal(await siti.me(), 401);
});

test('a group gives a role to somebody whom nobody invited', async () => {
  const budi = new Visitor();
  assert.equal(await budi.signIn('budi'), '/kantor/akun');
  const me = await budi.me();
  assert.equal(me.account.mail, 'budi@setda.go.id');
  assert.deepEqual(me.grants, [{ role: 'administrator', scope: 'installation', scope_id: null }]);
});

test('others are told why they do not get in', async () => {
  for (const [name, code] of [['asing', 'identity.oidc_unknown'], ['samar', 'identity.oidc_unverified']]) {
    const visitor = new Visitor();
    assert.equal(await visitor.signIn(name), `/masuk?gagal=${code}`);
    assert.equal(await visitor.me(), 401);
  }
});

test('an answer counts in the browser that asked, and nobody is led to another site', async () => {
  const answer = await fetch(`${server.origin}/sign-in/oidc/callback?code=x&state=y`, { redirect: 'manual' });
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/masuk?gagal=identity.oidc_over']);
  const visitor = new Visitor();
  const start = await visitor.ask(`${server.origin}/sign-in/oidc?lanjut=%2F%2Fjahat.example`);
  const { searchParams } = new URL(start.headers.get('location'));
  const back = await visitor.ask(`${server.origin}/sign-in/oidc/callback?error=access_denied&state=${searchParams.get('state')}`);
  assert.equal(back.headers.get('location'), '/masuk?gagal=identity.oidc_refused');
});
