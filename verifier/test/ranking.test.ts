import assert from 'node:assert/strict';
import test from 'node:test';
import { leaf, node, pack, type PlainObject, rowsOf, sheet, subject, text } from './builders';

const ROOT = node('total', 'weighted_mean', [leaf('a', { weight: '50' }), leaf('b', { weight: '50' })]);
const ranking = (more: PlainObject = {}): PlainObject => ({ id: 'utama', name: text('utama'), level: 'satu', ...more });

interface Case {
  marks: [string, string][];
  ranking?: PlainObject;
  more?: PlainObject;
  attributes?: PlainObject[];
  fields?: PlainObject[];
}

function rows({ marks, ranking: own, more, attributes, fields }: Case): any[] {
  const ids = marks.map((_, i) => `s${i}`);
  return rowsOf({
    pack: pack(ROOT, { rankings: own === undefined ? [] : [own], ...more }),
    subjects: ids.map((id, i) => subject(id, { attributes: attributes?.[i] ?? {}, ...fields?.[i] })),
    sheets: marks.map(([a, b], i) => sheet({ a, b }, { subject: ids[i]! })),
  });
}

const ranks = (of: any[]): any[] => of.map((row) => row.rank);
const ties = (of: any[]): any[] => of.map((row) => row.tie);

test('shared ranks count: 1, 2, 2, 4', () => {
  const result = rows({ marks: [['10', '10'], ['50', '50'], ['20', '20'], ['15', '25']], ranking: ranking() });
  assert.deepEqual(ranks(result), [4, 1, 2, 2]);
  assert.deepEqual(ties(result), ['', '', 'shared', 'shared']);
  assert.deepEqual([result[0].ranked_among, result[0].ranking, result[0].scope], [4, 'utama', []]);
  assert.deepEqual(ranks(rows({ marks: [['1', '1'], ['2', '2']] })), [null, null]);
});

test('tie rules in order, and which of them decided', () => {
  const own = ranking({ ties: [{ rule: 'higher', node: 'a' }, { rule: 'earlier', attribute: 'masuk' }, { rule: 'lower', node: 'b' }] });
  const attributes = [{ masuk: '2' }, { masuk: '1' }, {}, {}, { masuk: '2' }].map((each) => ({ ...each }));
  const result = rows({ marks: [['20', '20'], ['20', '20'], ['20', '20'], ['30', '10'], ['9', '9']], ranking: own, attributes });
  assert.deepEqual(ranks(result), [3, 2, 4, 1, 5]);
  assert.deepEqual(ties(result), ['earlier:masuk', 'earlier:masuk', 'earlier:masuk', 'higher:a', '']);
});

test('without the value compared a subject is behind; without both they stay equal', () => {
  const own = ranking({ ties: [{ rule: 'lower', node: 'a' }, { rule: 'later', attribute: 'masuk' }] });
  const result = rowsOf({
    pack: pack(ROOT, { rankings: [own] }),
    subjects: ['s0', 's1', 's2'].map((id, i) => subject(id, { attributes: i === 2 ? { masuk: 'x' } : {} })),
    sheets: [sheet({ total: '20' }, { subject: 's0' }), sheet({ a: '20', b: '20' }, { subject: 's1' }), sheet({ total: '20' }, { subject: 's2' })],
  });
  assert.deepEqual(ranks(result), [3, 1, 2]);
  assert.deepEqual(ties(result), ['later:masuk', 'lower:a', 'later:masuk']);
});

test('scopes, ascending order, exact against rounded', () => {
  const fields = ['x', 'y', 'x'].map((region) => ({ region }));
  const scoped = rows({ marks: [['1', '1'], ['2', '2'], ['3', '3']], ranking: ranking({ by: ['region'] }), fields });
  assert.deepEqual([ranks(scoped), scoped.map((row) => row.ranked_among), scoped[1].scope], [[2, 1, 1], [2, 1, 2], ['y']]);
  assert.deepEqual(ranks(rows({ marks: [['1', '1'], ['2', '2']], ranking: ranking({ order: 'ascending' }) })), [1, 2]);
  const close: [string, string][] = [['1', '1.001'], ['1', '1.002']];
  assert.deepEqual(ranks(rows({ marks: close, ranking: ranking() })), [1, 1]);
  assert.deepEqual(ranks(rows({ marks: close, ranking: ranking({ on: 'exact' }) })), [2, 1]);
});

