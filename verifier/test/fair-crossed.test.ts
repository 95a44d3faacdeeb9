import assert from 'node:assert/strict';
import test from 'node:test';
import { fitCrossed } from '../src/fair/crossed';
import { fitLot } from '../src/fair/fit';
import { makeRatings, type Ratings } from '../src/fair/ratings';
import { distance, goldenRatings, goldenRows } from './fair-golden';

/** `a x 60` for each sheet: entry, juror, total. */
function table(sheets: string): Ratings {
  return makeRatings(sheets.split(',').map((sheet) => {
    const [entry, juror, total] = sheet.trim().split(' ') as [string, string, string];
    return { entry, juror, total: Number(total) };
  }));
}

for (const set of ['TINY', 'S', 'M']) {
  test(`${set}: as lme4 with everything random`, () => {
    const ratings = goldenRatings(set);
    const fit = fitCrossed(ratings)!;
    const terms = new Map(goldenRows(`lme4_${set}_M1.csv`).map((row) => [row['term'], Number(row['value'])]));
    const mean = fit.drawModel.centre.at(-1)!;
    assert.ok(Math.abs(fit.entryVariance / terms.get('var:entry')! - 1) < 1e-4);
    assert.ok(Math.abs(fit.severityVariance / terms.get('var:juror')! - 1) < 1e-4);
    assert.ok(Math.abs(fit.residual / terms.get('var:Residual')! - 1) < 1e-4);
    assert.ok(Math.abs(mean - terms.get('fixef:(Intercept)')!) < 1e-4);
    assert.ok(Math.abs(fit.criterion - terms.get('REMLcrit')!) < 1e-4);
    assert.ok(distance(goldenRows(`blup_${set}_M1_entry.csv`), 'id', 'blup', ratings.entries, fit.score.map((score) => score - mean)) < 1e-4);
    assert.ok(distance(goldenRows(`blup_${set}_M1_juror.csv`), 'id', 'blup', ratings.jurors, fit.severity) < 1e-4);
  });
}

test('Penicillin as published', () => {
  const fit = fitCrossed(makeRatings(goldenRows('penicillin.csv').map((row) => ({
    entry: row['plate']!, juror: row['sample']!, total: Number(row['diameter']),
  }))))!;
  const near = (value: number, published: number): void => assert.ok(Math.abs(value / published - 1) < 1e-4, `${value}, published ${published}`);
  near(fit.entryVariance, 0.716905);
  near(fit.severityVariance, 3.731132);
  near(fit.residual, 0.302415);
  near(fit.criterion, 330.860589);
});

test('what cannot be told apart is refused', () => {
  assert.equal(fitCrossed(table('a x 60, b x 70, c x 80')), undefined);
  assert.equal(fitCrossed(table('a x 50, a y 40, a z 37, b w 62')), undefined);
  assert.equal(fitCrossed(table('a x 0.1, a y 0.1, b x 0.1, b y 0.1')), undefined);
  assert.equal(fitCrossed(table('a x 60, a y 50, b x 70, b y 60, c x 90, c y 80')), undefined);
});

test('a steep start is left, a severity of nothing is said', () => {
  const fit = fitLot(table('u0 a 34.2, u1 b 38.9, u12 a 37.5, u13 a 37.5, u14 c 31.3, u14 d 33.5, u15 c 33.2, u15 d 34.8, u16 c 42.2, u16 e 40.4, '
    + 'u17 f 42.3, u20 a 41.1, u21 g 31.9, u22 h 37.2, u22 a 39.1, u23 i 39, u23 j 42.8, u24 d 37.6, u24 e 39.9, u25 i 41.7, u4 k 40.5, u4 e 38.4, '
    + 'u6 a 32.5, u7 i 35.5, u8 a 41.6, u8 d 37.6, u8 k 38.5, u9 f 39.4'))!;
  assert.ok(Math.abs(fit.variances.criterion! - 139.141248138788) < 1e-9);
  assert.equal(fit.case, 'no_severity');
  assert.equal(fit.variances.lambda, Math.exp(12));
});

test('names have no say', () => {
  const sheets = 'a x 61, a y 58, b y 70, b z 77, c x 82, c z 90, d x 50, d y 49';
  const [before, after] = [fitLot(table(sheets))!, fitLot(table(sheets.replace(/x/g, 'q')))!];
  assert.deepEqual([...after.corrected], [...before.corrected]);
  assert.deepEqual([...after.severity], [...before.severity]);
});
