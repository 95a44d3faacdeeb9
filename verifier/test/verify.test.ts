import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeUtf8, encodeUtf8 } from '../src/bytes';
import { failureText } from '../src/message';
import { MAX_DIFFERENCES, verify } from '../src/verify';
import { bundleBytes, leaf, node, pack, type Parts, privateKey, publicKeyHex, sheet, subject } from './builders';

const ROOT = node('total', 'mean', [leaf('a')]);
const SMALL: Parts = { pack: pack(ROOT), sheets: [sheet({ a: '96.284' })] };
const KEY = privateKey('42'.repeat(32));

const lines = (bytes: Uint8Array, key?: string): string[] => verify(bytes, key).failures.map((failure) => failureText(failure, 'en'));

function edited(bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array {
  const text = decodeUtf8(bytes)!;
  const changed = text.replace(from, to);
  assert.notEqual(changed, text);
  return encodeUtf8(changed);
}

test('a good bundle holds, signed or not', () => {
  const plain = verify(bundleBytes(SMALL));
  assert.deepEqual([plain.ok, plain.hasSignature, plain.signedBy], [true, false, undefined]);
  assert.deepEqual(plain.counts, { subjects: 1, sheets: 1, results: 1, hashes: 8 });
  const signed = verify(bundleBytes(SMALL, { key: KEY }), publicKeyHex(KEY));
  assert.deepEqual([signed.ok, signed.signedBy], [true, publicKeyHex(KEY)]);
});

test('a changed byte at every position is refused', () => {
  const good = bundleBytes(SMALL, { key: KEY });
  const key = publicKeyHex(KEY);
  for (let i = 0; i < good.length; i += 1) {
    for (const flip of [0x01, 0x80]) {
      const bad = Uint8Array.from(good);
      bad[i]! ^= flip;
      assert.ok(!verify(bad, key).ok, `byte ${i} ^ ${flip}`);
    }
  }
});

test('a byte removed or added is refused', () => {
  const good = bundleBytes(SMALL);
  for (let i = 0; i < good.length; i += 7) {
    assert.ok(!verify(Uint8Array.of(...good.subarray(0, i), ...good.subarray(i + 1))).ok, `without byte ${i}`);
  }
  assert.deepEqual(lines(Uint8Array.of(...good, 0x0a)).length, 1);
  assert.ok(!verify(Uint8Array.of(0xef, 0xbb, 0xbf, ...good)).ok);
  assert.ok(!verify(new Uint8Array()).ok);
});

test('a bundle that lies consistently: the difference by path', () => {
  const bytes = bundleBytes(SMALL, { key: KEY, tamper: (rows) => (rows[0].score = '96.29') });
  assert.deepEqual(lines(bytes), ['results[0].score: bundle "96.29", recomputed "96.28"']);
  const more = bundleBytes(SMALL, {
    tamper: ([row]) => {
      row.nodes['x/y'] = '1';
      delete row.nodes.a;
      row.missing = ['a'];
      row.rank = 1;
    },
  });
  assert.deepEqual(lines(more), [
    'results[0].missing[0]: bundle "a", recomputed absent',
    'results[0].nodes["x/y"]: bundle "1", recomputed absent',
    'results[0].nodes.a: bundle absent, recomputed "96.284"',
    'results[0].rank: bundle 1, recomputed null',
  ]);
});

test('a row too few or too many', () => {
  assert.deepEqual(lines(bundleBytes(SMALL, { tamper: (rows) => rows.pop() })), ['results[0]: bundle absent, recomputed {…}']);
  const extra = bundleBytes(SMALL, { tamper: (rows) => rows.push({ ...rows[0], subject: 'b' }) });
  assert.deepEqual(lines(extra), ['results[1]: bundle {…}, recomputed absent']);
});

test('no more differences than the limit', () => {
  const ids = Array.from({ length: 60 }, (_, i) => `s${100 + i}`);
  const parts: Parts = { pack: pack(ROOT), subjects: ids.map((id) => subject(id)), sheets: ids.map((id) => sheet({ a: '1' }, { subject: id })) };
  const result = verify(bundleBytes(parts, { tamper: (rows) => rows.forEach((row) => (row.score = '2.00')) }));
  assert.deepEqual([result.failures.length, result.hasMore], [MAX_DIFFERENCES, true]);
});

test('repeated key, float, other order, spaces', () => {
  const good = bundleBytes(SMALL);
  assert.match(lines(edited(good, '"evaluator":""', '"evaluator":"","evaluator":""'))[0]!, /^parts\.sheets\[0\]\.evaluator: repeated key/);
  assert.match(lines(edited(good, '"rank":null', '"rank":1.0'))[0]!, /^parts\.results\[0\]\.rank: a number that is not an integer/);
  assert.match(lines(edited(good, '"rank":null,"ranked_among":null', '"ranked_among":null,"rank":null'))[0]!, /not in canonical form/);
  assert.match(lines(edited(good, '"rank":null', '"rank": null'))[0]!, /not in canonical form/);
  assert.match(lines(edited(good, '"rank":null', '"rank":n\\u0075ll'))[0]!, /JSON value/);
});

test('unknown and absent keys, wrong types, wrong order', () => {
  const good = bundleBytes({ ...SMALL, subjects: [subject('a'), subject('b')], sheets: [] });
  assert.match(lines(edited(good, '"zone":""}', '"zone":"","zz":""}'))[0]!, /^results\[0\]\.zz: unknown key/);
  assert.match(lines(edited(good, '"decisions":[],', ''))[0]!, /^decisions: is absent/);
  assert.match(lines(edited(good, '"decisions":[]', '"decisions":["x"]'))[0]!, /^decisions: an empty list/);
  assert.match(lines(edited(good, '"juara/bundle/1"', '"juara/bundle/2"'))[0]!, /^format: /);
  assert.match(lines(edited(good, '"complete":false', '"complete":"false"'))[0]!, /^results\[0\]\.complete: true\/false/);
  assert.match(lines(edited(good, '"id":"b","name"', '"id":"a","name"'))[0]!, /^subjects\[1\]: not in order of id/);
  assert.ok(verify(edited(good, '"decisions":[],', '')).malformed);
});

test('hashes and signatures', () => {
  const key = publicKeyHex(KEY);
  const good = bundleBytes(SMALL, { key: KEY });
  assert.match(lines(edited(good, '"request":{"stage":""}', '"request":{"stage":"x"}')).join(), /^hashes\.request: .*request\.stage: unknown stage/);
  assert.deepEqual(lines(bundleBytes(SMALL), key), ['signature: not signed, though a key is demanded']);
  const other = publicKeyHex(privateKey('43'.repeat(32)));
  assert.deepEqual(lines(good, other), [`signature.public_key: bundle ${key}, expected ${other}`]);
  assert.match(lines(edited(good, key, other)).join(), /signature\.value: the signature does not hold/);
  const swapped = edited(good, /"value":"..(.*?)"\}\}$/, '"value":"00$1"}}');
  assert.deepEqual(lines(swapped), ['signature.value: the signature does not hold']);
});
