import test from 'node:test';
import { fitCrossed } from '../src/fair/crossed';
import { makeRatings } from '../src/fair/ratings';
import { distance, goldenRatings, goldenRows } from './fair-golden';

for (const set of ['TINY', 'S', 'M']) {
  test(`${set}: as lme4`, () => {
    const ratings = goldenRatings(set);
    const t=Date.now();
    const fit = fitCrossed(ratings)!;
    console.log(set, Date.now()-t, fit.criterion, fit.residual, fit.entryVariance, fit.severityVariance, fit.drawModel.centre.at(-1));
    console.log(goldenRows(`lme4_${set}_M1.csv`).map((r) => r['term'] + '=' + r['value']).join('  '));
    const mean = fit.drawModel.centre.at(-1)!;
    console.log(distance(goldenRows(`blup_${set}_M1_entry.csv`), 'id', 'blup', ratings.entries, fit.score.map((x) => x - mean)));
    console.log(distance(goldenRows(`blup_${set}_M1_juror.csv`), 'id', 'blup', ratings.jurors, fit.severity));
  });
}
test('penicillin', () => {
  const ratings = makeRatings(goldenRows('penicillin.csv').map((row) => ({ entry: row['plate']!, juror: row['sample']!, total: Number(row['diameter']) })));
  const fit = fitCrossed(ratings)!;
  console.log(fit);
});
