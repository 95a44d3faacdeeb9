/** Draws corrected scores towards the mean of their group, the more the less is known of them. */
import type { Estimates, Shrunk } from './model';
import { panelSize, type Ratings, roundingOf } from './ratings';

const MAX_ROUNDS = 1000;
const STILL = 1e-13;
const SMALLEST_START = 1e-6;

/** By entry, the number of its group. */
export type Groups = Int32Array;

/** undefined where the case has no standard errors. */
export function shrink(ratings: Ratings, { corrected, correctedError, variances }: Estimates, groups: Groups): Shrunk | undefined {
  const { residual } = variances;
  if (correctedError === undefined || residual === undefined) return undefined;
  const spread = meanSquaredDistance(corrected);
  const noise = corrected.map((_, e) => residual / panelSize(ratings, e));
  const meanError = correctedError.reduce((sum, error) => sum + error ** 2, 0) / corrected.length;
  if (residual === 0) return unshrunk(corrected, groups, Math.sqrt(spread) > roundingOf(ratings) ? spread : 0);
  const entryVariance = varianceOfEntries(corrected, noise, groups, spread);
  const means = groupMeans(corrected, noise, groups, entryVariance);
  const weight = noise.map((d) => entryVariance / (entryVariance + d));
  return {
    entryVariance, means, weight,
    reliability: entryVariance / (entryVariance + meanError),
    score: corrected.map((x, e) => means[groups[e]!]! + weight[e]! * (x - means[groups[e]!]!)),
    deviation: weight.map((k, e) => Math.sqrt(k * noise[e]! + k * k * Math.max(0, correctedError[e]! ** 2 - noise[e]!))),
  };
}

function unshrunk(corrected: Float64Array, groups: Groups, spread: number): Shrunk {
  const ones = new Float64Array(corrected.length).fill(1);
  return {
    entryVariance: spread, means: groupMeans(corrected, ones, groups, 0), weight: ones, reliability: spread > 0 ? 1 : undefined,
    score: corrected, deviation: new Float64Array(corrected.length),
  };
}

function meanSquaredDistance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

function varianceOfEntries(corrected: Float64Array, noise: Float64Array, groups: Groups, spread: number): number {
  const meanNoise = noise.reduce((sum, d) => sum + d, 0) / noise.length;
  let variance = Math.max(spread - meanNoise, SMALLEST_START * spread);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const means = groupMeans(corrected, noise, groups, variance);
    let above = 0;
    let below = 0;
    for (let e = 0; e < corrected.length; e += 1) {
      const square = 1 / (variance + noise[e]!) ** 2;
      above += square * ((corrected[e]! - means[groups[e]!]!) ** 2 - noise[e]!);
      below += square;
    }
    const next = Math.max(0, above / below);
    const moved = Math.abs(next - variance);
    variance = next;
    if (moved <= STILL * spread) break;
  }
  return variance;
}

function groupMeans(corrected: Float64Array, noise: Float64Array, groups: Groups, variance: number): Float64Array {
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const sums = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let e = 0; e < corrected.length; e += 1) {
    const weight = 1 / (variance + noise[e]!);
    sums[groups[e]!]! += weight * corrected[e]!;
    weights[groups[e]!]! += weight;
  }
  return sums.map((sum, g) => sum / weights[g]!);
}
