import assert from 'node:assert/strict';
import test from 'node:test';
import type { Chances } from '../src/fair/chances';
import { spectrum } from '../src/fair/eigen';
import { chancesOf, type FairFit, fitShared } from '../src/fair/fit';
import { jurorGraph, connectedParts } from '../src/fair/graph';
import { SquareMatrix } from '../src/fair/matrix';
import { factorOrders } from '../src/fair/order';
import { makeRatings, type Ratings, type ScoreSheet } from '../src/fair/ratings';
import { highest } from '../src/fair/select';
import { finished } from './builders';

/** Rows are entries, columns jurors a, b, …; undefined: no sheet. */
function table(rows: readonly (readonly (number | undefined)[])[]): Ratings {
  return makeRatings(rows.flatMap((row, e) => row.flatMap((total, j) =>
    (total === undefined ? [] : [{ entry: `e${String(e).padStart(4, '0')}`, juror: String.fromCharCode(97 + j), total }]))));
}

function fitOf(ratings: Ratings, groups?: Int32Array): FairFit {
  return fitShared(ratings, groups ?? new Int32Array(ratings.entries.length));
}

function chances(ratings: Ratings, tops: number[], count = 1000, fit = fitOf(ratings)): Chances {
  const contest = { entries: Int32Array.from(ratings.entries, (_, e) => e), tops };
  return (finished(chancesOf(ratings, fit, [contest], { count, seed: { low: 7, high: 0 } })) as Chances[])[0]!;
}

const __ = undefined;

function close(values: ArrayLike<number>, expected: number[]): void {
  assert.equal(values.length, expected.length);
  expected.forEach((value, i) => assert.ok(Math.abs(values[i]! - value) < 1e-9, `${values[i]}, expected ${value}`));
}

test('nothing_shared: one sheet for each entry, or one juror', () => {
  for (const rows of [[[1], [2], [3]], [[1, __], [__, 2]]]) {
    const ratings = table(rows);
    const fit = fitOf(ratings);
    assert.equal(fit.case, 'nothing_shared');
    assert.deepEqual([...fit.corrected], [...ratings.raw]);
    assert.deepEqual(fit.variances, { lambda: undefined, criterion: undefined, residual: undefined, severity: undefined });
    assert.deepEqual([fit.error, fit.shrunk, fit.deviation, fit.severityError, fit.reliability, fit.drawModel], Array(6).fill(undefined));
    assert.equal(finished(chancesOf(ratings, fit, [], { count: 1, seed: { low: 0, high: 0 } })), undefined);
  }
});

test('no_chance: all equal, jurors that agree, jurors a constant apart', () => {
  const equal = fitOf(table([[0.1, 0.1, 0.1], [0.1, 0.1, 0.1]]));
  assert.deepEqual([equal.case, equal.entryVariance, equal.reliability, equal.variances.residual], ['no_chance', 0, undefined, 0]);
  const agreed = fitOf(table([[1, 1], [2, 2], [3, 3]]));
  assert.deepEqual([agreed.case, agreed.variances.lambda, agreed.reliability], ['no_chance', 0, 1]);
  close(agreed.shrunk!, [1, 2, 3]);
  const apart = fitOf(table([[60, 50], [70, 60], [80, 70], [90, __]]));
  assert.deepEqual([apart.case, apart.variances.severity], ['no_chance', undefined]);
  close(apart.severity, [-5, 5]); // the one with the lower scores is numbered first
  close(apart.corrected, [55, 65, 75, 85]);
  close(apart.error!, [0, 0, 0, 0]);
  const level = fitOf(table([[35, 60, 71], [35, 60, 71], [35, __, __]]));
  assert.deepEqual([level.entryVariance, level.reliability], [0, undefined], 'equal but for the last digits');
});

test('unidentified: agreement without freedom, or nothing left over', () => {
  assert.equal(fitOf(table([[3, 3], [4, __]])).case, 'unidentified');
  assert.equal(fitOf(table([[1, 2]])).case, 'unidentified');
});

test('no_severity, exactly as if λ were infinite', () => {
  const fit = fitOf(table([[90, 92], [82, 80], [71, 70]]));
  assert.deepEqual([fit.case, fit.variances.lambda, fit.variances.severity], ['no_severity', undefined, 0]);
  assert.equal(fit.variances.residual, (2 + 2 + 0.5) / 3);
  close(fit.severity, [0, 0]);
  close(fit.severityError!, [0, 0]);
  close(fit.error!, Array(3).fill(Math.sqrt(fit.variances.residual! / 2)));
});

