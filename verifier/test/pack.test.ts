import assert from 'node:assert/strict';
import test from 'node:test';
import { Refusal } from '../src/message';
import { leaf, LEVEL, node, pack, type Plain, type PlainObject, rowsOf, sheet, text } from './builders';

const A = leaf('a');
const root = (more: PlainObject = {}): PlainObject => node('total', 'mean', [A], more);

function refused(tested: PlainObject, pattern: RegExp, parameters: Record<string, string> = {}): void {
  assert.throws(() => rowsOf({ pack: tested, parameters }), (error) => error instanceof Refusal && pattern.test(error.message), String(pattern));
}

test('what is unknown, absent or of another type', () => {
  refused(pack(root(), { extra: 'x' }), /^pack\.extra: unknown key/);
  refused(pack(root({ colour: 'x' })), /^pack\.trees\[0\]\.root\.colour: unknown key/);
  refused(pack(root({ cap: '3' })), /root\.cap: unknown key/);
  refused(pack(root(), { issuer: undefined }), /^pack\.issuer: is absent/);
  refused(pack(root({ name: undefined })), /root\.name: is absent/);
  refused(pack(root({ name: { id: 'x' } })), /a text \{id, en\}/);
  refused(pack(node('total', 'product', [A])), /root\.op: unknown: "product"/);
  refused(pack(root(), { juara: 'pack/2' }), /unknown: "pack\/2"/);
  refused(pack(root(), { levels: 'x' }), /a list is expected/);
  refused(pack(root({ range: ['0', 'x'] })), /not a number/);
  refused(pack(root({ range: ['1', '0'] })), /not \[low, high\]/);
  refused(pack(root(), { trust: 'sure' }), /unknown: "sure"/);
  refused(pack(root(), { source: 'nowhere' }), /source not declared/);
  refused(pack(root(), { rounding: { decimals: '10', mode: 'down' } }), /more than 9/);
});

test('trees: ids, weights, depth, children', () => {
  refused(pack(node('total', 'mean', [A, A])), /repeated node id: "a"/);
  refused(pack(node('jumlah', 'mean', [A])), /the root must be "total"/);
  refused(pack(node('total', 'mean', [leaf('A')])), /not an id/);
  const weighted = (...weights: (string | undefined)[]): PlainObject =>
    node('total', 'weighted_mean', weights.map((weight, i) => leaf(`n${i}`, weight === undefined ? {} : { weight })));
  refused(pack(weighted('50', '49.99')), /add up to 99\.99, not 100/);
  refused(pack(weighted('50', undefined)), /children\[1\]\.weight: is absent/);
  rowsOf({ pack: pack(weighted('100/3', '100/3', '100/3')) });
  refused(pack(node('total', 'scale', [A, leaf('b')], { factor: '1' })), /1 children expected/);
  refused(pack(node('total', 'ratio', [A])), /2 children expected/);
  refused(pack(node('total', 'mean', [])), /children are expected/);
  let deep: PlainObject = leaf('n12');
  for (let depth = 11; depth > 0; depth -= 1) deep = node(depth === 1 ? 'total' : `n${depth}`, 'mean', [deep]);
  rowsOf({ pack: pack(deep) });
  refused(pack(node('total', 'mean', [{ ...deep, id: 'n1' }])), /deeper than 12/);
  const level = (value: string): Plain => ({ value, text: text('x') });
  refused(pack(node('total', 'mean', [{ ...A, value: { type: 'level', levels: [level('1'), level('1')] } }])), /does not rise/);
});

test('over: only where it may stand', () => {
  const inside = node('dalam', 'sum', [A], { over: 'items' });
  refused(pack(node('total', 'sum', [inside], { over: 'items' })), /over inside of over: items/);
  refused(pack(node('total', 'mean', [node('x', 'mean', undefined, { over: 'subjects', level: 'satu' })])), /only at the root|stands only/);
  refused(pack(node('total', 'mean', undefined, { over: 'subjects', level: 'satu' })), /level: not declared/);
  refused(pack(node('total', 'weighted_sum', [A], { over: 'items' })), /not for weighted_sum/);
  refused(pack(node('total', 'capped_count', undefined, { cap: '1', factor: '1' })), /needs over: items/);
});

test('bands: gaps, overlaps, span', () => {
  const band = (id: string, from: string, to: string): PlainObject => ({ id, name: text(id), from, to });
  const table = (closed: string, list: PlainObject[], more: PlainObject = {}): PlainObject => pack(root(), { bands: [{ closed, list, ...more }] });
  refused(table('lower', [band('x', '0', '49'), band('y', '50', '100')]), /gap between "x", "y"/);
  refused(table('upper', [band('y', '50', '100'), band('x', '0', '51')]), /overlap between "x", "y"/);
  refused(table('both', [band('x', '0', '50'), band('y', '50', '100')]), /overlap/);
  refused(table('both', [band('x', '0', '49.9'), band('y', '50', '100')]), /gap/);
  refused(table('both', [band('x', '0', '100')], { round: 'none' }), /needs a rounding/);
  refused(table('lower', [band('x', '0', '99')]), /does not span the range 0\.\.100/);
  refused(table('lower', [band('x', '1', '100')]), /does not span/);
  refused(table('lower', []), /is empty/);
});

test('references and repetitions', () => {
  const ranking = { id: 'r', name: text('r'), level: 'satu' };
  refused(pack(root(), { rankings: [{ ...ranking, level: 'dua' }] }), /level: not declared/);
  refused(pack(root(), { rankings: [ranking, ranking] }), /repeated: "r"/);
  refused(pack(root(), { rankings: [{ ...ranking, ties: [{ rule: 'higher', node: 'zz' }] }] }), /node: not declared/);
  refused(pack(root(), { rankings: [{ ...ranking, cuts: [{ id: 'c', name: text('c') }] }] }), /neither places nor min_score/);
  refused(pack(root(), { levels: [LEVEL, LEVEL] }), /repeated: "satu"/);
  const stage = (id: string): PlainObject => ({ id, name: text(id), kind: 'desk' });
  const trees = ['x', 'y'].map((id) => ({ level: 'satu', stage: id, root: root() }));
  refused(pack(root(), { stages: [stage('x'), stage('y')], trees }), /stage "x" has no weight/);
});

test('parameters stand for numbers', () => {
  const parameters = [{ id: 'f', name: text('f'), type: 'number', default: '2', choices: ['2', '3'] }];
  const tested = pack(node('total', 'scale', [A], { factor: '$f' }), { parameters });
  assert.equal(rowsOf({ pack: tested, parameters: { f: '3' }, sheets: [sheet({ a: '5' })] })[0].exact, '15');
  refused(tested, /^parameters\.f: not one of the choices/, { f: '4' });
  refused(tested, /^parameters\.f: is absent/);
  refused(tested, /^parameters\.g: unknown parameter/, { f: '2', g: '1' });
  refused(pack(node('total', 'scale', [A], { factor: '$g' }), { parameters }), /not a number parameter/, { f: '2' });
});
