/** Corrected scores of fair ranking, from all sheets of a level at one stage. */
import type { Case } from '../fair/model';
import { makeRatings, type ScoreSheet } from '../fair/ratings';
import { refuseTooLarge } from '../fair/limits';
import { fitSeverity } from '../fair/severity';
import { isNumber } from '../outcome';
import type { Input } from '../input';
import type { Ranking } from '../pack/types';
import { sheetsOf } from './contest';
import { LARGEST_FIGURE } from './figures';

export interface Corrected {
  readonly case: Case;
  /** By subject: those with a sheet that has a total. `component` is that of its jurors. */
  readonly scores: ReadonlyMap<string, { readonly score: number; readonly component: number }>;
}

/** undefined: a total is too large. At least one subject of the level must have a sheet with a total. */
export function correctedScores({ entries, stage }: Input, ranking: Ranking): Corrected | undefined {
  const sheets: ScoreSheet[] = [];
  for (const [entry, each] of entries) {
    if (each.level !== ranking.level) continue;
    for (const [juror, total] of sheetsOf(each, ranking, stage)) {
      if (isNumber(total)) sheets.push({ entry, juror, total: total.toNumber() });
    }
  }
  if (sheets.some(({ total }) => !(Math.abs(total) <= LARGEST_FIGURE))) return undefined;
  const ratings = makeRatings(sheets);
  refuseTooLarge(ratings, 'shared', 'orders');
  const fit = fitSeverity(ratings);
  const scores = ratings.entries.map((entry, e) => {
    const component = fit.graph.component[ratings.juror[ratings.first[e]!]!]!;
    return [entry, { score: fit.corrected[e]!, component }] as const;
  });
  return { case: fit.case, scores: new Map(scores) };
}
