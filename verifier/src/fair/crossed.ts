/** The model of panels drawn by lot: entries, jurors and chance all random. */
import type { DrawModel } from './draws';
import { MixedEquations, sumsOf } from './mixed';
import { leastBend, leastInSquare, type Sample } from './newton';
import { panelSize, type Ratings } from './ratings';

export const MAX_CROSSED_JURORS = 2000;
/** Of log λ. */
const BOUNDS = { low: -8, high: 12 };
/** Second derivatives below this: the likelihood does not say where it is least. */
const BENDS = 1e-3;

export interface CrossedFit {
  readonly criterion: number;
  readonly residual: number;
  readonly entryVariance: number;
  readonly severityVariance: number;
  /** The likelihood falls towards a variance of 0 up to the bound of λ. */
  readonly hasSeverity: boolean;
  readonly lambdaJuror: number;
  readonly severity: Float64Array;
  readonly severityError: Float64Array;
  /** μ̂ + û */
  readonly score: Float64Array;
  readonly error: Float64Array;
  readonly drawModel: DrawModel;
}

/** undefined: no entry or no juror has two sheets, all totals are equal, no chance is left, or the variances cannot be told apart. */
export function fitCrossed(ratings: Ratings): CrossedFit | undefined {
  const { total, entries, jurors } = ratings;
  if (total.length === entries.length || total.length === jurors.length || total.every((y) => y === total[0])) return undefined;
  const sums = sumsOf(ratings);
  const at = (x: number, y: number): MixedEquations => new MixedEquations(ratings, sums, Math.exp(x), Math.exp(y));
  const surface = (u: number, v: number): Sample => {
    const equations = at(u, v);
    return { value: equations.criterion, gradient: equations.gradient() };
  };
  const [x, y] = leastInSquare(surface, BOUNDS);
  if (x <= BOUNDS.low || y <= BOUNDS.low || (leastBend(surface, [x, y], BOUNDS) ?? BENDS) < BENDS) return undefined;
  const equations = at(x, y);
  return { ...estimates(ratings, equations, sums.grandMean), hasSeverity: y < BOUNDS.high };
}

function estimates(
  ratings: Ratings, equations: MixedEquations, grandMean: number,
): Omit<CrossedFit, 'hasSeverity'> {
  const { residual, solution, inverse, lambdaEntry, lambdaJuror, criterion } = equations;
  const jurors = ratings.jurors.length;
  const centre = Float64Array.from(solution);
  centre[jurors]! += grandMean;
  const keep = ratings.raw.map((_, e) => panelSize(ratings, e) / equations.d(e));
  return {
    criterion, residual, lambdaJuror, entryVariance: residual / lambdaEntry, severityVariance: residual / lambdaJuror,
    severity: solution.slice(0, jurors),
    severityError: Float64Array.from(ratings.jurors, (_, j) => Math.sqrt(residual * inverse.at(j, j))),
    score: equations.entryEffect.map((effect) => centre[jurors]! + effect),
    error: keep.map((k, e) => Math.sqrt(residual * (1 / equations.d(e) + equations.quadratic(e, -1 / equations.d(e), 1 - k)))),
    drawModel: {
      factors: [{ jurors: Int32Array.from(solution, (_, i) => i), factor: equations.factor }],
      centre, scale: Math.sqrt(residual),
      offset: keep.map((k, e) => k * ratings.raw[e]!),
      shift: keep.map((k) => 1 - k),
      pull: keep.map((k, e) => k / panelSize(ratings, e)),
      spread: keep.map((_, e) => Math.sqrt(residual / equations.d(e))),
    },
  };
}
