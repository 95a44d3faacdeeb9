/** A fair ranking of a table of sheets, by one of its two models. */
import { type Chances, type Contest, drawChances } from './chances';
import { consistency } from './consistency';
import { fitCrossed } from './crossed';
import { type DrawModel, Draws } from './draws';
import type { Seed } from './generator';
import type { Case, Linkage, SeverityFit, Shrunk, Variances } from './model';
import { panelSize, type Ratings } from './ratings';
import { fitSeverity, linkage } from './severity';
import { certainChances, shareDrawn } from './sharing';
import { type Groups, shrink } from './shrinkage';

export type ModelName = 'shared' | 'lot';

/** Estimates that the case does not have are undefined. */
export interface FairFit extends Linkage {
  readonly case: Case;
  readonly variances: Variances;
  readonly entryVariance: number | undefined;
  readonly reliability: number | undefined;
  /** By juror. */
  readonly severity: Float64Array;
  readonly severityError: Float64Array | undefined;
  readonly consistency: readonly (number | undefined)[];
  /** By entry. */
  readonly corrected: Float64Array;
  readonly error: Float64Array | undefined;
  readonly shrunk: Float64Array | undefined;
  readonly deviation: Float64Array | undefined;
  /** undefined: nothing is drawn. */
  readonly drawModel: DrawModel | undefined;
}

export function fitShared(ratings: Ratings, groups: Groups): FairFit {
  const fit = fitSeverity(ratings);
  const shrunk = shrink(ratings, fit, groups);
  const isDrawn = shrunk !== undefined && fit.variances.residual! > 0 && shrunk.entryVariance > 0;
  return {
    ...fit,
    entryVariance: shrunk?.entryVariance, reliability: shrunk?.reliability, shrunk: shrunk?.score, deviation: shrunk?.deviation,
    error: fit.correctedError, consistency: consistency(ratings, fit),
    drawModel: isDrawn ? sharedDraws(ratings, fit, shrunk, groups) : undefined,
  };
}

function sharedDraws(ratings: Ratings, fit: SeverityFit, { means, weight }: Shrunk, groups: Groups): DrawModel {
  const residual = fit.variances.residual!;
  const mean = (e: number): number => means[groups[e]!]!;
  return {
    factors: fit.factors, centre: fit.severity, scale: Math.sqrt(residual), shift: undefined,
    offset: weight.map((k, e) => mean(e) + k * (ratings.raw[e]! - mean(e))),
    pull: weight.map((k, e) => k / panelSize(ratings, e)),
    spread: weight.map((k, e) => Math.sqrt((k * residual) / panelSize(ratings, e))),
  };
}

/** undefined: the sheets do not allow it. */
export function fitLot(ratings: Ratings): FairFit | undefined {
  const crossed = fitCrossed(ratings);
  if (crossed === undefined) return undefined;
  const { score, error, residual, entryVariance } = crossed;
  const variances = { lambda: crossed.lambdaJuror, criterion: crossed.criterion, residual, severity: crossed.severityVariance };
  const meanSquare = error.reduce((sum, each) => sum + each ** 2, 0) / error.length;
  return {
    ...linkage(ratings),
    case: crossed.hasSeverity ? 'estimated' : 'no_severity', variances, entryVariance,
    reliability: Math.max(0, 1 - meanSquare / entryVariance),
    severity: crossed.severity, severityError: crossed.severityError,
    consistency: consistency(ratings, { corrected: score, severity: crossed.severity, variances }),
    corrected: score, error, shrunk: score, deviation: error, drawModel: crossed.drawModel,
  };
}

/** One for each contest; undefined where there are none. Yields the number of draws done. */
export function* chancesOf(
  ratings: Ratings, fit: FairFit, contests: readonly Contest[], draws: { readonly count: number; readonly seed: Seed },
): Generator<number, readonly Chances[] | undefined> {
  const { shrunk } = fit;
  if (shrunk === undefined) return undefined;
  if (fit.drawModel === undefined) return contests.map((contest) => certainChances(ratings, contest, shrunk));
  const drawn = yield* drawChances(new Draws(ratings, fit.drawModel, draws.seed), contests, draws.count);
  drawn.forEach((chances, i) => shareDrawn(ratings, contests[i]!, chances));
  return drawn;
}
