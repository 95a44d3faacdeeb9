import assert from 'node:assert/strict';
import test from 'node:test';
import { chancesOf, fitShared } from '../src/fair/fit';
import type { Chances, Contest } from '../src/fair/chances';
import { finished } from './builders';
import { distance, goldenRatings, goldenRows } from './fair-golden';

const TOPS: Record<string, number[]> = { TINY: [3, 5], S: [10, 45], M: [45, 99], ISL: [10, 45] };
const REFERENCE_DRAWS = 100_000;
void REFERENCE_DRAWS;

for (const set of ['TINY', 'S', 'M', 'ISL']) {
  test(`${set}: as the reference`, () => {
    const ratings = goldenRatings(set);
    const start = Date.now();
    const fit = fitShared(ratings, new Int32Array(ratings.entries.length));
    const fitted = Date.now();
    const entries = goldenRows(`within_${set}_entry.csv`);
    const jurors = goldenRows(`within_${set}_juror.csv`);
    for (const [column, values] of Object.entries({ raw_mean: ratings.raw, corrected: fit.corrected, se_corrected: fit.error!, shrunk: fit.shrunk!, post_sd: fit.deviation! })) {
      console.log(set, column, distance(entries, 'entry', column, ratings.entries, values));
    }
    console.log(set, distance(jurors, 'juror', 'severity', ratings.jurors, fit.severity), distance(jurors, 'juror', 'se', ratings.jurors, fit.severityError!));
    console.log(fit.case, fit.weakestLink, fit.reliability, fit.variances, fit.entryVariance, fitted - start);
    const tops = Object.keys(entries[0]!).filter((key) => key.startsWith('p_top')).map((key) => Number(key.slice(5)));
    const contest: Contest = { entries: Int32Array.from(ratings.entries, (_, i) => i), tops };
    const [chances] = finished(chancesOf(ratings, fit, [contest], { count: 10000, seed: { low: 1, high: 0 } })) as readonly Chances[];
    tops.forEach((top, t) => {
      const off = entries.map((row) => { const e = ratings.entries.indexOf(row['entry']!); const p = Number(row[`p_top${top}`]); const mine = chances!.top[t]![e]!;
        const m = (p + mine) / 2; return Math.abs(p - mine) / (4 * Math.sqrt(m * (1 - m) * (1 / 10000 + 1 / 10000)) + 2e-4); });
      console.log(top, Math.max(...off), chances!.top[t]!.reduce((a, b) => a + b, 0));
    });
    console.log('draws', Date.now() - fitted);
    assert.ok(true);
  });
}
