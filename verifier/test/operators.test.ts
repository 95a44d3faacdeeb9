import assert from 'node:assert/strict';
import test from 'node:test';
import { item, leaf, node, pack, type Plain, type PlainObject, rowsOf, sheet } from './builders';

const a = leaf('a');
const b = leaf('b');
const c = leaf('c');
const NA = { not_applicable: 'drop' };

function row(root: PlainObject, values: Record<string, string>, more: { items?: PlainObject[]; sheets?: PlainObject[] } = {}): any {
  return rowsOf({ pack: pack(root), items: more.items ?? [], sheets: more.sheets ?? [sheet(values)] })[0];
}

function exact(root: PlainObject, values: Record<string, string>): string {
  return row(root, values).exact;
}

const simple = (op: string, more: PlainObject = {}, children: Plain[] = [a, b, c]): PlainObject => node('total', op, children, more);
const weighted = (...weights: string[]): Plain[] => [a, b, c].slice(0, weights.length).map((each, i) => ({ ...each, weight: weights[i] }));

test('golden numbers of every plain operator', () => {
  const values = { a: '10', b: '20.5', c: '61' };
  assert.equal(exact(simple('mean'), values), '30.5');
  assert.equal(exact(simple('sum'), values), '91.5');
  assert.equal(exact(simple('min'), values), '10');
  assert.equal(exact(simple('max'), values), '61');
  assert.equal(exact(simple('median'), values), '20.5');
  assert.equal(exact(simple('median', {}, [a, b]), { a: '10', b: '20.5' }), '15.25');
  assert.equal(exact(simple('trimmed_mean', { drop_low: '1', drop_high: '1' }), values), '20.5');
  assert.equal(exact(simple('trimmed_mean', { drop_low: '0', drop_high: '1' }), values), '15.25');
  assert.equal(exact(simple('weighted_mean', {}, weighted('20', '30', '50')), values), '38.65');
  assert.equal(exact(simple('weighted_mean', { weights_sum: '3' }, weighted('1', '1', '1')), { a: '1', b: '1', c: '2' }), '4/3');
  assert.equal(exact(simple('weighted_sum', {}, weighted('0.5', '1/3')), { a: '10', b: '20' }), '35/3');
  assert.equal(exact(simple('scale', { factor: '1/3', offset: '-2' }, [a]), { a: '10' }), '4/3');
  assert.equal(exact(simple('ratio', { factor: '100' }, [a, b]), { a: '1', b: '8' }), '12.5');
  assert.equal(exact(simple('ratio', {}, [a, b]), { a: '1', b: '3' }), '1/3');
});

test('what cannot be computed is missing at the node', () => {
  assert.deepEqual(row(simple('ratio', {}, [a, b]), { a: '1', b: '0' }).missing, ['total']);
  assert.deepEqual(row(simple('trimmed_mean', { drop_low: '2', drop_high: '1' }), { a: '1', b: '2', c: '3' }).missing, ['total']);
});

test('official score: fixed decimals; exact stays exact', () => {
  const { score, exact: unrounded, complete } = row(simple('mean'), { a: '1', b: '1', c: '0' });
  assert.deepEqual([score, unrounded, complete], ['0.67', '2/3', true]);
  const none = rowsOf({ pack: pack(simple('mean'), { rounding: 'none' }), sheets: [sheet({ a: '1', b: '1', c: '0' })] })[0];
  assert.equal(none.score, '2/3');
});

test('a node rounds its value before its parent uses it', () => {
  const inner = node('inner', 'mean', [a, b, c], { round: { decimals: '0', mode: 'half_up' } });
  const result = row(simple('scale', { factor: '10' }, [inner]), { a: '1', b: '1', c: '0' });
  assert.deepEqual(result.nodes, { a: '1', b: '1', c: '0', inner: '1', total: '10' });
});

test('missing: entries in order, values of the others stay; missing: zero', () => {
  const inner = node('inner', 'mean', [b, c]);
  const result = row(simple('sum', {}, [a, inner]), { b: '5' });
  assert.deepEqual(result.missing, ['a', 'c']);
  assert.deepEqual(result.nodes, { b: '5' });
  assert.deepEqual([result.score, result.exact, result.complete, result.rank], ['', '', false, null]);
  assert.equal(exact(simple('sum', {}, [{ ...a, missing: 'zero' }, b]), { b: '5' }), '5');
});

