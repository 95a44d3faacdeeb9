import assert from 'node:assert/strict';
import test from 'node:test';
import { EVALUATORS, item, leaf, LEVEL, node, pack, type PlainObject, rowsOf, sheet, subject, text } from './builders';

const a = leaf('a');
const b = leaf('b', { not_applicable: 'drop' });
const ROOT = node('total', 'max', [a, b]);

function row(evaluators: PlainObject, sheets: PlainObject[], root: PlainObject = ROOT, items: PlainObject[] = []): any {
  return rowsOf({ pack: pack(root, { evaluators: { ...EVALUATORS, ...evaluators } }), sheets, items })[0];
}

const by = (evaluator: string, values: Record<string, string>, of = ''): PlainObject => sheet(values, { evaluator, item: of });
const TWO = [by('J-1', { a: '10', b: '0' }), by('J-2', { a: '0', b: '20' })];

test('at: indicator combines before the tree, at: total after it', () => {
  assert.deepEqual(row({}, TWO).nodes, { a: '5', b: '10', total: '10' });
  assert.deepEqual(row({ at: 'total' }, TWO).nodes, { a: '5', b: '10', total: '15' });
});

test('median and trimmed mean of evaluators; too few are missing', () => {
  const sheets = ['1', '9', '2', '100'].map((value, i) => by(`J-${i}`, { a: value, b: '0' }));
  assert.equal(row({ combine: 'median' }, sheets).nodes.a, '5.5');
  const trimmed = { combine: 'trimmed_mean', drop_low: '1', drop_high: '1' };
  assert.equal(row(trimmed, sheets).nodes.a, '5.5');
  assert.deepEqual(row(trimmed, sheets.slice(0, 2)).missing, ['a', 'b']);
  assert.deepEqual(row({ ...trimmed, at: 'total' }, sheets.slice(0, 2)).missing, ['total']);
});

test('n/a of one evaluator is left out, of all makes n/a', () => {
  const sheets = [by('J-1', { a: '4', b: 'n/a' }), by('J-2', { a: '6', b: '8' })];
  assert.deepEqual(row({}, sheets).nodes, { a: '5', b: '8', total: '8' });
  assert.deepEqual(row({ at: 'total' }, sheets).nodes, { a: '5', b: '8', total: '6' });
  const none = sheets.map((each) => ({ ...each, values: { a: '1', b: 'n/a' } }));
  assert.deepEqual(row({}, none).nodes, { a: '1', b: 'n/a', total: '1' });
});

test('at: total: what one evaluator lacks is missing for all', () => {
  const result = row({ at: 'total' }, [by('J-1', { a: '4' }), by('J-2', { b: '8' })]);
  assert.deepEqual(result.missing, ['b~J-1', 'a~J-2']);
  assert.deepEqual(result.nodes, {});
  assert.deepEqual(row({ at: 'total' }, []).missing, ['a', 'b']);
});

test('sheets: complete names evaluator and indicator, after everything else', () => {
  const result = row({ sheets: 'complete' }, [by('J-1', { a: '4' }), by('J-2', { b: '8' })]);
  assert.deepEqual(result.missing, ['b~J-1', 'a~J-2']);
  assert.deepEqual(result.nodes, { a: '4', b: '8' });
  assert.equal(row({}, [by('J-1', { a: '4' }), by('J-2', { b: '8' })]).exact, '8');
  assert.deepEqual(row({ sheets: 'complete' }, [by('J-1', { a: '4' })]).missing, ['b', 'b~J-1']);
  const covered = row({ sheets: 'complete' }, [by('J-1', { total: '4' })]);
  assert.deepEqual([covered.missing, covered.exact], [[], '4']);
  const zero = node('total', 'max', [a, { ...b, missing: 'zero' }]);
  assert.equal(row({ sheets: 'complete' }, [by('J-1', { a: '4' })], zero).exact, '4');
});

test('sheets: complete inside of items: part by part', () => {
  const inside = node('rata', 'mean', [node('butir', 'sum', [leaf('x'), leaf('y')])], { over: 'items' });
  const root = node('total', 'sum', [a, inside]);
  const sheets = [
    by('J-1', {}), by('J-2', { a: '1' }), by('J-1', { x: '1', y: '1' }, 'i1'), by('J-2', { x: '1' }, 'i1'), by('J-2', { butir: '1' }, 'i2'),
  ];
  const result = row({ sheets: 'complete' }, sheets, root, [item('i1'), item('i2')]);
  assert.deepEqual(result.missing, ['a~J-1', 'i1:y~J-2']);
  assert.deepEqual(result.nodes, { a: '1', rata: '1.5' });
});

const STAGES = [
  { id: 'meja', name: text('meja'), kind: 'desk', weight: '60' },
  { id: 'kunjungan', name: text('kunjungan'), kind: 'visit', weight: '40', trust: 'derived' },
];

function staged(sheets: PlainObject[], stage = ''): any {
  const trees = STAGES.map(({ id }) => ({ level: 'satu', stage: id, root: node('total', 'mean', [a, b]) }));
  return rowsOf({ pack: pack(ROOT, { stages: STAGES, trees }), sheets, stage })[0];
}