test('a criterion that is level at the end of the grid is no severity', () => {
  const rows: [number, number, number][] = [
    [0, 0, 30], [1, 1, 31], [2, 2, 31], [3, 3, 30], [3, 4, 30], [3, 5, 31], [4, 2, 30], [5, 4, 31], [5, 6, 31], [6, 7, 30], [7, 8, 31], [8, 1, 31],
    [8, 0, 31], [9, 9, 30], [10, 4, 31], [11, 7, 30], [12, 9, 31],
  ];
  assert.equal(fitOf(makeRatings(rows.map(([entry, juror, total]) => ({ entry: `${entry}`, juror: `${juror}`, total })))).case, 'no_severity');
});

test('severity_only: λ at its least', () => {
  const noise = (i: number): number => ((i * 7919) % 13) / 1000;
  const fit = fitOf(table(Array.from({ length: 8 }, (_, e) => Array.from({ length: 4 }, (__, j) => 20 + 3 * e + 20 * j + noise(4 * e + j)))));
  assert.deepEqual([fit.case, fit.variances.lambda], ['severity_only', Math.exp(-8)]);
});

test('estimated: the zero of the slope, standard errors, reliability', () => {
  const ratings = table([[80, 74, __], [__, 70, 60], [66, __, 63], [55, 50, 49], [90, 80, 84]]);
  const fit = fitOf(ratings);
  assert.equal(fit.case, 'estimated');
  assert.ok(Math.abs(fit.severity.reduce((sum, v) => sum + v, 0)) < 1e-9);
  assert.ok(fit.error!.every((error, e) => error > Math.sqrt(fit.variances.residual! / (ratings.first[e + 1]! - ratings.first[e]!))));
  assert.ok(fit.reliability! > 0.5 && fit.reliability! < 1);
  assert.ok(Math.abs(fit.variances.severity! * fit.variances.lambda! - fit.variances.residual!) < 1e-9);
});

test('several components: severities sum to 0 in each, the weakest link is 0', () => {
  const fit = fitOf(table([[80, 70, __, __], [84, 76, __, __], [__, __, 60, 67], [__, __, 50, 58], [__, __, 51, 50]]));
  assert.deepEqual([fit.graph.components.length, fit.weakestLink], [2, 0]);
  for (const { jurors } of fit.graph.components) close([jurors.reduce((sum, j) => sum + fit.severity[j]!, 0)], [0]);
});

test('names and order of rows have no say', () => {
  const sheets: ScoreSheet[] = Array.from({ length: 60 }, (_, i) => ({
    entry: `e${i % 20}`, juror: `j${(i % 20 + Math.floor(i / 20) * 3) % 7}`, total: 50 + ((i * 37) % 23) + 3 * ((i % 20 + Math.floor(i / 20) * 3) % 7),
  }));
  const before = makeRatings(sheets);
  const after = makeRatings([...sheets].reverse().map((sheet) => ({ ...sheet, juror: `z${9 - Number(sheet.juror.slice(1))}` })));
  const [a, b] = [fitOf(before), fitOf(after)];
  assert.deepEqual(after.jurors.map((id) => `j${9 - Number(id.slice(1))}`), before.jurors);
  assert.deepEqual([a.corrected, a.error, a.shrunk, a.severity, a.variances], [b.corrected, b.error, b.shrunk, b.severity, b.variances]);
  assert.deepEqual(chances(before, [3]), chances(after, [3]));
});

test('ties of the same panel share; P sum to K', () => {
  const ratings = table([[80, 74, __], [74, 80, __], [80, 74, __], [66, __, 63], [55, 50, 49], [90, 80, 84], [__, 70, 61]]);
  const { top, best, worst } = chances(ratings, [1, 3, 7]);
  top.forEach((each, t) => close([each.reduce((sum, p) => sum + p, 0)], [[1, 3, 7][t]!]));
  close(top[1]!.slice(0, 3), Array(3).fill(top[1]![0]!));
  assert.deepEqual([[...best.slice(0, 3)], [...worst.slice(0, 3)]], [Array(3).fill(best[0]), Array(3).fill(worst[0])]);
  assert.deepEqual([...top[2]!], Array(7).fill(1));
});

test('without chance: places are shared among those that tie', () => {
  const { top, best, worst } = chances(table([[3, 3], [2, 2], [2, 2], [1, 1]]), [1, 2, 3]);
  assert.deepEqual(top.map((each) => [...each]), [[1, 0, 0, 0], [1, 0.5, 0.5, 0], [1, 1, 1, 0]]);
  assert.deepEqual([[...best], [...worst]], [[1, 2, 2, 4], [1, 3, 3, 4]]);
  const level = chances(table([[90, 92], [92, 90], [91, 91], [92, 90]]), [1, 4]);
  assert.deepEqual(level.top.map((each) => [...each]), [[0.25, 0.25, 0.25, 0.25], [1, 1, 1, 1]], 'no variance of entries');
});

