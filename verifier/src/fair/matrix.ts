/** Dense symmetric matrices: Cholesky factor, solutions, inverse. Row by row, as that is how memory lies. */

export class SquareMatrix {
  readonly cells: Float64Array;

  constructor(readonly size: number) {
    this.cells = new Float64Array(size * size);
  }

  at(row: number, column: number): number {
    return this.cells[row * this.size + column]!;
  }

  /** This matrix with its rows and columns in another order, and `more` added along the diagonal. */
  arranged(order: Int32Array, more: number): SquareMatrix {
    const { size } = this;
    const made = new SquareMatrix(size);
    for (let i = 0; i < size; i += 1) {
      const from = order[i]! * size;
      for (let k = 0; k < size; k += 1) made.cells[i * size + k] = this.cells[from + order[k]!]!;
      made.cells[i * size + i]! += more;
    }
    return made;
  }
}

/** Sum of left[a + i]·right[b + i] for i below `count`; four sums side by side keep the processor busy. */
function dot(left: Float64Array, a: number, right: Float64Array, b: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    s0 += left[a + i]! * right[b + i]!;
    s1 += left[a + i + 1]! * right[b + i + 1]!;
    s2 += left[a + i + 2]! * right[b + i + 2]!;
    s3 += left[a + i + 3]! * right[b + i + 3]!;
  }
  for (; i < count; i += 1) s0 += left[a + i]! * right[b + i]!;
  return s0 + s1 + (s2 + s3);
}

/** Lower triangular L with L·Lᵀ = the given matrix, which must be positive definite. */
export class Cholesky {
  readonly lower: SquareMatrix;

  constructor(matrix: SquareMatrix) {
    const { size } = matrix;
    this.lower = new SquareMatrix(size);
    const { cells } = this.lower;
    for (let i = 0; i < size; i += 1) {
      for (let k = 0; k <= i; k += 1) {
        const rest = matrix.cells[i * size + k]! - dot(cells, i * size, cells, k * size, k);
        cells[i * size + k] = k === i ? Math.sqrt(rest) : rest / cells[k * size + k]!;
      }
    }
  }

  get size(): number {
    return this.lower.size;
  }

  logDeterminant(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i += 1) sum += Math.log(this.lower.at(i, i));
    return 2 * sum;
  }

  solve(right: Float64Array): Float64Array {
    const { size, lower: { cells } } = this;
    const x = Float64Array.from(right);
    for (let i = 0; i < size; i += 1) x[i] = (x[i]! - dot(cells, i * size, x, 0, i)) / cells[i * size + i]!;
    for (let i = size - 1; i >= 0; i -= 1) {
      const solved = (x[i]! /= cells[i * size + i]!);
      for (let k = 0; k < i; k += 1) x[k]! -= cells[i * size + k]! * solved;
    }
    return x;
  }

  /** Replaces each of the columns of `rows` (size × width) by L⁻ᵀ of it. */
  solveTransposed(rows: Float64Array, width: number): void {
    const { size, lower: { cells } } = this;
    for (let i = size - 1; i >= 0; i -= 1) {
      const solved = i * width;
      const pivot = cells[i * size + i]!;
      for (let r = 0; r < width; r += 1) rows[solved + r]! /= pivot;
      for (let k = 0; k < i; k += 1) {
        const factor = cells[i * size + k]!;
        if (factor === 0) continue;
        const target = k * width;
        for (let r = 0; r < width; r += 1) rows[target + r]! -= factor * rows[solved + r]!;
      }
    }
  }

  /** (L·Lᵀ)⁻¹ in full. */
  inverse(): SquareMatrix {
    const { size } = this;
    const upper = this.transposedInverse().cells;
    const inverse = new SquareMatrix(size);
    for (let i = 0; i < size; i += 1) {
      for (let k = 0; k <= i; k += 1) {
        const value = dot(upper, i * size + i, upper, k * size + i, size - i);
        inverse.cells[i * size + k] = value;
        inverse.cells[k * size + i] = value;
      }
    }
    return inverse;
  }

  /** L⁻ᵀ, upper triangular; row k holds column k of L⁻¹. */
  private transposedInverse(): SquareMatrix {
    const { size, lower: { cells } } = this;
    const upper = new SquareMatrix(size);
    for (let k = 0; k < size; k += 1) {
      const row = k * size;
      upper.cells[row + k] = 1 / cells[row + k]!;
      for (let i = k + 1; i < size; i += 1) {
        upper.cells[row + i] = -dot(cells, i * size + k, upper.cells, row + k, i - k) / cells[i * size + i]!;
      }
    }
    return upper;
  }
}
