/** The restricted likelihood of λ, from the eigenvalues of A and what b is along its eigenvectors. */

export class Likelihood {
  /**
   * `values` and `coordinates` over all components, the eigenvalue 0 of each included; `m` = n − E;
   * `logPanels` = Σ log n_e.
   */
  constructor(
    private readonly values: Float64Array,
    private readonly coordinates: Float64Array,
    private readonly residualSquares: number,
    private readonly m: number,
    private readonly logPanels: number,
  ) {}

  /** r at λ; at λ = 0 what is left when jurors differ by constants. */
  rest(lambda: number): number {
    let explained = 0;
    for (let i = 0; i < this.values.length; i += 1) {
      const square = this.coordinates[i]! ** 2;
      if (square > 0) explained += square / (this.values[i]! + lambda);
    }
    return this.residualSquares - explained;
  }

  /** f */
  at(p: number): number {
    const lambda = Math.exp(p);
    let logs = 0;
    for (const value of this.values) logs += Math.log(value + lambda);
    return logs - this.values.length * p + this.logPanels + this.fit(this.rest(lambda));
  }

  /** f at λ = ∞ */
  withoutSeverity(): number {
    return this.logPanels + this.fit(this.residualSquares);
  }

  private fit(rest: number): number {
    return this.m * (1 + Math.log((2 * Math.PI * rest) / this.m));
  }

  /** f' */
  slope(p: number): number {
    const lambda = Math.exp(p);
    let trace = 0;
    let squares = 0;
    for (let i = 0; i < this.values.length; i += 1) {
      const value = this.values[i]!;
      trace += value / (value + lambda);
      squares += (this.coordinates[i]! / (value + lambda)) ** 2;
    }
    return (this.m * lambda * squares) / this.rest(lambda) - trace;
  }
}

const LOWEST = -8;
const HIGHEST = 8;
const STEPS = 32;
/** At an end of the grid, a slope so small may only be rounding. */
const LEVEL = 1e-9;

export interface Least {
  readonly p: number;
  readonly end: 'low' | 'high' | undefined;
  /** Largest minus least f on the grid. */
  readonly spread: number;
}

/** Where f is least: on the grid first, then the zero of f' beside the least point of the grid. */
export function leastOf(likelihood: Likelihood): Least {
  const grid = Array.from({ length: STEPS + 1 }, (_, i) => LOWEST + ((HIGHEST - LOWEST) * i) / STEPS);
  const values = grid.map((p) => likelihood.at(p));
  const least = values.indexOf(Math.min(...values));
  const spread = Math.max(...values) - values[least]!;
  const p = grid[least]!;
  const slope = likelihood.slope(p);
  if (least === 0 && slope >= -LEVEL) return { p, end: 'low', spread };
  if (least === STEPS && slope <= LEVEL) return { p, end: 'high', spread };
  if (slope === 0) return { p, end: undefined, spread };
  const bounds = slope > 0 ? [grid[least - 1]!, p] : [p, grid[least + 1]!];
  const zero = zeroBetween((x) => likelihood.slope(x), bounds[0]!, bounds[1]!);
  if (values[0]! - likelihood.at(zero) < SHALLOW) return { p: LOWEST, end: 'low', spread };
  return { p: zero, end: undefined, spread };
}

/** A valley this little below its lower end is none: where it is deepest would be a matter of the last digits. */
const SHALLOW = 1e-4;

const WIDTH = 1e-13;

/** The zero of a function that is negative at `low` and positive at `high`, by halving. */
function zeroBetween(of: (x: number) => number, low: number, high: number): number {
  let a = low;
  let b = high;
  while (b - a > WIDTH) {
    const x = (a + b) / 2;
    if (of(x) > 0) b = x;
    else a = x;
  }
  return (a + b) / 2;
}
