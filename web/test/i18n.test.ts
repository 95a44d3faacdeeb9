import assert from 'node:assert/strict';
import test from 'node:test';
import * as format from '../src/lib/i18n/format';

test('a decimal keeps its decimals, in the way of the language', () => {
  assert.equal(format.decimal('88.00', 'id'), '88,00');
  assert.equal(format.decimal('88.00', 'en'), '88.00');
  assert.equal(format.decimal('1234567.5', 'id'), '1.234.567,5');
  assert.equal(format.decimal('-0.50', 'id'), '-0,50');
  assert.equal(format.decimal('7', 'id'), '7');
});

test('a chance that is nearly sure or nearly none is not shown as such', () => {
  assert.deepEqual(['0', '0.001', '0.925', '0.9999', '1'].map((text) => format.chance(text, 'id')), ['0%', '<1%', '93%', '>99%', '100%']);
});

test('days, months and years; what is none is left alone', () => {
  assert.equal(format.day('2024-12-04', 'id'), '4 Desember 2024');
  assert.equal(format.day('2024-12-04', 'en'), '4 December 2024');
  assert.equal(format.day('2024-11', 'id'), 'November 2024');
  assert.equal(format.day('2024', 'id'), '2024');
  assert.equal(format.day('akhir tahun', 'id'), 'akhir tahun');
});

test('an instant is told in the Indonesian zone it was given in', () => {
  assert.match(format.instant('2024-12-04T09:00:00+07:00', 'id'), /^4 Desember 2024 pukul 09[.:]00 WIB$/);
  assert.match(format.instant('2024-12-04T09:00:00+08:00', 'id'), /09[.:]00 WITA$/);
  assert.match(format.instant('2024-12-04T09:00:00+09:00', 'en'), /4 December 2024.* 09:00 WIT$/);
  assert.match(format.instant('2024-12-04T20:00:00Z', 'id'), /^5 Desember 2024 pukul 03[.:]00 WIB$/);
  assert.match(format.instant('2024-12-04T20:00:00+00:00', 'id'), /^5 Desember 2024 pukul 03[.:]00 WIB$/);
  assert.equal(format.dayOf('2024-12-04T23:30:00+09:00', 'id'), '4 Desember 2024');
});

test('places are filled; one without a value stays visible', () => {
  assert.equal(format.fill('{shown} dari {total} baris', { shown: 3, total: '1.000' }), '3 dari 1.000 baris');
  assert.equal(format.fill('{a} {b}', { a: '{b}', b: 1 }), '{b} 1');
  assert.equal(format.fill('{missing}', {}), '{missing}');
});

test('a text without English is told in Indonesian', () => {
  assert.equal(format.pick({ id: 'satu', en: '' }, 'en'), 'satu');
  assert.equal(format.pick(null, 'en'), '');
});
