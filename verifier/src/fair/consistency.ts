import type { Estimates } from './model';
import type { Ratings } from './ratings';

/** By juror, the mean square of his standardised residuals; undefined where he has none. Only panels of two or more have any. */
export function consistency(
  { first, juror, total, jurors }: Ratings, { corrected, severity, variances }: Pick<Estimates, 'corrected' | 'severity' | 'variances'>,
): (number | undefined)[] {
  const squares = new Float64Array(jurors.length);
  const counts = new Int32Array(jurors.length);
  const variance = variances.residual ?? 0;
  for (let e = 0; variance > 0 && e < corrected.length; e += 1) {
    const size = first[e + 1]! - first[e]!;
    for (let i = first[e]!; size > 1 && i < first[e + 1]!; i += 1) {
      const j = juror[i]!;
      squares[j]! += (total[i]! - corrected[e]! - severity[j]!) ** 2 / (variance * (1 - 1 / size));
      counts[j]! += 1;
    }
  }
  return jurors.map((_, j) => (counts[j] === 0 ? undefined : squares[j]! / counts[j]!));
}
