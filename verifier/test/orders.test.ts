import assert from 'node:assert/strict';
import test from 'node:test';
import { Rational } from '../src/rational';
import { figuresOf } from '../src/order/figures';
import { verify } from '../src/verify';
import { bundleBytes, leaf, node, ordersOf, pack, type Parts, type PlainObject, rowsOf, sheet, subject, text } from './builders';

const ROOT = leaf('total');
const ranking = (more: PlainObject): PlainObject => ({ id: 'utama', name: text('utama'), level: 'satu', ...more });

/** As many evaluators as each ballot weighs: `2 A>B=C` is two who give A 9, B and C 8; whom it does not name they do not score. */
function parts(own: PlainObject, ballots: readonly string[], attributes: Record<string, PlainObject> = {}): Parts {
  const sheets: PlainObject[] = [];
  let evaluator = 10;
  for (const ballot of ballots) {
    const [weight, ranks] = ballot.split(' ');
    for (let i = 0; i < Number(weight); i += 1, evaluator += 1) {
      ranks!.split('>').forEach((group, place) => group.split('=').forEach((id) =>
        sheets.push(sheet({ total: String(9 - place) }, { subject: id, evaluator: `j${evaluator}` }))));
    }
  }
  const ids = [...new Set(ballots.flatMap((ballot) => ballot.match(/[A-Z]/g)!))].sort();
  const key = (each: PlainObject): string => `${String(each['subject'])}~${String(each['evaluator'])}`;
  return {
    pack: pack(ROOT, { rankings: [ranking(own)] }),
    subjects: ids.map((id) => subject(id, { attributes: attributes[id] ?? {} })),
    sheets: sheets.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  };
}

/** `A1 B2` for places; `reason: A B` without an order; a note behind. */
function told(own: PlainObject, ballots: readonly string[], attributes?: Record<string, PlainObject>): string {
  const [order] = ordersOf(parts(own, ballots, attributes));
  const places = Object.entries(order.places).map(([id, place]) => `${id}${String(place)}`);
  const reason = order.reason === '' ? [] : [`${String(order.reason)}:`, ...order.subjects];
  return [...reason, ...places, ...(order.note === '' ? [] : [order.note])].join(' ');
}

const TENNESSEE = ['42 M>N>C>K', '26 N>C>K>M', '15 C>K>N>M', '17 K>C>N>M'];

test('Tennessee: each method as published', () => {
  assert.equal(told({ method: 'borda' }, TENNESSEE), 'C2 K4 M3 N1');
  assert.deepEqual(ordersOf(parts({ method: 'borda' }, TENNESSEE))[0].figures, { C: '173', K: '107', M: '126', N: '194' });
  assert.equal(told({ method: 'schulze' }, TENNESSEE), 'C2 K3 M4 N1');
  assert.equal(told({ method: 'kemeny' }, TENNESSEE), 'C2 K3 M4 N1');
  assert.equal(told({ method: 'stv', seats: '1' }, TENNESSEE), 'C4 K1 M2 N3');
  assert.equal(told({ method: 'borda', order: 'ascending' }, TENNESSEE), 'C3 K1 M2 N4');
});

test('Borda: ties share, gaps leave no order unless they are last', () => {
  assert.deepEqual(ordersOf(parts({ method: 'borda' }, ['1 A=B>C>D', '1 A>B=C=D']))[0].figures, { A: '5.5', B: '3.5', C: '2', D: '1' });
  assert.equal(told({ method: 'borda' }, ['1 A>B>C', '1 A>B', '1 B>A']), 'not_ranked: C');
  assert.equal(told({ method: 'borda', unranked: 'last' }, ['1 A>B>C', '1 A>B', '1 B>A']), 'A1 B2 C3');
});

