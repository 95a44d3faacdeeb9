import assert from 'node:assert/strict';
import test from 'node:test';
import { match, pathTo, withQuery } from '../src/lib/router/match';

test('addresses lead to pages', () => {
  assert.deepEqual(match('/'), { name: 'home', params: {} });
  assert.deepEqual(match('/hasil/r%201'), { name: 'result', params: { id: 'r 1' } });
  assert.deepEqual(match('/paket/kipp/2023/'), { name: 'pack', params: { id: 'kipp', version: '2023' } });
  assert.deepEqual(match('/paket'), { name: 'packs', params: {} });
});

test('what is no page of ours is left to the server', () => {
  for (const path of ['/hasil', '/hasil/', '/hasil/a/b', '/kantor/lain', '/verifikasi', '/api/v1/results/a', '/hasil/%', '//hasil/a']) assert.equal(match(path), undefined, path);
});

test('an address leads back to where it was made from', () => {
  const params = { id: 'a/b?c#d%', version: 'x y' };
  assert.deepEqual(match(new URL(pathTo('pack', params), 'http://x').pathname), { name: 'pack', params });
});

test('empty parts of a query are left out', () => {
  assert.equal(pathTo('search', {}, { q: 'a b' }), '/cari?q=a+b');
  assert.equal(pathTo('search', {}, { q: '', lang: null }), '/cari');
});

test('a query is changed, the rest of the address kept', () => {
  const url = new URL('http://x/hasil/a?level=unit&q=b#c');
  assert.equal(withQuery(url, { q: null, band: 'A' }), '/hasil/a?level=unit&band=A#c');
  assert.equal(withQuery(url, { q: null, level: null }), '/hasil/a#c');
});
