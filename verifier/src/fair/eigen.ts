/**
 * Eigenvalues of a symmetric matrix and the coordinates of one vector along its eigenvectors: Householder's reduction to three
 * diagonals, then QL with implicit shifts. The vector takes every reflection and rotation, so the eigenvectors are never built.
 */
import type { SquareMatrix } from './matrix';

export interface Spectrum {
  /** In no particular order. */
  readonly values: Float64Array;
  /** Of the vector, in the same order. */
  readonly coordinates: Float64Array;
}

const MAX_ROUNDS = 60;

export function spectrum(matrix: SquareMatrix, vector: Float64Array): Spectrum {
  const coordinates = Float64Array.from(vector);
  const { diagonal, beside } = threeDiagonals(matrix, coordinates);
  implicitQl(diagonal, beside, coordinates);
  return { values: diagonal, coordinates };
}

interface ThreeDiagonals {
  readonly diagonal: Float64Array;
  /** beside[i] couples i and i + 1; the last is 0. */
  readonly beside: Float64Array;
}

function threeDiagonals(matrix: SquareMatrix, vector: Float64Array): ThreeDiagonals {
  const { size } = matrix;
  const cells = Float64Array.from(matrix.cells);
  const diagonal = new Float64Array(size);
  const beside = new Float64Array(size);
  const mirror = new Float64Array(size);
  const product = new Float64Array(size);
  for (let k = 0; k < size; k += 1) {
    diagonal[k] = cells[k * size + k]!;
    if (k + 1 === size) break;
    beside[k] = makeMirror(cells, size, k, mirror);
    if (k + 2 < size && mirror[k + 1] !== 0) {
      reflectMatrix(cells, size, k + 1, mirror, product);
      reflectVector(vector, k + 1, mirror);
    }
  }
  return { diagonal, beside };
}

/** The unit mirror (times √2) that turns the rest of row k into its first member, which is returned; all 0 if it is so already. */
function makeMirror(cells: Float64Array, size: number, k: number, mirror: Float64Array): number {
  const row = k * size;
  let scale = 0;
  for (let i = k + 2; i < size; i += 1) scale = Math.max(scale, Math.abs(cells[row + i]!));
  const head = cells[row + k + 1]!;
  mirror[k + 1] = 0;
  if (scale === 0) return head;
  scale = Math.max(scale, Math.abs(head));
  let square = 0;
  for (let i = k + 1; i < size; i += 1) {
    mirror[i] = cells[row + i]! / scale;
    square += mirror[i]! ** 2;
  }
  const length = head > 0 ? -Math.sqrt(square) : Math.sqrt(square);
  // |x − length·e₁|² = 2·length·(length − x₁)
  const norm = Math.sqrt(length * (length - mirror[k + 1]!));
  mirror[k + 1]! -= length;
  for (let i = k + 1; i < size; i += 1) mirror[i]! /= norm;
  return length * scale;
}

/** A ← H·A·H for H = I − u·uᵀ on rows and columns from `from` on; only the upper half is kept. */
function reflectMatrix(cells: Float64Array, size: number, from: number, u: Float64Array, p: Float64Array): void {
  p.fill(0, from);
  for (let i = from; i < size; i += 1) {
    const row = i * size;
    const ui = u[i]!;
    let sum = cells[row + i]! * ui;
    for (let k = i + 1; k < size; k += 1) {
      const cell = cells[row + k]!;
      sum += cell * u[k]!;
      p[k]! += cell * ui;
    }
    p[i]! += sum;
  }
  let half = 0;
  for (let i = from; i < size; i += 1) half += u[i]! * p[i]!;
  half /= 2;
  for (let i = from; i < size; i += 1) p[i]! -= half * u[i]!;
  for (let i = from; i < size; i += 1) {
    const row = i * size;
    const ui = u[i]!;
    const pi = p[i]!;
    for (let k = i; k < size; k += 1) cells[row + k]! -= ui * p[k]! + pi * u[k]!;
  }
}

function reflectVector(vector: Float64Array, from: number, u: Float64Array): void {
  let along = 0;
  for (let i = from; i < vector.length; i += 1) along += u[i]! * vector[i]!;
  for (let i = from; i < vector.length; i += 1) vector[i]! -= along * u[i]!;
}

function implicitQl(d: Float64Array, e: Float64Array, vector: Float64Array): void {
  for (let low = 0; low < d.length; low += 1) {
    for (let round = 0; ; round += 1) {
      const high = endOfBlock(d, e, low);
      if (high === low) break;
      if (round === MAX_ROUNDS) throw new Error('eigenvalues do not converge');
      sweep(d, e, vector, low, high);
    }
  }
}

/** The first place from `low` on that is not coupled to the next one. */
function endOfBlock(d: Float64Array, e: Float64Array, low: number): number {
  let high = low;
  while (high + 1 < d.length && Math.abs(e[high]!) > Number.EPSILON * (Math.abs(d[high]!) + Math.abs(d[high + 1]!))) high += 1;
  return high;
}

/** One QL step on the block from `low` to `high`, shifted by Wilkinson's estimate of the eigenvalue at `low`. */
function sweep(d: Float64Array, e: Float64Array, vector: Float64Array, low: number, high: number): void {
  const ratio = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  const root = Math.hypot(ratio, 1);
  let g = d[high]! - d[low]! + e[low]! / (ratio + (ratio >= 0 ? root : -root));
  let sine = 1;
  let cosine = 1;
  let carried = 0;
  for (let i = high - 1; i >= low; i -= 1) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const length = Math.hypot(f, g);
    e[i + 1] = length;
    if (length === 0) {
      d[i + 1]! -= carried;
      e[high] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = d[i + 1]! - carried;
    const twist = (d[i]! - g) * sine + 2 * cosine * b;
    carried = sine * twist;
    d[i + 1] = g + carried;
    g = cosine * twist - b;
    const above = vector[i + 1]!;
    vector[i + 1] = sine * vector[i]! + cosine * above;
    vector[i] = cosine * vector[i]! - sine * above;
  }
  d[low]! -= carried;
  e[low] = g;
  e[high] = 0;
}
