/** The numbers drawn: 64-bit words of a seed, streams of 32-bit numbers, normal numbers. All exactly as in fair.md. */

/** A 64-bit number as two halves. */
export interface Seed {
  readonly low: number;
  readonly high: number;
}

/** From a decimal text below 2^64. */
export function seedOf(decimal: string): Seed {
  const value = BigInt(decimal);
  return { low: Number(value & 0xffffffffn), high: Number(value >> 32n) };
}

/** The high half of the product of two 32-bit numbers. */
function highProduct(a: number, b: number): number {
  const a1 = a >>> 16;
  const a0 = a & 0xffff;
  const b1 = b >>> 16;
  const b0 = b & 0xffff;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const other = a0 * b1 + (middle & 0xffff);
  // `middle` may need 33 bits, so it is divided, not shifted.
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(other / 65536)) | 0;
}

export class Stream {
  /** xoshiro128++, s₀ … s₃ */
  private readonly state = new Int32Array(4);
  private low = 0;
  private high = 0;

  constructor(private readonly seed: Seed) {}

  /** Goes to the beginning of a stream (a whole number below 2^52). */
  begin(stream: number): void {
    this.word(2 * stream);
    this.state[0] = this.low;
    this.state[1] = this.high;
    this.word(2 * stream + 1);
    this.state[2] = this.low;
    this.state[3] = this.high;
  }

  /** W(index), into `low` and `high`. */
  private word(index: number): void {
    const count = index + 1;
    this.low = count | 0;
    this.high = Math.floor(count / 0x100000000);
    this.multiply(0x9e3779b9, 0x7f4a7c15);
    const sum = (this.low >>> 0) + this.seed.low;
    this.high = (this.high + this.seed.high + (sum > 0xffffffff ? 1 : 0)) | 0;
    this.low = sum | 0;
    this.mix(30);
    this.multiply(0xbf58476d, 0x1ce4e5b9);
    this.mix(27);
    this.multiply(0x94d049bb, 0x133111eb);
    this.mix(31);
  }

  private multiply(high: number, low: number): void {
    const upper = highProduct(this.low, low) + Math.imul(this.high, low) + Math.imul(this.low, high);
    this.low = Math.imul(this.low, low);
    this.high = upper | 0;
  }

  /** z ⊕ z≫bits, bits below 32 */
  private mix(bits: number): void {
    this.low ^= (this.low >>> bits) | (this.high << (32 - bits));
    this.high ^= this.high >>> bits;
  }

  /** The next numbers of the stream, 0 … 2³²−1. */
  fill(target: Uint32Array): void {
    let s0 = this.state[0]!;
    let s1 = this.state[1]!;
    let s2 = this.state[2]!;
    let s3 = this.state[3]!;
    for (let i = 0; i < target.length; i += 1) {
      const sum = (s0 + s3) | 0;
      target[i] = ((sum << 7) | (sum >>> 25)) + s0;
      const shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
    }
    this.state[0] = s0;
    this.state[1] = s1;
    this.state[2] = s2;
    this.state[3] = s3;
  }
}

const HALF = 0x80000000;
const WHOLE = 0x100000000;

/** The normal number of an output u. */
export function normal(u: number): number {
  const q = (u - HALF + 0.5) / WHOLE;
  if (q > 0.47575 || q < -0.47575) return q < 0 ? tail(u) : -tail(WHOLE - 1 - u);
  const r = q * q;
  return (
    (q * (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r - 30.66479806614716) * r +
      2.506628277459239)) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1)
  );
}

/** For p = (u + ½)/2³², the lower tail. */
function tail(u: number): number {
  const r = Math.sqrt(-2 * logOfTail(u));
  return (
    (((((-0.007784894002430293 * r - 0.3223964580411365) * r - 2.400758277161838) * r - 2.549732539343734) * r + 4.374664141464968) * r +
      2.938163982698783) /
    ((((0.007784695709041462 * r + 0.3224671290700398) * r + 2.445134137142996) * r + 3.754408661907416) * r + 1)
  );
}

const RECIPROCALS = Float64Array.from({ length: 11 }, (_, i) => 1 / (21 - 2 * i));

/** ln((u + ½)/2³²): the platform's own logarithm may differ in the last digit. */
function logOfTail(u: number): number {
  const odd = 2 * u + 1; // below 2²⁸ in the tail
  const bits = 32 - Math.clz32(odd);
  let x = odd / 2 ** bits;
  let e = bits - 33;
  if (x < 0.70710678118654752) {
    x *= 2;
    e -= 1;
  }
  const s = (x - 1) / (x + 1);
  const q = s * s;
  let sum = 0;
  for (let i = 0; i < RECIPROCALS.length; i += 1) sum = sum * q + RECIPROCALS[i]!;
  return 2 * s * sum + e * 0.69314718055994531;
}
