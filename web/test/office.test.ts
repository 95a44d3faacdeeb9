import assert from 'node:assert/strict';
import { createHash, webcrypto } from 'node:crypto';
import test from 'node:test';
import { Chain } from '../src/features/audit/chain';
import { shortAgent } from '../src/features/identity/agent';
import { match, ownAddress } from '../src/lib/router/match';

// Node 18 has it in a module alone, browsers have it everywhere.
globalThis.crypto ??= webcrypto as Crypto;

/** A line as the export has it, in RFC 8785 form. */
function line(number: number, previous: string): { text: string; hash: string } {
  const before = `{"action":"a.b","actor":"x","after":{"a":1,"b":"é\\n"},"at":"2026-11-22T09:00:00Z","before":null`;
  const after = `"number":${number},"on_behalf_of":null,"previous":"${previous}","request_id":"r","subject_id":"","subject_type":"t"}`;
  const hash = createHash('sha256').update(`${before},${after}`).digest('hex');
  return { text: `${before},"hash":"${hash}",${after}`, hash };
}

async function faults(...lines: string[]): Promise<number[]> {
  const chain = new Chain();
  for (const each of lines) await chain.add(each);
  return chain.faults;
}

test('a chain of the audit is recomputed; what was changed, left out or moved shows', async () => {
  const first = line(1, '');
  const second = line(2, first.hash);
  const third = line(3, second.hash);
  assert.deepEqual(await faults(first.text, second.text, third.text), []);
  assert.deepEqual(await faults(first.text, second.text.replace('"x"', '"y"'), third.text), [2]);
  assert.deepEqual(await faults(first.text, third.text), [3]);
  assert.deepEqual(await faults(first.text, line(2, 'f'.repeat(64)).text), [2]);
  assert.deepEqual(await faults(second.text), [2]);
});

test('a browser is told in short', () => {
  assert.equal(shortAgent('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0'), 'Edge, Windows');
  assert.equal(shortAgent('Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36'), 'Chrome, Android');
  assert.equal(shortAgent('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'), 'Firefox, Linux');
  assert.equal(shortAgent('curl/7.88.1'), 'curl/7.88.1');
});

test('after signing in one is led within this site only', () => {
  assert.equal(ownAddress('/kantor/audit?action=identity.'), '/kantor/audit?action=identity.');
  for (const elsewhere of [null, '', 'https://example.org/kantor', '//example.org/kantor', '/\\example.org', '/\t/example.org/kantor', '/api/v1/me', 'javascript:alert(1)']) {
    assert.equal(ownAddress(elsewhere), undefined, String(elsewhere));
  }
});

test('fixed addresses come before those with an id', () => {
  assert.deepEqual(match('/kantor/orang/undang'), { name: 'invite', params: {} });
  assert.deepEqual(match('/kantor/orang/a1'), { name: 'person', params: { id: 'a1' } });
  assert.deepEqual(match('/kantor/organisasi/impor'), { name: 'organisationimport', params: {} });
});
