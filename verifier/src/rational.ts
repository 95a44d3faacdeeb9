/** Exact rationals over BigInt: always reduced, the denominator always positive. */

export type RoundingMode = 'half_up' | 'half_even' | 'down';

export interface Rounding {
  readonly decimals: number;
  readonly mode: RoundingMode;
}

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const DECIMAL = /^-?[0-9]+(?:\.[0-9]+)?$/;
const FRACTION = /^-?[0-9]+\/[0-9]+$/;

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Euclid; goes over to machine numbers as soon as they hold the values, which is nearly always at once. */
function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let a = left;
  let b = right;
  while (b > LARGEST_SAFE) [a, b] = [b, a % b];
  if (b === 0n) return a;
  let x = Number(b);
  let y = Number(a % b);
  while (y !== 0) [x, y] = [y, x % y];
  return BigInt(x);
}

export class Rational {
  static readonly ZERO = new Rational(0n, 1n);
  static readonly ONE = new Rational(1n, 1n);

  private constructor(readonly numerator: bigint, readonly denominator: bigint) {}

  static of(numerator: bigint, denominator: bigint = 1n): Rational {
    if (denominator === 0n) throw new RangeError('division by zero');
    if (denominator === 1n) return new Rational(numerator, 1n);
    const sign = denominator < 0n ? -1n : 1n;
    const divisor = greatestCommonDivisor(magnitude(numerator), magnitude(denominator)) * sign;
    return new Rational(numerator / divisor, denominator / divisor);
  }

  static whole(value: number): Rational {
    return new Rational(BigInt(value), 1n);
  }

  /** `-12.50` or `a/b` with b > 0; anything else is undefined. */
  static parse(text: string): Rational | undefined {
    if (FRACTION.test(text)) {
      const slash = text.indexOf('/');
      const denominator = BigInt(text.slice(slash + 1));
      return denominator === 0n ? undefined : Rational.of(BigInt(text.slice(0, slash)), denominator);
    }
    if (!DECIMAL.test(text)) return undefined;
    const point = text.indexOf('.');
    if (point < 0) return new Rational(BigInt(text), 1n);
    const digits = text.slice(0, point) + text.slice(point + 1);
    return Rational.of(BigInt(digits), 10n ** BigInt(text.length - point - 1));
  }

  add(other: Rational): Rational {
    if (this.denominator === other.denominator) {
      return Rational.of(this.numerator + other.numerator, this.denominator);
    }
    return Rational.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  subtract(other: Rational): Rational {
    return this.add(new Rational(-other.numerator, other.denominator));
  }

  multiply(other: Rational): Rational {
    return Rational.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  divide(other: Rational): Rational {
    return Rational.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  compare(other: Rational): number {
    const left = this.denominator === other.denominator ? this.numerator : this.numerator * other.denominator;
    const right = this.denominator === other.denominator ? other.numerator : other.numerator * this.denominator;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other: Rational): boolean {
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }

  isZero(): boolean {
    return this.numerator === 0n;
  }

  isWhole(): boolean {
    return this.denominator === 1n;
  }

  round({ decimals, mode }: Rounding): Rational {
    const unit = 10n ** BigInt(decimals);
    return Rational.of(roundedQuotient(this.numerator * unit, this.denominator, mode), unit);
  }

  /** The nearest double; on a tie the even one. */
  toNumber(): number {
    if (magnitude(this.numerator) <= LARGEST_SAFE && this.denominator <= LARGEST_SAFE) return Number(this.numerator) / Number(this.denominator);
    const bits = (value: bigint): number => 4 * magnitude(value).toString(16).length;
    // So many digits that the quotient has more of them than a double; what it leaves over only tells on which side of a tie it lies.
    const shift = Math.max(0, 80 + bits(this.denominator) - bits(this.numerator));
    const scaled = magnitude(this.numerator) << BigInt(shift);
    const quotient = scaled / this.denominator;
    const nearest = Number(scaled % this.denominator === 0n ? quotient : quotient | 1n) * 2 ** -shift;
    return this.numerator < 0n ? -nearest : nearest;
  }

  /** Fewest digits when the decimal terminates, else the reduced fraction. */
  toText(): string {
    if (this.denominator === 1n) return this.numerator.toString();
    const places = terminatingPlaces(this.denominator);
    if (places === undefined) return `${this.numerator}/${this.denominator}`;
    return withPoint((this.numerator * 10n ** BigInt(places)) / this.denominator, places);
  }

  /** Exactly `decimals` digits behind the point; the value must already be rounded to them. */
  toFixedText(decimals: number): string {
    return withPoint((this.numerator * 10n ** BigInt(decimals)) / this.denominator, decimals);
  }
}

function roundedQuotient(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const towardsZero = numerator / denominator;
  const twiceRemainder = magnitude(numerator % denominator) * 2n;
  const isTie = twiceRemainder === denominator;
  const isOdd = towardsZero % 2n !== 0n;
  const awayFromZero =
    mode !== 'down' && (twiceRemainder > denominator || (isTie && (mode === 'half_up' || isOdd)));
  if (!awayFromZero) return towardsZero;
  return numerator < 0n ? towardsZero - 1n : towardsZero + 1n;
}

/** Digits that 1/denominator needs behind the point; undefined when it never ends. */
function terminatingPlaces(denominator: bigint): number | undefined {
  let rest = denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

function withPoint(scaled: bigint, decimals: number): string {
  if (decimals === 0) return scaled.toString();
  const digits = magnitude(scaled).toString().padStart(decimals + 1, '0');
  const split = digits.length - decimals;
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, split)}.${digits.slice(split)}`;
}