test('cuts: places, undecided, score, when', () => {
  const cuts = (more: PlainObject): PlainObject => ranking({ cuts: [{ id: 'lolos', name: text('lolos'), ...more }] });
  const marks: [string, string][] = [['9', '9'], ['8', '8'], ['8', '8'], ['7', '7']];
  const passed = (more: PlainObject): any[] => rows({ marks, ranking: cuts(more) }).map((row) => row.cuts.join());
  assert.deepEqual(passed({ places: '1' }), ['lolos', '', '', '']);
  assert.deepEqual(passed({ places: '2' }), ['lolos', 'lolos?', 'lolos?', '']);
  assert.deepEqual(passed({ places: '3' }), ['lolos', 'lolos', 'lolos', '']);
  assert.deepEqual(passed({ min_score: '8' }), ['lolos', 'lolos', 'lolos', '']);
  assert.deepEqual(passed({ places: '2', min_score: '8.5' }), ['lolos', '', '', '']);
  assert.deepEqual(passed({ places: '4', when: { region: ['x'] } }), ['', '', '', '']);
  const ascending = { ...cuts({ min_score: '8' }), order: 'ascending' };
  assert.deepEqual(rows({ marks, ranking: ascending }).map((row) => row.cuts.join()), ['', 'lolos', 'lolos', 'lolos']);
});

const band = (id: string, from: string, to: string): PlainObject => ({ id, name: text(id), from, to, zone: `z-${id}` });

function bandsOf(table: PlainObject, marks: string[], more: PlainObject = {}): string[] {
  const result = rows({ marks: marks.map((mark) => [mark, mark]), more: { bands: [table], ...more } });
  return result.map((row) => row.band);
}

test('bands: the three closures', () => {
  const meet = [band('tinggi', '50', '100'), band('rendah', '0', '50')];
  assert.deepEqual(bandsOf({ closed: 'lower', list: meet }, ['49.99', '50', '100', '0']), ['rendah', 'tinggi', 'tinggi', 'rendah']);
  assert.deepEqual(bandsOf({ closed: 'upper', list: meet }, ['50', '50.01', '0']), ['rendah', 'tinggi', 'rendah']);
  const apart = [band('rendah', '0', '49.99'), band('tinggi', '50', '100')];
  assert.deepEqual(bandsOf({ closed: 'both', list: apart }, ['49.994', '49.996', '50']), ['rendah', 'tinggi', 'tinggi']);
});

test('bands: rounded otherwise than the score, or not at all', () => {
  const whole = { closed: 'both', round: { decimals: '0', mode: 'half_up' }, list: [band('rendah', '0', '49'), band('tinggi', '50', '100')] };
  assert.deepEqual(bandsOf(whole, ['49.4', '49.5']), ['rendah', 'tinggi']);
  const exact = { closed: 'lower', round: 'none', list: [band('rendah', '0', '50'), band('tinggi', '50', '100')] };
  assert.deepEqual(bandsOf(exact, ['49.999']), ['rendah']);
});

test('bands: the first table that matches; zone', () => {
  const first = { closed: 'lower', when: { region: ['x'] }, list: [band('khusus', '0', '100')] };
  const second = { closed: 'lower', level: ['satu'], list: [band('umum', '0', '100')] };
  const result = rows({ marks: [['1', '1'], ['1', '1']], more: { bands: [first, second] }, fields: [{ region: 'x' }, {}] });
  assert.deepEqual(result.map((row) => [row.band, row.zone]), [['khusus', 'z-khusus'], ['umum', 'z-umum']]);
});

