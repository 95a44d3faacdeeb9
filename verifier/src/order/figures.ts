/** Doubles as exact figures of six decimals, so that their last digits order nobody. */
import { Rational } from '../rational';

export const LARGEST_FIGURE = 1e9;
const UNITS = 1_000_000;

function noise(value: number): number {
  return 1e-9 * Math.max(1, Math.abs(value));
}

/** `stated`: what a bundle has, by position; it stands where it is one of the figures that the number could have. undefined: too large. */
export function figuresOf(values: readonly number[], stated: readonly (Rational | undefined)[]): Rational[] | undefined {
  if (!values.every((value) => Math.abs(value) <= LARGEST_FIGURE)) return undefined;
  const falling = values.map((value, at) => ({ value, at })).sort((a, b) => b.value - a.value);
  const figures = new Array<Rational>(values.length);
  let shared = 0;
  falling.forEach(({ value, at }, i) => {
    const before = falling[i - 1];
    if (before === undefined || before.value - value > noise(value)) shared = value;
    figures[at] = acceptable(stated[at], shared) ?? figureOf(shared);
  });
  return figures;
}

function figureOf(value: number): Rational {
  return Rational.of(BigInt(Math.floor(value * UNITS + 0.5)), BigInt(UNITS));
}

function acceptable(stated: Rational | undefined, value: number): Rational | undefined {
  if (stated === undefined) return undefined;
  const units = stated.multiply(Rational.whole(UNITS));
  if (!units.isWhole()) return undefined;
  const distance = Math.abs(value - Number(units.numerator) / UNITS);
  return distance <= 0.5 / UNITS + noise(value) ? stated : undefined;
}
