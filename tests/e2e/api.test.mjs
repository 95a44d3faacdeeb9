// The description of the API is OpenAPI 3.1, and what the program answers is as it says.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { cookiesOf } from './support/cookies.mjs';
import { startServer } from './support/server.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const Ajv = require('ajv/dist/2020.js').default;
const addFormats = require('ajv-formats').default;

const PASSWORD = 'kopi tubruk tanpa gula';
let server;
let description;
let ajv;
let cookie;
const told = new Set();

const headers = (more) => ({ cookie, 'Sec-Fetch-Site': 'same-origin', ...more });

/** Sends a request and holds its answer against what the description says of the route; gives the answer. */
async function ask(method, route, { params = {}, query = '', body, text, type = 'application/json', more } = {}) {
  const path = route.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name]));
  const content = body === undefined ? text : type === 'application/json' ? JSON.stringify(body) : body;
  const answer = await fetch(`${server.origin}/api/v1${path}${query}`, {
    method,
    headers: headers({ ...(content === undefined ? {} : { 'Content-Type': type }), ...more }),
    body: content,
  });
  const operation = description.paths[`/api/v1${route}`][method.toLowerCase()];
  told.add(operation.operationId);
  if (body !== undefined && type === 'application/json') fits(operation.requestBody.content[type].schema, body, `${method} ${route}: what it takes`);
  const said = operation.responses[answer.status];
  assert.ok(said, `${method} ${path} answers ${answer.status}, which is not described: ${await answer.clone().text()}`);
  const schema = said.content?.['application/json']?.schema;
  const value = schema ? await answer.json() : await answer.text();
  if (schema) fits(schema, value, `${method} ${route}`);
  else if (!said.content) assert.equal(value, '');
  for (const cookieSet of cookiesOf(answer)) if (cookieSet.startsWith('juara_session=')) cookie = cookieSet.split(';')[0];
  return { value, etag: answer.headers.get('etag') };
}

function fits(schema, value, where) {
  const check = ajv.compile({ $defs: {}, ...schema, components: description.components });
  assert.ok(check(value), `${where}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(value).slice(0, 1000)}`);
}

before(async () => {
  server = await startServer();
  description = await (await fetch(`${server.origin}/api/v1/openapi.json`)).json();
  ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
});
after(async () => {
  await server?.stop();
});

test('the description is OpenAPI 3.1', async () => {
  const { Validator } = await import(require.resolve('@seriousme/openapi-schema-validator'));
  const { valid, errors } = await new Validator().validate(structuredClone(description));
  assert.ok(valid, JSON.stringify(errors));
  const names = Object.values(description.paths).flatMap((item) => Object.values(item).map((operation) => operation.operationId));
  assert.equal(new Set(names).size, names.length);
});

test('how one may sign in', async () => {
  assert.deepEqual((await ask('GET', '/session/options')).value, { provider: null });
});

test('what the public reads', async () => {
  const { value: programmes } = await ask('GET', '/programmes');
  assert.equal(programmes.items.length, 5);
  for (const { slug, results } of programmes.items) {
    await ask('GET', '/programmes/{slug}', { params: { slug } });
    for (const { id } of results) {
      await ask('GET', '/results/{id}', { params: { id } });
      const { value: rows } = await ask('GET', '/results/{id}/rows', { params: { id }, query: '?limit=200' });
      for (const { subject } of rows.items.slice(0, 3)) await ask('GET', '/results/{id}/rows/{subject}', { params: { id, subject } });
      for (const file of ['/results/{id}/bundle', '/results/{id}.csv', '/results/{id}.xlsx', '/results/{id}.json']) await ask('GET', file, { params: { id } });
    }
  }
  const { value: units } = await ask('GET', '/units', { query: '?limit=20' });
  for (const { slug } of units.items) await ask('GET', '/units/{slug}', { params: { slug } });
  const { value: packs } = await ask('GET', '/packs');
  for (const { id, version } of packs.items) await ask('GET', '/packs/{id}/{version}', { params: { id, version } });
  await ask('GET', '/search', { query: '?q=kota' });
  await ask('GET', '/regions');
  await ask('GET', '/openapi.json');
});

