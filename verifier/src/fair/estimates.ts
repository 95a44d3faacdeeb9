/** Severities, corrected scores and their standard errors, once the case and λ are known. */
import type { Connected } from './graph';
import type { Least, Likelihood } from './likelihood';
import { Cholesky, SquareMatrix } from './matrix';
import type { Estimates, Factored, Variances } from './model';
import { factorOrders } from './order';
import { panelSize, type Ratings } from './ratings';

const NO_VARIANCES: Variances = { lambda: undefined, criterion: undefined, residual: undefined, severity: undefined };

/** Nothing is known of the jurors: raw scores, without errors. */
export function uncorrected(which: 'nothing_shared' | 'unidentified', ratings: Ratings): Estimates {
  return {
    case: which, variances: NO_VARIANCES, severity: new Float64Array(ratings.jurors.length), severityError: undefined,
    corrected: ratings.raw, correctedError: undefined, factors: [],
  };
}

/** No chance is left. */
export function exact(ratings: Ratings, severity: Float64Array): Estimates {
  return {
    case: 'no_chance', variances: { ...NO_VARIANCES, lambda: 0, residual: 0 }, severity, severityError: new Float64Array(severity.length),
    corrected: corrected(ratings, severity), correctedError: new Float64Array(ratings.entries.length), factors: [],
  };
}

export function withoutSeverity(ratings: Ratings, residual: number, criterion: number): Estimates {
  const jurors = ratings.jurors.length;
  return {
    case: 'no_severity', variances: { lambda: undefined, criterion, residual, severity: 0 },
    severity: new Float64Array(jurors), severityError: new Float64Array(jurors), corrected: ratings.raw,
    correctedError: Float64Array.from(ratings.entries, (_, e) => Math.sqrt(residual / panelSize(ratings, e))), factors: [],
  };
}

export function withSeverity(
  ratings: Ratings, parts: readonly Connected[], likelihood: Likelihood, { p, end }: Least, m: number,
): Estimates {
  const lambda = Math.exp(p);
  const residual = likelihood.rest(lambda) / m;
  const severity = new Float64Array(ratings.jurors.length);
  const severityError = new Float64Array(ratings.jurors.length);
  const correctedError = new Float64Array(ratings.entries.length);
  const place = new Int32Array(ratings.jurors.length);
  const orders = factorOrders(parts, ratings.jurors.length);
  const factors = parts.map((part, c): Factored => {
    const jurors = orders[c]!.map((at) => part.jurors[at]!);
    const factor = new Cholesky(part.laplacian.arranged(orders[c]!, lambda));
    const solved = centred(factor.solve(Float64Array.from(orders[c]!, (at) => part.b[at]!)));
    const inverse = factor.inverse();
    jurors.forEach((j, i) => {
      place[j] = i;
      severity[j] = solved[i]!;
      severityError[j] = Math.sqrt(residual * inverse.at(i, i));
    });
    for (const e of part.entries) {
      correctedError[e] = Math.sqrt(residual * (1 / panelSize(ratings, e) + panelMean(ratings, e, inverse, place)));
    }
    return { jurors, factor };
  });
  return {
    case: end === 'low' ? 'severity_only' : 'estimated',
    variances: { lambda, criterion: likelihood.at(p), residual, severity: residual / lambda },
    severity, severityError, corrected: corrected(ratings, severity), correctedError, factors,
  };
}

/** aᵀMa for a = 1/n_e on the panel of e; `place`: where a juror stands in M. */
export function panelMean({ first, juror }: Ratings, e: number, matrix: SquareMatrix, place: Int32Array): number {
  const from = first[e]!;
  const to = first[e + 1]!;
  let sum = 0;
  for (let i = from; i < to; i += 1) {
    const row = place[juror[i]!]!;
    sum += matrix.at(row, row);
    for (let k = from; k < i; k += 1) sum += 2 * matrix.at(row, place[juror[k]!]!);
  }
  return sum / (to - from) ** 2;
}

/** Jurors differ by exact constants: v = A⁺b. */
export function byConstants(ratings: Ratings, parts: readonly Connected[]): Float64Array {
  const severity = new Float64Array(ratings.jurors.length);
  for (const { laplacian, b, jurors } of parts) {
    // A plus the projection on (1, …, 1) has an inverse, which is that of A for all that sums to 0.
    const filled = new SquareMatrix(laplacian.size);
    filled.cells.set(laplacian.cells.map((cell) => cell + 1 / laplacian.size));
    const solved = centred(new Cholesky(filled).solve(b));
    jurors.forEach((j, i) => (severity[j] = solved[i]!));
  }
  return severity;
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function corrected({ raw, first, juror }: Ratings, severity: Float64Array): Float64Array {
  return raw.map((mean, e) => {
    let sum = 0;
    for (let i = first[e]!; i < first[e + 1]!; i += 1) sum += severity[juror[i]!]!;
    return mean - sum / (first[e + 1]! - first[e]!);
  });
}
