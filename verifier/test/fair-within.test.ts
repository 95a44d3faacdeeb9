import assert from 'node:assert/strict';
import test from 'node:test';
import type { Chances, Contest } from '../src/fair/chances';
import { chancesOf, type FairFit, fitShared } from '../src/fair/fit';
import type { Ratings } from '../src/fair/ratings';
import { finished } from './builders';
import { distance, goldenRatings, goldenRows } from './fair-golden';

const SETS = [
  { set: 'TINY', tops: [3, 5], draws: 1e5 }, { set: 'S', tops: [45, 99], draws: 1e5 }, { set: 'M', tops: [45, 99], draws: 4e4 },
  { set: 'ISL', tops: [20, 45], draws: 1e5 }, { set: 'L', tops: [45, 99], draws: 1e4 },
];
const DRAWS = 10_000;

function fitOf(ratings: Ratings): FairFit {
  return fitShared(ratings, new Int32Array(ratings.entries.length));
}

function all(ratings: Ratings, tops: number[]): Contest {
  return { entries: Int32Array.from(ratings.entries, (_, e) => e), tops };
}

for (const { set, tops, draws } of SETS) {
  test(`${set}: estimates and chances of the reference`, () => {
    const ratings = goldenRatings(set);
    const fit = fitOf(ratings);
    const entries = goldenRows(`within_${set}_entry.csv`);
    const jurors = goldenRows(`within_${set}_juror.csv`);
    const columns = { raw_mean: ratings.raw, corrected: fit.corrected, se_corrected: fit.error!, shrunk: fit.shrunk!, post_sd: fit.deviation! };
    for (const [column, values] of Object.entries(columns)) {
      assert.ok(distance(entries, 'entry', column, ratings.entries, values) < 1e-6, column);
    }
    assert.ok(distance(jurors, 'juror', 'severity', ratings.jurors, fit.severity) < 1e-6);
    assert.ok(distance(jurors, 'juror', 'se', ratings.jurors, fit.severityError!) < 1e-6);

    const [chances] = finished(chancesOf(ratings, fit, [all(ratings, tops)], { count: DRAWS, seed: { low: 3, high: 0 } })) as Chances[];
    const places = new Map(ratings.entries.map((id, e) => [id, e]));
    tops.forEach((top, t) => {
      assert.ok(Math.abs(chances!.top[t]!.reduce((sum, p) => sum + p, 0) - top) < 1e-9);
      for (const row of entries) {
        const reference = Number(row[`p_top${top}`]);
        const found = chances!.top[t]![places.get(row['entry']!)!]!;
        const middle = (reference * draws + found * DRAWS) / (draws + DRAWS);
        const tolerance = 4 * Math.sqrt(middle * (1 - middle) * (1 / draws + 1 / DRAWS)) + 2e-4;
        assert.ok(Math.abs(found - reference) <= tolerance, `${row['entry']}: ${found}, reference ${reference}`);
      }
    });
  });
}

for (const set of ['TINY', 'S', 'ISL']) {
  test(`${set}: as lme4 with entries fixed`, () => {
    const ratings = goldenRatings(set);
    const fit = fitOf(ratings);
    const terms = new Map(goldenRows(`lme4_within_${set}.csv`).map((row) => [row['term'], Number(row['value'])]));
    assert.ok(Math.abs(fit.variances.severity! / terms.get('var:juror')! - 1) < 1e-4);
    assert.ok(Math.abs(fit.variances.residual! / terms.get('var:Residual')! - 1) < 1e-4);
    assert.ok(Math.abs(fit.variances.criterion! - terms.get('REMLcrit')!) < 1e-4);
    const of = (kind: string): Record<string, string>[] => goldenRows(`lme4_within_${set}_est.csv`).filter((row) => row['kind'] === kind);
    assert.ok(distance(of('entry'), 'id', 'value', ratings.entries, fit.corrected) < 1e-5);
    assert.ok(distance(of('entry'), 'id', 'se', ratings.entries, fit.error!) < 1e-5);
    assert.ok(distance(of('juror'), 'id', 'value', ratings.jurors, fit.severity) < 1e-4);
  });
}

test('weakest link and components of the reference', () => {
  const sets = new Set(SETS.map(({ set }) => set));
  for (const row of goldenRows('linkedness.csv').filter((each) => sets.has(each['set']!))) {
    const fit = fitOf(goldenRatings(row['set']!));
    assert.ok(Math.abs(fit.weakestLink - Number(row['fiedler'])) < 1e-7);
    assert.equal(fit.graph.components.length, Number(row['components']));
    assert.ok(Math.abs(fit.reliability! - Number(row['reliability'])) < 2e-3);
  }
});
