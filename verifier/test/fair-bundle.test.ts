import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { estimateText, isEstimateText } from '../src/fair/estimate';
import { failureText } from '../src/message';
import { verify } from '../src/verify';
import { type BundleOptions, bundleBytes, EVALUATORS, fairOf, leaf, node, pack, type Parts, type PlainObject, sheet, subject, text } from './builders';

const SCORES: Record<string, string> = {
  'a J-1': '80', 'a J-2': '74', 'b J-2': '70', 'b J-3': '61.5', 'c J-1': '66', 'c J-3': '60', 'd J-1': '55', 'd J-2': '50', 'd J-3': '49.25',
  'e J-1': '90', 'e J-2': '81', 'e J-3': '84', 'f J-1': '71', 'f J-2': '72',
};
const RANKING = {
  id: 'utama', name: text('utama'), level: 'satu',
  cuts: [{ id: 'dua', name: text('dua'), places: '2' }, { id: 'semua', name: text('semua'), places: '6' }],
};

function sheets(scores: Record<string, string> = SCORES): PlainObject[] {
  return Object.entries(scores).map(([key, a]) => {
    const [of, evaluator] = key.split(' ') as [string, string];
    return sheet({ a }, { subject: of, evaluator });
  });
}

function contest(more: PlainObject = {}, fair: Parts['fair'] = { top: [2, 1] }): Parts {
  return {
    pack: pack(node('total', 'mean', [leaf('a')]), { rankings: [RANKING], ...more }),
    subjects: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => subject(id, { region: id < 'd' ? 'utara' : 'selatan' })), sheets: sheets(), fair,
  };
}

const GOOD = contest();

function lines(parts: Parts, options: BundleOptions = {}): string[] {
  return verify(bundleBytes(parts, options)).failures.map((failure) => failureText(failure, 'en'));
}

/** What is said after the part was changed and hashed anew. */
function after(tamperFair: (fair: any) => unknown, parts = GOOD): string[] {
  return lines(parts, { tamperFair });
}

test('a bundle with a fair ranking holds, by either model', () => {
  const result = verify(bundleBytes(GOOD));
  assert.deepEqual(result.failures, []);
  assert.equal(result.counts!.hashes, 9);
  assert.equal(result.fair!.entries.length, 6);
  assert.deepEqual(lines(contest({}, { model: 'lot', top: [1] })), []);
});

test('every estimate, count and text that differs is reported by path', () => {
  const entry = (key: string) => (fair: any): unknown => (fair.entries[2][key] = '12.5');
  for (const key of ['raw', 'corrected', 'se', 'shrunk', 'deviation']) {
    const found = after(entry(key));
    assert.equal(found.length, 1);
    assert.match(found[0]!, new RegExp(`^fair\\.entries\\[2, c\\]\\.${key}: bundle "12\\.5", recomputed "[0-9.]+"$`));
  }
  for (const key of ['severity', 'se', 'consistency']) {
    assert.match(after((fair) => (fair.jurors[1][key] = '-9'))[0]!, new RegExp(`^fair\\.jurors\\[1, J-2\\]\\.${key}: bundle "-9", recomputed`));
  }
  for (const key of ['criterion', 'entry_variance', 'lambda', 'reliability', 'residual_variance', 'severity_variance', 'weakest_link']) {
    assert.match(after((fair) => (fair.summary[key] = '0.123'))[0]!, new RegExp(`^fair\\.summary\\.${key}: bundle "0\\.123", recomputed`));
    assert.match(after((fair) => (fair.summary[key] = ''))[0]!, new RegExp(`^fair\\.summary\\.${key}: bundle "", recomputed`));
  }
  assert.deepEqual(after((fair) => (fair.summary.case = 'no_chance')), ['fair.summary.case: bundle "no_chance", recomputed "estimated"']);
  assert.deepEqual(after((fair) => (fair.summary.components = 2)), ['fair.summary.components: bundle 2, recomputed 1']);
  assert.deepEqual(after((fair) => (fair.entries[0].sheets = 9)), ['fair.entries[0, a].sheets: bundle 9, recomputed 2']);
  assert.deepEqual(after((fair) => (fair.jurors[0].entries = 9)), ['fair.jurors[0, J-1].entries: bundle 9, recomputed 5']);
});

