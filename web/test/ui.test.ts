import assert from 'node:assert/strict';
import test from 'node:test';
import { seriesOf } from '../src/features/agencies/series';
import type { UnitInFull } from '../src/lib/api/types';
import { bins, fit, linear, ticks } from '../src/lib/ui/chart/scale';
import { outline } from '../src/lib/ui/outline';
import { result, row, text } from './builders';

test('ticks are round and enclose the values', () => {
  assert.deepEqual(ticks(75, 96.29, 5), [75, 80, 85, 90, 95, 100]);
  assert.deepEqual(ticks(0, 3, 4), [0, 1, 2, 3]);
  assert.deepEqual(ticks(0.1, 0.3, 4), [0.1, 0.15, 0.2, 0.25, 0.3]);
  assert.deepEqual(ticks(80, 80, 5), [80, 100]);
  assert.deepEqual(ticks(0, 0, 5), [0, 0.2]);
});

test('a scale maps one range to another', () => {
  const x = linear([50, 100], [0, 200]);
  assert.deepEqual([50, 75, 100].map(x), [0, 100, 200]);
  assert.equal(linear([5, 5], [0, 10])(5), 0);
});

test('every value is in exactly one bin', () => {
  const found = bins([60, 60, 70, 80], 2);
  assert.deepEqual(found, [{ from: 60, to: 70, count: 2 }, { from: 70, to: 80, count: 2 }]);
  assert.deepEqual(bins([], 10), []);
  assert.equal(bins([5, 5, 5], 10).reduce((sum, each) => sum + each.count, 0), 3);
});

test('a long label is cut', () => {
  assert.equal(fit('Dinas Kesehatan', 70), 'Dinas Kes…');
  assert.equal(fit('Dinas', 70), 'Dinas');
});

test('the lines of a text by indentation; a heading is what stands alone above an indented line', () => {
  const lines = outline('Levels\n  - Unit (unit) [reported: A, B] — a remark\n      More.\n\nSources\n  - A: Title <https://example.org/a>\n');
  assert.deepEqual(lines, [
    { text: 'Levels', aside: '', depth: 0, isItem: false, isHeading: true, link: null },
    { text: 'Unit (unit)', aside: '[reported: A, B] — a remark', depth: 1, isItem: true, isHeading: false, link: null },
    { text: 'More.', aside: '', depth: 3, isItem: false, isHeading: false, link: null },
    { text: 'Sources', aside: '', depth: 0, isItem: false, isHeading: true, link: null },
    { text: 'A: Title', aside: '', depth: 1, isItem: true, isHeading: false, link: 'https://example.org/a' },
  ]);
});

test('a link in a text is one only if it is http', () => {
  assert.deepEqual(outline('  - A <javascript:alert(1)>').map(({ text: said, link }) => [said, link]), [['A <javascript:alert(1)>', null]]);
});

test('years are laid side by side for one pack and level, the newest result of a year standing for it', () => {
  const of = (year: number, score: string | null, pack = 'a', level = 'unit'): UnitInFull['rows'][number] => ({
    ...row({ score, level }),
    result: { ...result({ year }), pack: { id: pack, version: '1', name: text(pack) } },
  });
  const rows = [of(2024, '96.29'), of(2024, '50'), of(2022, '70'), of(2023, null), of(2024, '1', 'b'), of(2023, '2', 'b', 'city')];
  assert.deepEqual(seriesOf(rows), [
    { key: 'a/unit', name: text('a'), years: [{ year: 2022, score: '70', band: null }, { year: 2024, score: '96.29', band: null }] },
  ]);
});