test('Schulze: 45 voters, circles, margins, layers', () => {
  const voters = ['5 A>C>B>E>D', '5 A>D>E>C>B', '8 B>E>D>A>C', '3 C>A>B>E>D', '7 C>A>E>B>D', '2 C>B>A>D>E', '7 D>C>E>B>A', '8 E>B>A>D>C'];
  assert.equal(told({ method: 'schulze' }, voters), 'A2 B4 C3 D5 E1');
  assert.equal(told({ method: 'schulze' }, ['4 A>B>C', '3 B>C>A', '2 C>A>B']), 'A1 B2 C3');
  const partial = ['5 A>B', '9 B>C', '6 C>B', '8 C>A', '4 A>C'];
  assert.equal(told({ method: 'schulze' }, partial), 'A3 B1 C2');
  assert.equal(told({ method: 'schulze', wins: 'margins' }, partial), 'A2 B3 C1');
  assert.equal(told({ method: 'schulze' }, ['1 A>B>C', '1 C>A>B']), 'A1 B3 C1 layers');
  assert.equal(told({ method: 'schulze' }, ['1 A>B', '1 C>D']), 'not_connected: A C');
});

test('STV: party food, splits, quotas, lots', () => {
  const food = ['4 O', '2 P>O', '8 C>S', '4 C>H', '1 S', '1 H'];
  assert.equal(told({ method: 'stv', seats: '3' }, food), 'C1 H4 O2 P5 S3');
  assert.equal(told({ method: 'stv', cuts: [{ id: 'a', name: text('a'), places: '3' }] }, food), 'C1 H4 O2 P5 S3');
  assert.equal(told({ method: 'stv', seats: '5' }, ['2 A>B', '1 B>A']), 'A1 B2');
  // A has 2.5 of 7 votes: more than 7/3, less than the Droop quota of 3, which B has first.
  const seven = ['2 A', '1 A=E', '2 B', '1 C>B', '1 E'];
  assert.equal(told({ method: 'stv', seats: '2', quota: 'hagenbach_bischoff' }, seven), 'A1 B2 C4 E3');
  assert.equal(told({ method: 'stv', seats: '2' }, seven), 'A2 B1 C4 E3');
  assert.equal(told({ method: 'stv', seats: '1' }, ['9 A=B=C>D', '2 D']), 'A1 B1 C1 D4');
  const lots = (own: PlainObject): string => told({ method: 'stv', seats: '1', lots: 'undian', ...own }, ['3 A', '1 B>A', '1 C>A', '2 D'],
    { A: { undian: '1' }, B: { undian: '3' }, C: { undian: '2' }, D: { undian: '4' } });
  assert.equal(lots({ elimination: ['lots'] }), 'A1 B4 C3 D2');
  assert.equal(told({ method: 'stv', seats: '1', lots: 'undian', elimination: ['lots'] }, ['1 A>B'], { A: { undian: '02' }, B: { undian: '1' } }), 'no_lot: A');
});

test('Kemeny: weak orders have places, circles have none', () => {
  assert.equal(told({ method: 'kemeny' }, ['1 A>B>C>D', '1 A>C>B>D']), 'A1 B2 C2 D4');
  assert.equal(told({ method: 'kemeny' }, ['1 A>B>C', '1 B>C>A', '1 C>A>B']), 'several_orders:');
  assert.equal(told({ method: 'kemeny' }, ['1 A>B>C', '1 C>A>B']), 'several_orders:');
  assert.equal(told({ method: 'kemeny' }, ['1 A=B=C=D=E=F=G=H=I=J=K=L']), 'A1 B1 C1 D1 E1 F1 G1 H1 I1 J1 K1 L1');
  assert.throws(() => told({ method: 'kemeny' }, ['1 A=B=C=D=E=F=G=H=I=J=K=L=M']), /13 subjects, kemeny takes 12/);
});

test('Bradley-Terry: strengths, draws, priors, no bound', () => {
  const figures = (own: PlainObject, ballots: string[]): any => ordersOf(parts({ method: 'bradley_terry', ...own }, ballots))[0].figures;
  assert.deepEqual(figures({}, ['3 A>B', '1 B>A']), { A: '0.549306', B: '-0.549306' }); // ln 3 / 2
  assert.deepEqual(figures({}, ['1 A>B', '1 A=B', '2 B>C', '1 C>B']), { A: '0.963457', B: '-0.135155', C: '-0.828302' }); // ln 3 and ln 2 apart
  assert.deepEqual(figures({ prior: '1/2' }, ['1 A>B']), { A: '1.012001', B: '-1.012001' });
  assert.equal(told({ method: 'bradley_terry' }, ['1 A>B', '1 C>B']), 'unbounded: A C');
  assert.equal(told({ method: 'bradley_terry' }, ['1 A>B', '1 C>D']), 'not_connected: A C');
  assert.equal(told({ method: 'bradley_terry' }, ['1 A>B', '1 B>C', '1 C>A']), 'A1 B1 C1');
});

