// The program is killed again and again while clients write: what was acknowledged is there, nothing is there by halves, and the chain of
// the audit is whole. KILLS says how often.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { cookiesOf } from './support/cookies.mjs';
import { startServer } from './support/server.mjs';

const KILLS = Number(process.env.KILLS ?? 15);
const CLIENTS = 4;
const PASSWORD = 'kopi tubruk tanpa gula';
let server;
let cookie;

const send = (method, path, body) =>
  fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { cookie, 'Sec-Fetch-Site': 'same-origin', ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });

before(async () => {
  server = await startServer();
  const { stdout } = await server.command('account', 'add', '--email', 'admin@banten.go.id', '--role', 'administrator');
  const entered = await send('POST', '/invitations/acceptance', { token: stdout.match(/#(\w+)/)[1], password: PASSWORD, name: 'Admin' });
  cookie = cookiesOf(entered).find((each) => each.startsWith('juara_session=')).split(';')[0];
});
after(async () => {
  await server?.stop();
});

/** Adds organisations until the server is gone; notes those that were acknowledged. */
async function write(client, round, acknowledged) {
  for (let i = 0; ; ++i) {
    const name = `Dinas ${round}-${client}-${i}`;
    try {
      const answer = await send('POST', '/organisations', { kind: 'government', name, region: '36' });
      await answer.text();
      if (answer.status !== 201) throw new Error(`${answer.status}`, { cause: 'refused' });
      acknowledged.add(name);
    } catch (error) {
      if (error.cause === 'refused') throw error;
      return;
    }
  }
}

async function organisations() {
  const found = [];
  for (let cursor = ''; cursor !== null; ) {
    const page = await (await send('GET', `/organisations?limit=200&cursor=${encodeURIComponent(cursor)}`)).json();
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}

async function auditLines() {
  const lines = [];
  for (let last = 0; ; ) {
    const text = await (await send('GET', `/audit/lines.jsonl?action=agencies.&limit=10000&after=${last}`)).text();
    const part = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    lines.push(...part);
    if (part.length < 10000) return lines;
    last = part.at(-1).number;
  }
}

test(`${KILLS} kills while ${CLIENTS} clients write`, async () => {
  const acknowledged = new Set();
  for (let round = 0; round < KILLS; ++round) {
    const clients = Array.from({ length: CLIENTS }, (_, client) => write(client, round, acknowledged));
    await new Promise((resolve) => setTimeout(resolve, 40 + ((round * 37) % 160)));
    await server.kill();
    await Promise.all(clients);
    await server.start();
  }
  const kept = await organisations();
  const names = new Set(kept.map((each) => each.name));
  assert.ok(acknowledged.size >= KILLS, `only ${acknowledged.size} writes were acknowledged`);
  assert.deepEqual([...acknowledged].filter((name) => !names.has(name)), []);
  assert.equal(names.size, kept.length);
  // What one request writes is there whole or not at all: each organisation has its one line of the audit, and each line its organisation.
  const told = (await auditLines()).map((line) => line.subject_id).sort();
  assert.deepEqual(told, kept.map((each) => each.id).sort());
  await server.command('audit', 'verify');
});