test('n/a: left out of means and weights, 0 in sums, the whole if nothing applies', () => {
  const na = [a, b, c].map((each, i) => ({ ...each, ...NA, weight: ['20', '30', '50'][i] }));
  assert.equal(exact(simple('weighted_mean', {}, na), { a: '10', b: '20', c: 'n/a' }), '16');
  assert.equal(exact(simple('weighted_sum', {}, na), { a: '1', b: 'n/a', c: '2' }), '120');
  assert.equal(exact(simple('mean', {}, na), { a: '1', b: 'n/a', c: '2' }), '1.5');
  assert.equal(exact(simple('sum', {}, na), { a: '1', b: 'n/a', c: '2' }), '3');
  assert.equal(exact(simple('median', {}, na), { a: '1', b: 'n/a', c: '2' }), '1.5');
  const inner = node('inner', 'scale', [na[0]!], { factor: '2' });
  const result = row(simple('mean', {}, [inner, b]), { a: 'n/a', b: '4' });
  assert.deepEqual([result.exact, result.nodes.inner, result.nodes.a], ['4', 'n/a', 'n/a']);
  const nothing = row(simple('mean', {}, na), { a: 'n/a', b: 'n/a', c: 'n/a' });
  assert.deepEqual([nothing.complete, nothing.missing, nothing.nodes.total], [false, ['total'], 'n/a']);
  assert.deepEqual(row(simple('ratio', {}, [na[0]!, b]), { a: 'n/a', b: '4' }).missing, ['total']);
});

test('a value at an inner node stands for what is below it', () => {
  const inner = node('inner', 'mean', [b, c]);
  const result = row(simple('sum', {}, [a, inner]), { a: '1', inner: '7.5' });
  assert.deepEqual(result.nodes, { a: '1', inner: '7.5', total: '8.5' });
  assert.throws(() => row(simple('sum', {}, [a, inner]), { a: '1', inner: '7.5', b: '1' }), /a value at "inner" and below it too/);
  assert.throws(() => row(simple('sum', {}, [a, inner]), { inner: '101' }), /value not accepted/);
});

const ITEMS = [item('i1', { jenis: 'x' }), item('i2', { jenis: 'y' }), item('i3', { jenis: 'x' })];
const overItems = (op: string, more: PlainObject = {}, child: PlainObject = node('butir', 'sum', [a, b])): PlainObject =>
  node('total', op, [child], { over: 'items', ...more });
const itemSheets = [
  sheet({ a: '1', b: '2' }, { item: 'i1' }), sheet({ a: '10', b: '20' }, { item: 'i2' }), sheet({ a: '3', b: '3' }, { item: 'i3' }),
];

test('over: items', () => {
  const golden: Record<string, string> = { mean: '13', sum: '39', min: '3', max: '30', median: '6' };
  for (const [op, expected] of Object.entries(golden)) {
    assert.equal(row(overItems(op), {}, { items: ITEMS, sheets: itemSheets }).exact, expected, op);
  }
  assert.equal(row(overItems('mean', { at_least: '6' }), {}, { items: ITEMS, sheets: itemSheets }).exact, '6.5');
  assert.equal(row(overItems('mean', { at_least: '2' }), {}, { items: ITEMS, sheets: itemSheets }).exact, '13');
  const result = row(overItems('sum'), {}, { sheets: itemSheets });
  assert.deepEqual(result.items.i2, { a: '10', b: '20', butir: '30' });
  assert.deepEqual(result.nodes, { total: '39' });
});