function eligible(rule: PlainObject, attributes: PlainObject, parameters: Record<string, string> = {}): string {
  const eligibility = [{ id: 'r', name: text('r'), level: 'satu', ...rule }];
  const declared = [{ id: 'hari', name: text('hari'), type: 'date' }];
  const [row] = rowsOf({
    pack: pack(ROOT, { eligibility, parameters: declared, rankings: [ranking()] }),
    subjects: [subject('a', { attributes })], sheets: [sheet({ a: '1', b: '1' })], parameters,
  });
  const isBroken = row.broken.length > 0;
  assert.equal(row.rank, isBroken ? null : 1);
  return isBroken ? 'broken' : row.unchecked.length > 0 ? 'unchecked' : 'kept';
}

test('eligibility: dates', () => {
  const age = { rule: 'min_age', attribute: 'lahir', on: 'hari', years: '1' };
  const on = (hari: string): Record<string, string> => ({ hari });
  assert.equal(eligible(age, { lahir: '2020-02-29' }, on('2021-02-28')), 'broken');
  assert.equal(eligible(age, { lahir: '2020-02-29' }, on('2021-03-01')), 'kept');
  assert.equal(eligible({ ...age, years: '4' }, { lahir: '2020-02-29' }, on('2024-02-29')), 'kept');
  assert.equal(eligible(age, { lahir: '2020-02-29' }), 'unchecked');
  assert.equal(eligible(age, {}, on('2021-03-01')), 'unchecked');
  assert.equal(eligible(age, { lahir: '' }, on('2021-03-01')), 'unchecked');
  assert.throws(() => eligible(age, { lahir: '2021-02-29' }, on('2021-03-01')), /not a date/);
  const between = { rule: 'between', attribute: 'lahir', from: '2000-01-01', to: '2000-12-31' };
  assert.deepEqual(['1999-12-31', '2000-01-01', '2000-12-31', '2001-01-01'].map((lahir) => eligible(between, { lahir })), ['broken', 'kept', 'kept', 'broken']);
});

test('eligibility: lists', () => {
  const none = { rule: 'none_of', attribute: 'juara', values: ['2021', '2022'] };
  assert.deepEqual([{ juara: '2020;2022' }, { juara: '2020' }, { juara: '' }, {}].map((each) => eligible(none, each)), ['broken', 'kept', 'kept', 'unchecked']);
  const fewer = { rule: 'fewer_than', attribute: 'juara', values: ['2021', '2022'], limit: '2' };
  assert.deepEqual([{ juara: '2021; 2022' }, { juara: '2021;2020' }, {}].map((each) => eligible(fewer, each)), ['broken', 'kept', 'unchecked']);
  const one = { rule: 'one_of', attribute: 'status', values: ['negeri'] };
  assert.deepEqual([{ status: 'swasta' }, { status: 'negeri' }, { status: '' }].map((each) => eligible(one, each)), ['broken', 'kept', 'unchecked']);
});

test('trust: the weakest of what a row rests on, and of nothing else', () => {
  const trustOf = (more: PlainObject, own?: PlainObject): string =>
    rows({ marks: [['9', '9'], ['8', '8']], more, ...(own && { ranking: own }) })[1].trust;
  const tree = (trust: string): PlainObject => ({
    trees: [{ level: 'satu', root: node('total', 'mean', [leaf('a', { trust }), leaf('b')]) }],
  });
  const table = (trust: string): PlainObject => ({ bands: [{ closed: 'lower', trust, list: [band('x', '0', '100')] }] });
  assert.equal(trustOf({}), 'official');
  assert.equal(trustOf(tree('code')), 'code');
  assert.equal(trustOf({ rounding: { decimals: '2', mode: 'down', trust: 'derived' } }), 'derived');
  assert.equal(trustOf({ evaluators: { combine: 'mean', at: 'indicator', sheets: 'partial', trust: 'reported' } }), 'reported');
  assert.equal(trustOf(table('illustrative')), 'illustrative');
  assert.equal(trustOf({}, ranking({ trust: 'code' })), 'code');
  const cut = (places: string): PlainObject => ranking({ cuts: [{ id: 'c', name: text('c'), places, trust: 'derived' }] });
  assert.deepEqual([trustOf({}, cut('1')), trustOf({}, cut('2'))], ['official', 'derived']);
  assert.equal(rows({ marks: [['1', '1']], attributes: [{ illustrative: 'true' }] })[0].trust, 'illustrative');
});