const MEJA = sheet({ a: '10', b: '20' }, { stage: 'meja' });
const KUNJUNGAN = sheet({ a: '50', b: '50' }, { stage: 'kunjungan' });

test('several stages: weighted, node keys with the stage', () => {
  const result = staged([KUNJUNGAN, MEJA]);
  assert.deepEqual(result.nodes, {
    'meja/a': '10', 'meja/b': '20', 'meja/total': '15', 'kunjungan/a': '50', 'kunjungan/b': '50', 'kunjungan/total': '50', total: '29',
  });
  assert.equal(result.trust, 'derived');
});

test('one stage asked for; a stage that lacks something; a given combined total', () => {
  const alone = staged([MEJA], 'meja');
  assert.deepEqual([alone.exact, alone.nodes, alone.trust], ['15', { a: '10', b: '20', total: '15' }, 'official']);
  const lacking = staged([sheet({ a: '1' }, { stage: 'kunjungan' }), MEJA]);
  assert.deepEqual([lacking.missing, lacking.nodes['meja/total']], [['kunjungan/b'], '15']);
  const given = staged([sheet({ total: '77' })]);
  assert.deepEqual([given.exact, given.nodes], ['77', { total: '77' }]);
  assert.throws(() => staged([sheet({ total: '77' }), MEJA]), /a value at "total" and below it too/);
  assert.throws(() => staged([], 'pleno'), /unknown stage/);
});

const LEVELS = [{ id: 'desa', name: text('desa') }, { id: 'kota', name: text('kota') }];
const SUBJECTS = [subject('d1', { parent: 'k' }), subject('d2', { parent: 'k' }), subject('d3', { parent: 'k' }), subject('k')];

function rolled(op: string, more: PlainObject, values: (string | undefined)[], packMore: PlainObject = {}): any {
  const sheets = values.flatMap((value, i) => (value === undefined ? [] : [sheet({ a: value }, { subject: `d${i + 1}` })]));
  const trees = [
    { level: 'desa', root: node('total', 'scale', [a], { factor: '1/3' }) },
    { level: 'kota', root: node('total', op, undefined, { over: 'subjects', level: 'desa', ...more }) },
  ];
  return rowsOf({ pack: pack(ROOT, { levels: LEVELS, trees, ...packMore }), subjects: SUBJECTS, sheets })[3];
}

test('over: subjects', () => {
  assert.equal(rolled('mean', {}, ['10', '20', '40']).exact, '70/9');
  assert.equal(rolled('mean', { use: 'rounded' }, ['10', '20', '40']).exact, '2333/300');
  assert.equal(rolled('sum', { best: '2' }, ['10', '20', '40']).exact, '20');
  assert.equal(rolled('mean', { at_least: '5' }, ['30', '30', '30']).exact, '6');
  assert.equal(rolled('max', {}, ['30', '60', '3']).exact, '20');
  assert.equal(rolled('median', {}, ['30', '60', '3']).exact, '10');
});

test('over: subjects with something missing: block or skip', () => {
  const blocked = rolled('mean', {}, ['30', undefined, undefined]);
  assert.deepEqual(blocked.missing, ['d2:total', 'd3:total']);
  assert.equal(rolled('mean', { incomplete: 'skip' }, ['30', undefined, undefined]).exact, '10');
  assert.deepEqual(rolled('sum', { incomplete: 'skip' }, []).missing, ['total']);
});

test('over: subjects skips the ineligible and takes over the weakest trust', () => {
  const eligibility = [{ id: 'jenis', name: text('jenis'), level: 'desa', rule: 'one_of', attribute: 'illustrative', values: ['ya'] }];
  const subjects = SUBJECTS.map((each, i) => ({ ...each, attributes: { illustrative: i === 0 ? 'tidak' : 'ya' } }));
  const trees = [
    { level: 'desa', root: node('total', 'mean', [a]) },
    { level: 'kota', root: node('total', 'mean', undefined, { over: 'subjects', level: 'desa' }) },
  ];
  const sheets = ['10', '20', '30'].map((value, i) => sheet({ a: value }, { subject: `d${i + 1}` }));
  const rows = rowsOf({ pack: pack(ROOT, { levels: LEVELS, trees, eligibility }), subjects, sheets });
  assert.deepEqual([rows[0].broken, rows[0].trust, rows[3].exact, rows[3].trust], [['jenis'], 'official', '25', 'illustrative']);
});

test('levels: by type, by height, the open one', () => {
  const levels = [{ id: 'desa', name: text('desa'), types: ['nagari', 'gampong'] }, { id: 'kota', name: text('kota') }];
  const trees = levels.map(({ id }) => ({ level: id, root: node('total', 'mean', [a]) }));
  const levelOf = (type: string): string =>
    rowsOf({ pack: pack(ROOT, { levels, trees }), subjects: [subject('a', { type })] })[0].level;
  assert.deepEqual(['nagari', 'desa', 'kota', 'lain', ''].map(levelOf), ['desa', 'desa', 'kota', 'kota', 'desa']);
  assert.throws(() => rowsOf({ pack: pack(ROOT, { levels: [LEVEL] }), subjects: [subject('a', { parent: 'b' }), subject('b', { parent: 'a' })] }), /is above itself/);
});