test('what an office does', async () => {
  const { stdout } = await server.command('account', 'add', '--email', 'admin@banten.go.id', '--role', 'administrator');
  const token = stdout.match(/#(\w+)/)[1];
  await ask('POST', '/invitations/look', { body: { token } });
  await ask('POST', '/invitations/acceptance', { body: { token, password: PASSWORD, name: 'Admin' } });
  await ask('DELETE', '/session');
  await ask('POST', '/session', { body: { mail: 'admin@banten.go.id', password: PASSWORD } });
  const me = await ask('GET', '/me');
  await ask('PATCH', '/me', { body: { name: 'Administrator' }, more: { 'If-Match': me.etag } });
  await ask('POST', '/session/renewal');
  await ask('GET', '/me/sessions');
  await ask('GET', '/me/second-factor');
  await ask('POST', '/me/second-factor', { body: { password: PASSWORD } });
  const expires = new Date(Date.now() + 86_400_000).toISOString();
  const { value: made } = await ask('POST', '/me/tokens', { body: { name: 'e2e', scopes: ['read'], expires_at: expires, password: PASSWORD } });
  await ask('GET', '/me/tokens');
  await ask('DELETE', '/me/tokens/{id}', { params: { id: made.token.id } });

  const grant = { role: 'auditor', scope: 'installation' };
  const { value: invited } = await ask('POST', '/accounts', { body: { mail: 'auditor@banten.go.id', name: 'Auditor', grants: [grant] } });
  const id = invited.account.id;
  await ask('GET', '/accounts');
  const person = await ask('GET', '/accounts/{id}', { params: { id } });
  await ask('PATCH', '/accounts/{id}', { params: { id }, body: { name: 'Auditor Dua' }, more: { 'If-Match': person.etag } });
  await ask('POST', '/accounts/{id}/invitation', { params: { id } });
  const { value: given } = await ask('POST', '/accounts/{id}/grants', { params: { id }, body: { role: 'leader', scope: 'installation' } });
  const leader = given.grants.find((each) => each.grant.role === 'leader');
  await ask('DELETE', '/accounts/{id}/grants/{grant}', { params: { id, grant: leader.id } });
  await ask('DELETE', '/accounts/{id}/sessions', { params: { id } });

  const { value: added } = await ask('POST', '/organisations', { body: { kind: 'government', name: 'Banten', code: 'BTN', region: '36' } });
  await ask('GET', '/organisations');
  const organisation = await ask('GET', '/organisations/{id}', { params: { id: added.id } });
  await ask('PATCH', '/organisations/{id}', { params: { id: added.id }, body: { name: 'Provinsi Banten' }, more: { 'If-Match': organisation.etag } });
  await ask('POST', '/organisations/import', { query: '?dry_run=true', body: 'code,kind,name,parent\nDINKES,agency,Dinas Kesehatan,BTN\n', type: 'text/csv' });

  const { value: messages } = await ask('GET', '/messages');
  await ask('GET', '/messages/{id}', { params: { id: messages.items[0].id } });
  const { value: jobs } = await ask('GET', '/jobs', { query: '?state=waiting' });
  await ask('POST', '/jobs/{id}/cancellation', { params: { id: jobs.items[0].id } });
  await ask('POST', '/jobs/{id}/retry', { params: { id: jobs.items[0].id } });
  await ask('GET', '/audit/lines');
  await ask('GET', '/audit/lines.jsonl');
  await ask('GET', '/audit/head');
  await ask('POST', '/password-resets', { body: { mail: 'admin@banten.go.id' } });
  await ask('POST', '/me/password', { body: { current: PASSWORD, password: 'pisang goreng hangat sekali' } });
  await ask('DELETE', '/me/sessions');
});

test('what a secretariat does', async () => {
  await server.command('account', 'add', '--email', 'admin@banten.go.id', '--role', 'secretariat');
  await ask('POST', '/session/renewal');
  const wanted = { title: { id: 'Lomba Inovasi 2026', en: 'Innovation contest 2026' }, year: 2026, pack: 'kipp@2023' };
  const { value: opened } = await ask('POST', '/office/programmes', { body: wanted });
  assert.equal(opened.slug, 'lomba-inovasi-2026');
  const kept = await ask('GET', '/office/programmes/{slug}', { params: opened });
  await ask('PUT', '/office/programmes/{slug}', { params: opened, body: { ...wanted, date: '2026-11-28', place: 'Serang' }, more: { 'If-Match': kept.etag } });
  assert.equal((await ask('GET', '/office/programmes')).value.items.length, 6);
  assert.equal((await ask('GET', '/programmes')).value.items.length, 5);
  const slug = 'kipp-banten-2024';
  const { value: programme } = await ask('GET', '/programmes/{slug}', { params: { slug } });
  const published = programme.results[0].id;
  const { value: bundle } = await ask('GET', '/results/{id}/bundle', { params: { id: published } });
  const captions = `year=2024&caption_id=${encodeURIComponent('Koreksi')}&caption_en=Correction&replaces=${published}`;
  const { value: draft } = await ask('POST', '/office/programmes/{slug}/results', { params: { slug }, query: `?${captions}`, text: bundle });
  assert.equal(draft.state, 'draft');
  const at = { id: draft.id };
  const match = async () => ({ 'If-Match': (await ask('GET', '/office/results/{id}', { params: at })).etag });
  const note = { id: 'Satu nilai salah ketik.', en: 'One score was mistyped.' };
  const decide = async (body) => (await ask('POST', '/office/results/{id}/publication', { params: at, body: { note, ...body }, more: await match() })).value.state;
  assert.equal(await decide({ from: new Date(Date.now() + 3_600_000).toISOString() }), 'scheduled');
  assert.equal((await ask('DELETE', '/office/results/{id}/publication', { params: at, more: await match() })).value.state, 'draft');
  assert.equal(await decide({}), 'published');
  assert.equal((await ask('GET', '/results/{id}', { params: { id: published } })).value.replaced_by.id, draft.id);
  const { value: gone } = await ask('POST', '/office/results/{id}/withdrawal', { params: at, body: { reason: note }, more: await match() });
  assert.equal(gone.state, 'withdrawn');
  await ask('GET', '/office/programmes/{slug}/results', { params: { slug } });

  const pack = 'pack=inovasi-kabupaten-top10@2020';
  const scores = (value) => ({ body: `subject,inovasi,pengelolaan_pengaduan\na,${value},70\nb,90,60\n`, type: 'text/csv', params: { slug } });
  const { value: wrong } = await ask('POST', '/office/programmes/{slug}/tallies/preview', { ...scores('x'), query: `?${pack}` });
  assert.deepEqual(wrong.problems.map(({ field, line }) => ({ field, line })), [{ field: 'inovasi', line: 2 }]);
  const { value: good } = await ask('POST', '/office/programmes/{slug}/tallies/preview', { ...scores(80), query: `?${pack}` });
  assert.deepEqual({ total: good.total, rows: good.rows.length }, { total: 0, rows: 2 });
  const { value: tallied } = await ask('POST', '/office/programmes/{slug}/tallies', { ...scores(80), query: `?${pack}&year=2024&caption_id=Nilai&caption_en=Scores` });
  assert.equal(tallied.state, 'draft');
});

test('most of what is described was asked', () => {
  const names = Object.values(description.paths).flatMap((item) => Object.values(item).map((operation) => operation.operationId));
  // What remains needs an authenticator, another person's session, a mailed token, or never ends.
  const rest = ['events', 'accounts.end_second_factor', 'me.confirm_second_factor', 'me.end_session', 'me.remove_second_factor', 'me.renew_recovery_codes', 'password_resets.complete', 'session.act_for_oneself', 'session.act_on_behalf'];
  assert.deepEqual(names.filter((name) => !told.has(name)).sort(), rest.sort());
});
