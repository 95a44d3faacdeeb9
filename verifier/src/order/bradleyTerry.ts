/** Strengths after Bradley and Terry, by Newton's method with halved steps. */
import { type Pairs, reachable } from './pairs';

const MAX_STEPS = 500;
const MAX_HALVINGS = 40;
const TOLERANCE = 1e-12;

export type Strengths =
  | { readonly strengths: number[] }
  /** No chain of wins leads from one to the other. */
  | { readonly from: number; readonly to: number }
  | 'not_solved';

/** The pairs are linked by comparisons. */
export function bradleyTerry(pairs: Pairs, prior: number): Strengths {
  const { count, over, level } = pairs;
  const won = over.map((row, a) => row.map((wins, b) => wins + level[a]![b]! / 2));
  if (prior === 0) {
    const below = reachable(count, (a, b) => won[a]![b]! > 0).indexOf(false);
    if (below >= 0) return { from: 0, to: below };
    const above = reachable(count, (a, b) => won[b]![a]! > 0).indexOf(false);
    if (above >= 0) return { from: above, to: 0 };
  }
  return maximise(won, prior);
}

/** 1 / (1 + exp(-x)) and its logarithm. */
function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

function logLogistic(x: number): number {
  return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}

function maximise(won: readonly (readonly number[])[], prior: number): Strengths {
  let strengths = won.map(() => 0);
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const direction = newtonStep(won, prior, strengths);
    const length = largest(direction);
    if (!Number.isFinite(length)) return 'not_solved';
    const part = partUphill(won, prior, strengths, direction);
    strengths = strengths.map((each, a) => each + part * direction[a]!);
    if (part * length <= TOLERANCE * Math.max(1, largest(strengths))) return { strengths };
  }
  return 'not_solved';
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : Infinity), 0);
}

/** The largest 1, 1/2, 1/4 ... of the step that does not lead down; 0 if none does. */
function partUphill(won: readonly (readonly number[])[], prior: number, from: readonly number[], step: readonly number[]): number {
  const height = likelihood(won, prior, from);
  const floor = height - TOLERANCE * Math.abs(height);
  for (let part = 1, halvings = 0; halvings < MAX_HALVINGS; part /= 2, halvings += 1) {
    if (likelihood(won, prior, from.map((each, a) => each + part * step[a]!)) >= floor) return part;
  }
  return 0;
}

function likelihood(won: readonly (readonly number[])[], prior: number, strengths: readonly number[]): number {
  let sum = 0;
  won.forEach((row, a) => {
    row.forEach((wins, b) => {
      if (wins > 0) sum += wins * logLogistic(strengths[a]! - strengths[b]!);
    });
    if (prior > 0) sum += (prior / 2) * (logLogistic(strengths[a]!) + logLogistic(-strengths[a]!));
  });
  return sum;
}

/** Gradient over curvature. Without a prior only differences count, so a matrix of ones is added: the step then keeps the sum. */
function newtonStep(won: readonly (readonly number[])[], prior: number, strengths: readonly number[]): number[] {
  const gradient = strengths.map((own) => prior * (0.5 - logistic(own)));
  const curvature = strengths.map((own, a) => strengths.map((_, b) => {
    if (prior === 0) return 1;
    return a === b ? prior * logistic(own) * logistic(-own) : 0;
  }));
  won.forEach((row, a) => row.forEach((wins, b) => {
    if (a === b || wins === 0) return;
    const gap = strengths[a]! - strengths[b]!;
    const upset = wins * logistic(-gap);
    gradient[a]! += upset;
    gradient[b]! -= upset;
    const bend = wins * logistic(gap) * logistic(-gap);
    curvature[a]![a]! += bend;
    curvature[b]![b]! += bend;
    curvature[a]![b]! -= bend;
    curvature[b]![a]! -= bend;
  }));
  return solve(curvature, gradient);
}

/** Gauss without exchange of rows, as the matrix is symmetric and positive. Changes both. */
function solve(matrix: number[][], right: number[]): number[] {
  const count = right.length;
  for (let pivot = 0; pivot < count; pivot += 1) {
    for (let row = pivot + 1; row < count; row += 1) {
      const factor = matrix[row]![pivot]! / matrix[pivot]![pivot]!;
      for (let column = pivot; column < count; column += 1) matrix[row]![column]! -= factor * matrix[pivot]![column]!;
      right[row]! -= factor * right[pivot]!;
    }
  }
  for (let row = count - 1; row >= 0; row -= 1) {
    for (let column = row + 1; column < count; column += 1) right[row]! -= matrix[row]![column]! * right[column]!;
    right[row]! /= matrix[row]![row]!;
  }
  return right;
}