const score = (id: string, evaluator: string, total: string): PlainObject => sheet({ total }, { subject: id, evaluator });
const jury = (own: PlainObject, sheets: PlainObject[], more: PlainObject = {}): Parts => ({
  pack: pack(ROOT, { rankings: [ranking(own)], ...more }),
  subjects: [...new Set(sheets.map((each) => each['subject'] as string))].map((id) => subject(id)),
  sheets,
});
const CONSTANT = [score('A', 'j', '60'), score('B', 'k', '50'), score('C', 'j', '40'), score('C', 'k', '30'), score('D', 'j', '80'), score('D', 'k', '70')];

test('corrected: exact constants, raw scores, panels apart', () => {
  const [order] = ordersOf(jury({ method: 'corrected' }, CONSTANT));
  assert.deepEqual([order.fit, order.figures, order.places], ['no_chance', { A: '55', B: '55', C: '35', D: '75' }, { A: 2, B: 2, C: 4, D: 1 }]);
  const [raw] = ordersOf(jury({ method: 'corrected' }, [score('A', 'j', '60'), score('B', 'k', '50')]));
  assert.deepEqual([raw.fit, raw.note, raw.places], ['nothing_shared', 'raw', { A: 1, B: 2 }]);
  const apart = [['A', 'j', '60'], ['A', 'k', '50'], ['B', 'j', '30'], ['B', 'k', '25'], ['C', 'l', '70'], ['C', 'm', '64'], ['D', 'l', '10'], ['D', 'm', '9']];
  assert.equal(ordersOf(jury({ method: 'corrected' }, apart.map(([id, evaluator, total]) => score(id!, evaluator!, total!))))[0].note, 'apart');
  const published = jury({ method: 'corrected' }, [sheet({ total: '5' }, { subject: 'A' }), sheet({ total: '6' }, { subject: 'B' })]);
  assert.deepEqual([ordersOf(published)[0].reason, ordersOf(published)[0].subjects], ['no_sheet', ['A', 'B']]);
  assert.equal(ordersOf({ ...published, pack: pack(ROOT, { rankings: [ranking({ method: 'borda' })] }) })[0].reason, 'no_ballots');
});

test('a sheet without total leaves no order; one entrant needs none', () => {
  const root = node('total', 'mean', [leaf('a'), leaf('b')]);
  const sheets = [sheet({ a: '1', b: '2' }, { evaluator: 'j', subject: 'A' }), sheet({ a: '3' }, { evaluator: 'k', subject: 'A' }),
    sheet({ a: '4', b: '5' }, { evaluator: 'j', subject: 'B' })];
  const of = (own: PlainObject): any => ordersOf({ pack: pack(root, { rankings: [ranking(own)] }), subjects: ['A', 'B'].map((id) => subject(id)), sheets })[0];
  assert.deepEqual([of({ method: 'borda' }).reason, of({ method: 'corrected' }).subjects], ['incomplete_sheet', ['A']]);
  assert.deepEqual(ordersOf(jury({ method: 'kemeny' }, [score('A', 'j', '1')]))[0].places, { A: 1 });
});

test('places go on to the tie rules, scores stay; without an order nobody is ranked', () => {
  const own = { method: 'kemeny', ties: [{ rule: 'earlier', attribute: 'masuk' }], cuts: [{ id: 'dua', name: text('dua'), places: '2' }] };
  const rows = rowsOf(parts(own, ['1 A>B>C>D', '1 A>C>B>D'], { B: { masuk: '2' }, C: { masuk: '1' } }));
  assert.deepEqual(rows.map((row) => [row.rank, row.tie, row.cuts.join()]), [[1, '', 'dua'], [3, 'earlier:masuk', ''], [2, 'earlier:masuk', 'dua'], [4, '', '']]);
  assert.deepEqual(rows.map((row) => row.score), ['9.00', '7.50', '7.50', '6.00']);
  const none = rowsOf(parts({ method: 'kemeny' }, ['1 A>B>C', '1 B>C>A', '1 C>A>B']));
  assert.deepEqual(none.map((row) => [row.rank, row.ranking, row.ranked_among]), [[null, '', null], [null, '', null], [null, '', null]]);
});