test('chances, ranks and zones', () => {
  const zoned = after((fair) => (fair.entries[4].top = ['0.5', '0.5']));
  assert.match(zoned.join('\n'), /^fair\.entries\[4, e\]\.top\[0\]: .*\n.*top\[1\]: .*\n.*zone: bundle "in", recomputed "borderline"$/);
  assert.match(after((fair) => fair.entries[4].top.pop())[0]!, /^fair\.entries\[4, e\]\.top\[1\]: bundle absent, recomputed "/);
  assert.match(after((fair) => fair.entries[4].top.push('1')).join(), /^fair\.entries\[4, e\]\.top\[2\]: bundle "1", recomputed absent$/);
  assert.deepEqual(after((fair) => (fair.entries[4].rank_low = null)), ['fair.entries[4, e].rank_low: bundle null, recomputed 1']);
  assert.match(after((fair) => (fair.entries[4].rank_high += 2))[0]!, /^fair\.entries\[4, e\]\.rank_high: bundle \d, recomputed \d$/);
  assert.deepEqual(after((fair) => (fair.entries[4].zone = '')), ['fair.entries[4, e].zone: bundle "", recomputed "in"']);
});

test('within the tolerance nothing is reported', () => {
  const shifted = (digits: string, by: number): string => estimateText(Number(digits) + by);
  assert.deepEqual(after((fair) => {
    fair.entries[1].corrected = shifted(fair.entries[1].corrected, 5e-8 / 1e3);
    fair.jurors[0].severity = shifted(fair.jurors[0].severity, 5e-10);
    fair.entries[1].top[0] = shifted(fair.entries[1].top[0], 3 / 500);
    fair.entries[1].rank_low += 1;
  }), []);
  assert.equal(after((fair) => (fair.jurors[0].severity = shifted(fair.jurors[0].severity, 2e-8))).length, 1);
  assert.equal(after((fair) => (fair.entries[1].top[0] = shifted(fair.entries[1].top[0], 4 / 500))).length, 1);
});

test('an entry or juror too few or too many', () => {
  assert.deepEqual(after((fair) => fair.entries.splice(2, 1)), ['fair.entries[c]: bundle absent, recomputed {…}']);
  assert.deepEqual(after((fair) => fair.entries.push({ ...fair.entries[0], subject: 'z' })), ['fair.entries[6, z]: bundle {…}, recomputed absent']);
  assert.deepEqual(after((fair) => fair.jurors.pop()), ['fair.jurors[J-3]: bundle absent, recomputed {…}']);
});

test('what was asked for has its shape', () => {
  const wrong: [(fair: any) => unknown, RegExp][] = [
    [(fair) => (fair.request.draws = 0), /^fair\.request\.draws: a number from 1 to 1000000 is expected/],
    [(fair) => (fair.request.draws = 1000001), /^fair\.request\.draws: /],
    [(fair) => (fair.request.model = 'other'), /^fair\.request\.model: /],
    [(fair) => (fair.request.seed = '01'), /^fair\.request\.seed: /],
    [(fair) => (fair.request.seed = '18446744073709551616'), /^fair\.request\.seed: /],
    [(fair) => (fair.request.top[0] = 0), /^fair\.request\.top\[0\]: /],
    [(fair) => (fair.entries[0].raw = '77.0'), /^fair\.entries\[0\]\.raw: an estimate \(at most 15 significant digits\) is expected/],
    [(fair) => (fair.entries[0].raw = '1e2'), /^fair\.entries\[0\]\.raw: /],
    [(fair) => (fair.entries[0].top[0] = '.5'), /^fair\.entries\[0\]\.top\[0\]: /],
    [(fair) => (fair.entries[0].rank_low = 0), /^fair\.entries\[0\]\.rank_low: /],
    [(fair) => (fair.entries[0].sheets = 0), /^fair\.entries\[0\]\.sheets: /],
    [(fair) => (fair.entries[0].more = ''), /^fair\.entries\[0\]\.more: unknown key/],
    [(fair) => delete fair.summary.lambda, /^fair\.summary\.lambda: is absent/],
    [(fair) => fair.entries.reverse(), /^fair\.entries\[1\]: not in order of subject/],
    [(fair) => (fair.jurors[1].evaluator = 'J-1'), /^fair\.jurors\[1\]: not in order of evaluator/],
  ];
  for (const [tamper, expected] of wrong) assert.match(after(tamper)[0]!, expected);
});

test('another request gives other numbers', () => {
  assert.match(after((fair) => (fair.request.seed = '2')).join('\n'), /\.top\[0\]|rank_/);
  assert.match(after((fair) => (fair.request.model = 'lot')).join('\n'), /fair\.entries\[0, a\]\.corrected/);
  assert.match(after((fair) => (fair.request.top = [7, 1]))[0]!, /^fair\.request\.top\[0\]: 7 places, but at most 6 compete/);
  assert.match(after((fair) => (fair.request.top = []))[0]!, /^fair\.request\.top\[0\]: bundle absent, recomputed 2/);
});

test('the part without its hash, the hash without its part', () => {
  const written = new TextDecoder().decode(bundleBytes(GOOD));
  const edited = (from: RegExp): string => {
    const changed = written.replace(from, '');
    assert.notEqual(changed, written);
    return verify(new TextEncoder().encode(changed)).failures.map((failure) => failureText(failure, 'en'))[0]!;
  };
  assert.match(edited(/"fair":"[0-9a-f]{64}",/), /^hashes\.fair: is absent/);
  assert.match(edited(/"fair":\{.*\},(?="items")/), /^fair: is absent/);
});

test('places of the cuts, if none are asked for', () => {
  assert.deepEqual(fairOf(contest({}, { top: [] })).request.top, [2], 'six places are no cut among six');
  assert.deepEqual(fairOf({ ...contest({ rankings: [] }, { top: [] }) }).request.top, []);
});

test('contests are ranked and shrunk apart; K above one of them gives no chance there', () => {
  const rankings = [{ ...RANKING, by: ['region'] }];
  const { entries } = fairOf({ ...contest({ rankings }, { top: [3, 4] }), subjects: [...GOOD.subjects!, subject('g', { region: 'utara' })],
    sheets: [...sheets(), sheet({ a: '64' }, { subject: 'g', evaluator: 'J-1' })] });
  assert.deepEqual(entries.map((entry) => entry.top[1] === undefined), [false, false, false, true, true, true, false]);
  assert.ok(entries.every((entry) => entry.ranks!.high <= 4));
  assert.notEqual(entries[0]!.shrunk, fairOf(contest()).entries[0]!.shrunk);
});

test('the ineligible and the incomplete take nobody\'s place', () => {
  const eligibility = [{ id: 'sah', name: text('sah'), level: 'satu', rule: 'none_of', attribute: 'catatan', values: ['gugur'] }];
  const subjects = GOOD.subjects!.map((each) => ({ ...each, attributes: each['id'] === 'e' ? { catatan: 'gugur' } : {} }));
  const { entries } = fairOf({ ...contest({ eligibility }, { top: [1] }), subjects });
  assert.deepEqual([entries[4]!.top, entries[4]!.ranks], [[undefined], undefined]);
  assert.ok(Math.abs(entries.reduce((sum, entry) => sum + (entry.top[0] ?? 0), 0) - 1) < 1e-9);
  assert.notEqual(entries[4]!.corrected, undefined);
});

test('a sheet is each evaluator\'s own total, whatever the pack does with evaluators', () => {
  const evaluators = { ...EVALUATORS, combine: 'trimmed_mean', drop_low: '1', drop_high: '1', at: 'total' };
  assert.deepEqual(fairOf(contest({ evaluators }, { top: [] })).jurors, fairOf(contest({}, { top: [] })).jurors);
  const unnamed = { ...contest(), sheets: [...sheets(), sheet({ a: '1' }, { subject: 'a' })] };
  assert.equal(fairOf(unnamed).entries[0]!.sheets, 2);
});

test('sheets that cannot be compared are refused in words', () => {
  const two = node('total', 'mean', [leaf('a'), leaf('b')]);
  const lacking: Parts = { ...contest(), pack: pack(two, {}) };
  assert.throws(() => fairOf(lacking), /the sheet of "J-1" for "a" is incomplete: b/);
  assert.throws(() => fairOf({ ...contest(), sheets: [sheet({ a: '1' })] }), /no sheet with an evaluator/);
  const stages = ['meja', 'lapangan'].map((id) => ({ id, name: text(id), kind: 'desk', weight: '1' }));
  const trees = stages.map(({ id }) => ({ level: 'satu', stage: id, root: node('total', 'mean', [leaf('a')]) }));
  const staged: Parts = { ...contest({ stages, trees, rankings: [] }, { top: [1] }), sheets: sheets().map((each) => ({ ...each, stage: 'meja' })) };
  assert.throws(() => fairOf(staged), /several stages/);
  assert.equal(fairOf({ ...staged, stage: 'meja' }).entries.length, 6);
});

test('too many jurors in one component', () => {
  const many = Array.from({ length: 2001 }, (_, i) => sheet({ a: String(i % 100) }, { evaluator: `J-${i}` }));
  assert.throws(() => fairOf({ ...contest({}, { top: [1] }), sheets: many }), /too large to recompute here: 2001 jurors hang together/);
});

test('the seed that nobody chose', () => {
  const table = Object.entries(SCORES).map(([key, total]) => [key.slice(0, 1), Number(total)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x - y)).map(([entry, total]) => `${entry}\t${total}\n`).join('');
  const seed = parseInt(createHash('sha256').update(table).digest('hex').slice(0, 12), 16).toString();
  assert.equal(fairOf(contest({}, { seed })).hasDefaultSeed, true);
  assert.equal(fairOf(contest({}, { seed: '1' })).hasDefaultSeed, false);
});

test('estimates have one text', () => {
  const texts: [number, string][] = [
    [0, '0'], [-0, '0'], [1, '1'], [-2.5, '-2.5'], [1 / 3, '0.333333333333333'], [2 / 3, '0.666666666666667'], [123456789012345680, '123456789012346000'],
    [1e-7, '0.0000001'], [-1.25e-10, '-0.000000000125'], [0.1 + 0.2, '0.3'], [100, '100'], [99999999999999.99, '100000000000000'],
  ];
  for (const [value, expected] of texts) {
    assert.equal(estimateText(value), expected);
    assert.ok(isEstimateText(expected));
  }
  assert.equal(estimateText(undefined), '');
  for (const wrong of ['-0', '1.0', '01', '.5', '1e5', '0.3333333333333333', 'x', '+1', ' 1', '1.']) assert.ok(!isEstimateText(wrong), wrong);
});
