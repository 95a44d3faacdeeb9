/** The equations of crossed random effects at given λ_u, λ_v: entries eliminated, jurors and μ (the last one) solved for. */
import { Cholesky, SquareMatrix } from './matrix';
import { panelSize, type Ratings } from './ratings';

/** Sums that do not depend on λ; y less its grand mean. */
export interface Sums {
  readonly grandMean: number;
  readonly squares: number;
  readonly byEntry: Float64Array;
  readonly byJuror: Float64Array;
  readonly sheetsOfJuror: Int32Array;
}

export function sumsOf({ entries, jurors, first, juror, total }: Ratings): Sums {
  const grandMean = total.reduce((sum, y) => sum + y, 0) / total.length;
  const byEntry = new Float64Array(entries.length);
  const byJuror = new Float64Array(jurors.length);
  const sheetsOfJuror = new Int32Array(jurors.length);
  let squares = 0;
  for (let e = 0; e < entries.length; e += 1) {
    for (let i = first[e]!; i < first[e + 1]!; i += 1) {
      const y = total[i]! - grandMean;
      byEntry[e]! += y;
      byJuror[juror[i]!]! += y;
      sheetsOfJuror[juror[i]!]! += 1;
      squares += y * y;
    }
  }
  return { grandMean, squares, byEntry, byJuror, sheetsOfJuror };
}

export class MixedEquations {
  readonly factor: Cholesky;
  /** v̂, then μ̂ (of y less its grand mean). */
  readonly solution: Float64Array;
  /** û */
  readonly entryEffect: Float64Array;
  /** σ² */
  readonly residual: number;
  readonly criterion: number;
  private inverted: SquareMatrix | undefined;

  constructor(private readonly ratings: Ratings, sums: Sums, readonly lambdaEntry: number, readonly lambdaJuror: number) {
    this.factor = new Cholesky(this.matrix(sums));
    const right = this.rightSide(sums);
    this.solution = this.factor.solve(right);
    const { entries, jurors, total } = ratings;
    let rest = sums.squares;
    let logs = 0;
    for (let e = 0; e < entries.length; e += 1) {
      rest -= sums.byEntry[e]! ** 2 / this.d(e);
      logs += Math.log(this.d(e));
    }
    for (let i = 0; i < right.length; i += 1) rest -= right[i]! * this.solution[i]!;
    const freedom = total.length - 1;
    this.residual = rest / freedom;
    this.criterion = logs + this.factor.logDeterminant() - entries.length * Math.log(lambdaEntry) - jurors.length * Math.log(lambdaJuror) +
      freedom * (1 + Math.log(2 * Math.PI * this.residual));
    this.entryEffect = sums.byEntry.map((sum, e) => this.effectOf(e, sum));
  }

  /** D_e */
  d(e: number): number {
    return panelSize(this.ratings, e) + this.lambdaEntry;
  }

  private matrix({ sheetsOfJuror }: Sums): SquareMatrix {
    const { jurors, entries, first, juror } = this.ratings;
    const mean = jurors.length;
    const matrix = new SquareMatrix(mean + 1);
    const add = (row: number, column: number, value: number): void => {
      matrix.cells[row * matrix.size + column]! += value;
    };
    for (let j = 0; j < mean; j += 1) add(j, j, sheetsOfJuror[j]! + this.lambdaJuror);
    // Only the lower half is read.
    for (let e = 0; e < entries.length; e += 1) {
      const share = 1 / this.d(e);
      const size = panelSize(this.ratings, e);
      for (let i = first[e]!; i < first[e + 1]!; i += 1) {
        for (let k = first[e]!; k <= i; k += 1) add(juror[i]!, juror[k]!, -share);
        // 1 − n_e/D_e and n_e − n_e²/D_e, without taking nearly equal numbers from each other.
        add(mean, juror[i]!, this.lambdaEntry * share);
      }
      add(mean, mean, size * this.lambdaEntry * share);
    }
    return matrix;
  }

  private rightSide({ byEntry, byJuror }: Sums): Float64Array {
    const { jurors, first, juror } = this.ratings;
    const right = new Float64Array(jurors.length + 1);
    right.set(byJuror);
    for (let e = 0; e < byEntry.length; e += 1) {
      const share = byEntry[e]! / this.d(e);
      for (let i = first[e]!; i < first[e + 1]!; i += 1) right[juror[i]!]! -= share;
      right[jurors.length]! += this.lambdaEntry * share;
    }
    return right;
  }

  private effectOf(e: number, sum: number): number {
    const { jurors, first, juror } = this.ratings;
    let rest = sum - panelSize(this.ratings, e) * this.solution[jurors.length]!;
    for (let i = first[e]!; i < first[e + 1]!; i += 1) rest -= this.solution[juror[i]!]!;
    return rest / this.d(e);
  }

  get inverse(): SquareMatrix {
    return (this.inverted ??= this.factor.inverse());
  }

  /** hᵀS⁻¹h for h with `ofJuror` on the panel of e and `ofMean` at μ. */
  quadratic(e: number, ofJuror: number, ofMean: number): number {
    const { jurors, first, juror } = this.ratings;
    const { inverse } = this;
    const mean = jurors.length;
    let panel = 0;
    let across = 0;
    for (let i = first[e]!; i < first[e + 1]!; i += 1) {
      panel += inverse.at(juror[i]!, juror[i]!);
      for (let k = first[e]!; k < i; k += 1) panel += 2 * inverse.at(juror[i]!, juror[k]!);
      across += inverse.at(mean, juror[i]!);
    }
    return ofJuror * ofJuror * panel + 2 * ofJuror * ofMean * across + ofMean * ofMean * inverse.at(mean, mean);
  }

  /** ∂f/∂log λ_u and ∂f/∂log λ_v */
  gradient(): [number, number] {
    const { entries, jurors } = this.ratings;
    let ofEntries = 0;
    for (let e = 0; e < entries.length; e += 1) {
      const d = this.d(e);
      ofEntries += 1 / d + this.quadratic(e, 1 / d, panelSize(this.ratings, e) / d) + this.entryEffect[e]! ** 2 / this.residual;
    }
    let ofJurors = 0;
    for (let j = 0; j < jurors.length; j += 1) ofJurors += this.inverse.at(j, j) + this.solution[j]! ** 2 / this.residual;
    return [this.lambdaEntry * ofEntries - entries.length, this.lambdaJuror * ofJurors - jurors.length];
  }
}
