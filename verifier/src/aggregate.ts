/** Sums, means and medians over exact numbers; undefined where there is nothing to compute. */
import type { CombineRule, Fold } from './pack/types';
import { Rational } from './rational';

export function sum(values: readonly Rational[]): Rational {
  return values.reduce((total, value) => total.add(value), Rational.ZERO);
}

function sorted(values: readonly Rational[]): Rational[] {
  return [...values].sort((a, b) => a.compare(b));
}

function mean(values: readonly Rational[]): Rational | undefined {
  return values.length === 0 ? undefined : sum(values).divide(Rational.whole(values.length));
}

function median(values: readonly Rational[]): Rational | undefined {
  const rising = sorted(values);
  const half = rising.length >> 1;
  return mean(rising.slice(rising.length % 2 === 1 ? half : Math.max(half - 1, 0), half + 1));
}

export function trimmedMean(values: readonly Rational[], dropLow: number, dropHigh: number): Rational | undefined {
  return mean(sorted(values).slice(dropLow, Math.max(dropLow, values.length - dropHigh)));
}

/** `atLeast` only has a meaning for the mean: the least number the sum is divided by. */
export function fold(kind: Fold, values: readonly Rational[], atLeast?: Rational): Rational | undefined {
  switch (kind) {
    case 'sum':
      return values.length === 0 ? undefined : sum(values);
    case 'mean': {
      if (values.length === 0 || atLeast === undefined) return mean(values);
      const count = Rational.whole(values.length);
      return sum(values).divide(count.compare(atLeast) > 0 ? count : atLeast);
    }
    case 'median':
      return median(values);
    case 'min':
      return sorted(values)[0];
    case 'max':
      return sorted(values)[values.length - 1];
  }
}

export function combine(rule: CombineRule, values: readonly Rational[]): Rational | undefined {
  switch (rule.kind) {
    case 'mean':
      return mean(values);
    case 'median':
      return median(values);
    case 'trimmed_mean':
      return trimmedMean(values, rule.dropLow, rule.dropHigh);
  }
}