test('the ranking names the stage whose sheets count', () => {
  const stage = (id: string): PlainObject => ({ id, name: text(id), kind: 'desk', weight: '1' });
  const more = { stages: [stage('s'), stage('t')], trees: ['s', 't'].map((id) => ({ level: 'satu', stage: id, root: leaf('total') })) };
  const marks: [string, string, string][] = [['A', 's', '9'], ['A', 't', '2'], ['B', 's', '1'], ['B', 't', '3']];
  const sheets = marks.map(([id, at, total]) => sheet({ total }, { subject: id, stage: at, evaluator: 'j' }));
  const places = (asked: string, own: PlainObject): any => ordersOf({ ...jury({ method: 'borda', ...own }, sheets, more), stage: asked })[0].places;
  assert.deepEqual(places('', { stage: 't' }), { A: 2, B: 1 });
  assert.deepEqual(places('s', { stage: 't' }), { A: 1, B: 2 });
  assert.throws(() => places('', {}), /several stages are scored/);
  assert.throws(() => places('', { stage: 'u' }), /not declared/);
});

test('packs: options of other methods and impossible rules are refused', () => {
  const refused = (own: PlainObject, expected: RegExp): void => assert.throws(() => told(own, ['1 A>B']), expected);
  refused({ method: 'copeland' }, /unknown: "copeland"/);
  refused({ wins: 'margins' }, /not an option of method: score/);
  refused({ method: 'borda', on: 'exact' }, /not an option of method: borda/);
  refused({ method: 'corrected', unranked: 'last' }, /not an option of method: corrected/);
  refused({ method: 'stv' }, /number of seats/);
  refused({ method: 'stv', seats: '1', lots: 'x' }, /must come together/);
  refused({ method: 'stv', seats: '1', elimination: ['sideways'] }, /unknown: "sideways"/);
  refused({ method: 'bradley_terry', prior: '-1' }, /less than 0/);
  const measured = leaf('total', { value: { type: 'measured', unit: 'x', min: '0', max: '9' } });
  assert.throws(() => ordersOf({ pack: pack(measured, { rankings: [ranking({ method: 'borda' })] }) }), /fill in no indicator/);
});

test('figures: six decimals, equal numbers share, a stated one stands where it could be', () => {
  const figures = (values: number[], stated: string[] = []): string[] | undefined =>
    figuresOf(values, values.map((_, i) => (stated[i] === undefined ? undefined : Rational.parse(stated[i]!))))?.map((each) => each.toText());
  assert.deepEqual(figures([1.0000004, 1.0000006, -1.0000004]), ['1', '1.000001', '-1']);
  const [left, right] = figures([0.1234565 - 1e-13, 0.1234565 + 1e-13])!;
  assert.equal(left, right);
  assert.deepEqual(figures([2.0000005 + 1e-10], ['2']), ['2']);
  assert.deepEqual(figures([2.0000003], ['2.000001']), ['2']);
  assert.deepEqual(figures([2.0000005], ['2.0000005']), ['2.000001']);
  assert.equal(figures([1, 1.1e9]), undefined);
  assert.equal(figures([NaN]), undefined);
});

test('bundles: orders are compared, there where a ranking has a method and nowhere else', () => {
  const own = parts({ method: 'bradley_terry' }, ['2 A>B', '1 B>A']);
  const paths = (tamperOrders?: (orders: any[]) => any[] | undefined, of = own): string[] =>
    verify(bundleBytes(of, tamperOrders && { tamperOrders })).failures.map((failure) => failure.path);
  assert.deepEqual(paths(), []);
  assert.deepEqual(paths((orders) => { orders[0].figures.A = '0.346573'; return orders; }), ['orders[0].figures.A']);
  assert.deepEqual(paths((orders) => { orders[0].places.B = 1; return orders; }), ['orders[0].places.B']);
  assert.deepEqual(paths(() => []), ['orders[0]']);
  assert.deepEqual(paths(() => undefined), ['orders']);
  assert.deepEqual(paths(() => [], parts({}, ['1 A>B'])), ['orders']);
  assert.deepEqual(paths((orders) => { orders[0].more = 'x'; return orders; }), ['orders[0].more']);
});