test('over: items without items, with missing and with n/a items', () => {
  assert.equal(row(overItems('sum'), {}, { sheets: [] }).exact, '0');
  assert.equal(row(overItems('mean', { at_least: '3' }), {}, { sheets: [] }).exact, '0');
  for (const op of ['mean', 'min', 'max', 'median']) assert.deepEqual(row(overItems(op), {}, { sheets: [] }).missing, ['total']);
  const lacking = row(overItems('sum'), {}, { items: ITEMS, sheets: [itemSheets[0]!, sheet({ a: '1' }, { item: 'i2' })] });
  assert.deepEqual(lacking.missing, ['i2:b', 'i3:a', 'i3:b']);
  assert.deepEqual(Object.keys(lacking.items), ['i1', 'i2']);
  const na = overItems('mean', { at_least: '2' }, { ...a, ...NA });
  const sheets = [sheet({ a: '4' }, { item: 'i1' }), sheet({ a: 'n/a' }, { item: 'i2' }), sheet({ a: 'n/a' }, { item: 'i3' })];
  assert.equal(row(na, {}, { items: ITEMS, sheets }).exact, '2');
});

test('capped_count and condition count the items', () => {
  const counted = node('total', 'capped_count', undefined, { over: 'items', cap: '2', factor: '1.5' });
  assert.equal(row(counted, {}, { items: ITEMS, sheets: [] }).exact, '3');
  assert.equal(row(counted, {}, { items: ITEMS.slice(0, 1), sheets: [] }).exact, '1.5');
  assert.equal(row(counted, {}, { sheets: [] }).exact, '0');
  const condition = (least: string): PlainObject =>
    simple('condition', { when_items: { attribute: 'jenis', among: ['x', 'y', 'z'], at_least: least }, otherwise: '-1' }, [a]);
  assert.equal(row(condition('2'), {}, { items: ITEMS, sheets: [sheet({ a: '8' })] }).exact, '8');
  assert.equal(row(condition('3'), {}, { items: ITEMS, sheets: [] }).exact, '-1');
});

test('an item id or a node in the wrong place is refused', () => {
  assert.throws(() => row(overItems('sum'), {}, { items: ITEMS, sheets: [sheet({ a: '1' }, { item: 'i9' })] }), /unknown item/);
  assert.throws(() => row(overItems('sum'), {}, { items: ITEMS, sheets: [sheet({ a: '1' })] }), /no such node here/);
  assert.throws(() => row(overItems('sum'), {}, { items: ITEMS, sheets: [sheet({ total: '1' }, { item: 'i1' })] }), /no such node here/);
});

test('values of each type of indicator', () => {
  const level = (value: string): PlainObject => ({ value, text: { id: 'x', en: 'x' } });
  const cases: [PlainObject, string[], string[]][] = [
    [{ type: 'number', min: '-1', max: '1.5' }, ['-1', '1.5', '1/2'], ['-1.1', '1.51', 'x', '']],
    [{ type: 'level', levels: [level('0'), level('1'), level('3')] }, ['0', '3', '3.0'], ['2', '-1']],
    [{ type: 'count', max: '3' }, ['0', '3'], ['-1', '4', '1.5']],
    [{ type: 'count' }, ['1000000'], ['-1']],
    [{ type: 'checklist', options: [{ id: 'x', en: 'x' }, { id: 'y', en: 'y' }] }, ['0', '2'], ['3', '0.5']],
    [{ type: 'yes_no' }, ['0', '1'], ['2', '0.5', 'ya']],
    [{ type: 'ratio', factor: '100', max: '100' }, ['3/4', '75', '0'], ['5/4', '-1/4', '-1', '101', '1/0', 'n/a']],
    [{ type: 'survey', min: '1', max: '5' }, ['3.25', '5'], ['0.9', '5.1']],
    [{ type: 'measured', unit: 'cm', min: '0', max: '9' }, ['8.75'], ['9.1']],
  ];
  for (const [value, good, bad] of cases) {
    const root = simple('sum', {}, [{ ...a, value }]);
    for (const each of good) row(root, { a: each });
    for (const each of bad) assert.throws(() => row(root, { a: each }), /value not accepted/, `${String(value['type'])} ${each}`);
  }
  const survey = simple('sum', {}, [{ ...a, value: { type: 'survey', min: '1', max: '5' } }]);
  assert.throws(() => row(survey, {}, { sheets: [sheet({ a: '3.5' }, { evaluator: 'J-1' })] }), /value not accepted/);
  assert.equal(exact(simple('sum', {}, [{ ...a, value: { type: 'ratio', factor: '100' } }]), { a: '1/3' }), '100/3');
});