test('who is left out of a contest changes nothing for the others', () => {
  const rows = Array.from({ length: 30 }, (_, e) => [50 + ((e * 17) % 31), 55 + ((e * 23) % 29), e % 3 === 0 ? 60 + ((e * 11) % 19) : __]);
  const ratings = table(rows);
  const fit = fitOf(ratings);
  const draws = { count: 3000, seed: { low: 1, high: 2 } };
  const some = { entries: Int32Array.from({ length: 12 }, (_, i) => 2 * i), tops: [2, 5] };
  const rest = { entries: Int32Array.from({ length: 12 }, (_, i) => 2 * i + 1), tops: [] };
  const [alone] = finished(chancesOf(ratings, fit, [some], draws)) as Chances[];
  const [beside] = finished(chancesOf(ratings, fit, [some, rest], draws)) as Chances[];
  assert.deepEqual(alone, beside);
});

test('leaving out work leaves out no outcome', () => {
  const rows = Array.from({ length: 1500 }, (_, e) => {
    const quality = 30 + ((e * 7919) % 997) / 20;
    return Array.from({ length: 6 }, (__, j) => (((e + j) % 3 === 0) ? quality + 2 * j + ((e * 31 + j * 17) % 11) : undefined));
  });
  const ratings = table(rows);
  const fit = fitOf(ratings);
  const count = 1600; // in 1,333 of them all entries are drawn for their ranks; with K = 750 in the rest as well
  const short = chances(ratings, [20, 60], count, fit);
  const everyone = { entries: Int32Array.from(ratings.entries, (_, e) => e), tops: [20, 60, 750] };
  const [long] = finished(chancesOf(ratings, fit, [everyone], { count, seed: { low: 7, high: 0 } })) as Chances[];
  assert.deepEqual(short.top[0], long!.top[0]);
  assert.deepEqual(short.top[1], long!.top[1]);
});

test('eigenvalues and coordinates of symmetric matrices', () => {
  let state = 1;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  for (const size of [1, 2, 3, 7, 40]) {
    const matrix = new SquareMatrix(size);
    for (let i = 0; i < size; i += 1) for (let k = 0; k <= i; k += 1) matrix.cells[i * size + k] = matrix.cells[k * size + i] = random();
    const vector = Float64Array.from({ length: size }, random);
    const { values, coordinates } = spectrum(matrix, vector);
    // Powers of the matrix between the vector tell values and coordinates together: vᵀAᵏv = Σ c²λᵏ.
    let powered = vector;
    for (let k = 0; k < 6; k += 1) {
      const direct = vector.reduce((sum, v, i) => sum + v * powered[i]!, 0);
      close([values.reduce((sum, value, i) => sum + coordinates[i]! ** 2 * value ** k, 0)], [direct]);
      powered = Float64Array.from(powered, (_, i) => powered.reduce((sum, v, j) => sum + v * matrix.at(i, j), 0));
    }
    const trace = values.reduce((sum, value) => sum + value, 0);
    close([trace], [Float64Array.from({ length: size }, (_, i) => matrix.at(i, i)).reduce((sum, value) => sum + value, 0)]);
  }
});

test('the order of the factor: as numbered up to 1,000 jurors, by least degree in a larger sparse component', () => {
  // Juror 0 shares an entry with each of the others.
  const star = (size: number): Ratings => makeRatings(Array.from({ length: 2 * size - 2 }, (_, i) => ({
    entry: `e${String(i >> 1).padStart(5, '0')}`, juror: i % 2 === 0 ? 'hub' : `j${i}`, total: i,
  })));
  const orderOf = (ratings: Ratings): number[] => [...factorOrders(connectedParts(ratings, jurorGraph(ratings)), ratings.jurors.length)[0]!];
  const numbers = Array.from({ length: 1001 }, (_, i) => i);
  assert.deepEqual(orderOf(star(1000)), numbers.slice(0, 1000));
  assert.deepEqual(orderOf(star(1001)), [...numbers.slice(1, 1000), 0, 1000]);
});

test('the k-th highest', () => {
  const values = Array.from({ length: 50 }, (_, i) => (i * 37) % 23);
  const falling = [...values].sort((a, b) => b - a);
  for (let place = 1; place <= 50; place += 1) assert.equal(highest(Float64Array.from(values), 50, place), falling[place - 1]);
});
