/**
 * SHA-256 and SHA-512. Web Crypto is missing on file:// pages of some browsers, hence own code.
 * The constants are computed as FIPS 180-4 defines them (fractions of roots of primes), which leaves no table to mistype.
 */

function firstPrimes(count: number): bigint[] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < count; n += 1n) if (primes.every((p) => n % p !== 0n)) primes.push(n);
  return primes;
}

/** The first 64 bits of the fraction of the `degree`-th root of n. */
function rootFraction(n: bigint, degree: bigint): bigint {
  const target = n << (64n * degree);
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return BigInt.asUintN(64, low);
}

const PRIMES = firstPrimes(80);
const START_512 = PRIMES.slice(0, 8).map((p) => rootFraction(p, 2n));
const ROUND_512 = PRIMES.map((p) => rootFraction(p, 3n));
const START_256 = Int32Array.from(START_512, (word) => Number(BigInt.asIntN(32, word >> 32n)));
const ROUND_256 = Int32Array.from(ROUND_512.slice(0, 64), (word) => Number(BigInt.asIntN(32, word >> 32n)));

/** The message with its padding: 0x80, zeros, the length in bits. Lengths stay far below 2^53. */
function padded(message: Uint8Array, block: number, lengthBytes: number): DataView {
  const total = Math.ceil((message.length + 1 + lengthBytes) / block) * block;
  const bytes = new Uint8Array(total);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(total - 8, BigInt(message.length) * 8n);
  return view;
}

export function sha256(message: Uint8Array): Uint8Array {
  const view = padded(message, 64, 8);
  const state = Int32Array.from(START_256);
  const schedule = new Int32Array(64);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    for (let t = 0; t < 16; t += 1) schedule[t] = view.getInt32(offset + 4 * t);
    compress256(state, schedule);
  }
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  state.forEach((word, i) => out.setInt32(4 * i, word));
  return digest;
}

function compress256(state: Int32Array, w: Int32Array): void {
  for (let t = 16; t < 64; t += 1) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND_256[t]! + w[t]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = state[i]! + word));
}

const wrap64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate64 = (x: bigint, n: bigint): bigint => (x >> n) | wrap64(x << (64n - n));

/** Only signatures need it, on a few hundred bytes: BigInt words are fast enough and plain to read. */
export function sha512(message: Uint8Array): Uint8Array {
  const view = padded(message, 128, 16);
  let state = START_512;
  for (let offset = 0; offset < view.byteLength; offset += 128) {
    const block = Array.from({ length: 16 }, (_, t) => view.getBigUint64(offset + 8 * t));
    state = compress512(state, block);
  }
  const digest = new Uint8Array(64);
  const out = new DataView(digest.buffer);
  state.forEach((word, i) => out.setBigUint64(8 * i, word));
  return digest;
}

function compress512(state: bigint[], w: bigint[]): bigint[] {
  for (let t = 16; t < 80; t += 1) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    const s0 = rotate64(x, 1n) ^ rotate64(x, 8n) ^ (x >> 7n);
    const s1 = rotate64(y, 19n) ^ rotate64(y, 61n) ^ (y >> 6n);
    w[t] = wrap64(w[t - 16]! + s0 + w[t - 7]! + s1);
  }
  let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  for (let t = 0; t < 80; t += 1) {
    const s1 = rotate64(e, 14n) ^ rotate64(e, 18n) ^ rotate64(e, 41n);
    const t1 = h + s1 + ((e & f) ^ (wrap64(~e) & g)) + ROUND_512[t]! + w[t]!;
    const s0 = rotate64(a, 28n) ^ rotate64(a, 34n) ^ rotate64(a, 39n);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, wrap64(d + t1), c, b, a, wrap64(t1 + t2)];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => wrap64(state[i]! + word));
}
