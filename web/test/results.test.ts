import assert from 'node:assert/strict';
import test from 'node:test';
import type { Row } from '../src/lib/api/types';
import { changeOf } from '../src/features/results/change';
import { columnsOf, widthOf } from '../src/features/results/columns';
import { byProvince, PROVINCES, provinceOf, regionName } from '../src/features/results/provinces';
import { limitsOf, rangesOf, scoredOf } from '../src/features/results/scores';
import { cutsBelow, sectionsOf } from '../src/features/results/sections';
import { contest, result, row, text } from './builders';

const before = (score: string | null): Row['previous'] => ({ result: 'o', year: 2023, score, rank: 3, ranked_among: 9, band: null });

test('a change is exact', () => {
  const change = (now: string | null, then: string | null) => {
    const found = changeOf({ score: now, previous: before(then) });
    return found && [found.direction, found.by];
  };
  assert.deepEqual(change('96.29', '89.02'), ['rise', '7.27']);
  assert.deepEqual(change('0.30', '0.1'), ['rise', '0.20']);
  assert.deepEqual(change('88.00', '88.05'), ['fall', '0.05']);
  assert.deepEqual(change('88', '88.00'), ['same', '0.00']);
  assert.deepEqual(change('12345678901234567890.1', '12345678901234567890.0'), ['rise', '0.1']);
  assert.deepEqual(change('-1.5', '1.5'), ['fall', '3.0']);
  assert.equal(change('88', null), null);
  assert.equal(change(null, '88'), null);
  assert.equal(changeOf({ score: '88', previous: null }), null);
});

test('rows of a contest, and of a level without one, stand in their own table', () => {
  const made = result({ contests: [contest({ name: text('A') }), contest({ name: text('B') })] });
  const rows = [row({ contest: 0 }), row({ contest: 0, rank: 2 }), row({ contest: 1 }), row({ contest: null, rank: null })];
  const sections = sectionsOf(made, rows);
  assert.deepEqual(sections.map(({ title, rows: inside }) => [title.id, inside.length]), [['A', 2], ['B', 1], ['Unit', 1]]);
});

test('a cut runs below the last row inside of it, and only if something is outside', () => {
  const cut = { id: 'top', name: text('Top'), places: 1, min_score: null };
  const inside = row({ cuts: [{ id: 'top', name: text('Top'), undecided: false }] });
  const made = contest({ cuts: [cut] });
  assert.deepEqual(cutsBelow(made, inside, row({ rank: 2 })), [cut]);
  assert.deepEqual(cutsBelow(made, inside, inside), []);
  assert.deepEqual(cutsBelow(made, inside, undefined), []);
  assert.deepEqual(cutsBelow(made, row(), row()), []);
  assert.deepEqual(cutsBelow(null, inside, row()), []);
});

test('a column is there if a row has something for it', () => {
  const none = { rank: true, contest: false, band: false, change: false, cuts: false, fair: false };
  assert.deepEqual(columnsOf([row()], true), none);
  assert.deepEqual(columnsOf([row(), row({ contest: 1 })], true), none);
  assert.deepEqual(columnsOf([row(), row({ contest: 1, previous: before('1') })], false), { ...none, contest: true, change: true });
  assert.equal(widthOf(none), 4);
  assert.equal(widthOf({ ...none, fair: true }), 7);
});

test('38 provinces, each with a tile of its own', () => {
  assert.equal(PROVINCES.length, 38);
  for (const key of ['code', 'name', 'letters'] as const) assert.equal(new Set(PROVINCES.map((each) => each[key])).size, 38, key);
  assert.equal(new Set(PROVINCES.map(({ column, row: line }) => `${column}/${line}`)).size, 38);
  assert.ok(PROVINCES.every(({ column }) => column >= 1 && column <= 17));
});

test('the province of a region by code or by name', () => {
  assert.equal(provinceOf('36')?.name, 'Banten');
  assert.equal(provinceOf('36.73')?.name, 'Banten');
  assert.equal(provinceOf('Provinsi Banten')?.code, '36');
  assert.equal(provinceOf('x', 'BANTEN')?.code, '36');
  assert.equal(provinceOf('Kabupaten Serang'), undefined);
  assert.equal(provinceOf('99'), undefined);
  assert.equal(regionName({ code: '36', name: null }), 'Banten');
  assert.equal(regionName({ code: '36.73', name: null }), '36.73');
  const regions = [{ code: '36.73', name: null, count: 2 }, { code: '36.04', name: null, count: 1 }, { code: 'Kota', name: null, count: 1 }];
  assert.deepEqual([...byProvince(regions)], [['36', regions.slice(0, 2)]]);
});

test('a limit is the lowest score inside of a cut that leaves somebody outside', () => {
  const cut = (id: string) => ({ id, name: text(id), places: 1, min_score: null });
  const inside = (...ids: string[]): Row['cuts'] => ids.map((id) => ({ id, name: text(id), undecided: false }));
  const rows = [row({ score: '90', cuts: inside('top', 'all') }), row({ score: '80', cuts: inside('top', 'all') }), row({ score: '70', cuts: inside('all') })];
  const made = contest({ cuts: [cut('top'), cut('all'), cut('none')] });
  assert.deepEqual(limitsOf(made, scoredOf(rows)), [{ cut: cut('top'), value: 80 }]);
  assert.deepEqual(scoredOf([row({ score: null })]), []);
});

test('of many ranges those near the cut are shown', () => {
  const fair = (zone: 'in' | 'borderline' | 'out', low: number | null = 1) => ({
    raw: '1', corrected: '1', se: null, sheets: 3, chances: [], rank_low: low, rank_high: 4, zone,
  });
  const rows = [row({ fair: fair('in') }), row({ rank: 2, fair: fair('borderline') }), row({ rank: 3, fair: fair('out', null) }), row({ rank: 4 })];
  assert.deepEqual(rangesOf(rows, 2).map(({ rank }) => rank), [1, 2]);
  assert.deepEqual(rangesOf(rows, 1).map(({ rank, range }) => [rank, range]), [[2, [1, 4]]]);
});
