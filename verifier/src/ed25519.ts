/**
 * Ed25519 verification (RFC 8032) over BigInt. Strict: s < L, the key a canonical point that is not of small order;
 * R is compared as bytes, so a non-canonical R never passes. Everything here is public, nothing needs constant time.
 */
import { sha512 } from './sha2';

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = modulo(-121665n * power(121666n, P - 2n));
const SQRT_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** Extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. */
interface Point {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  readonly t: bigint;
}

const IDENTITY: Point = { x: 0n, y: 1n, z: 1n, t: 0n };

function modulo(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % P;
    if (bit === '1') result = (result * base) % P;
  }
  return result;
}

function add(p: Point, q: Point): Point {
  const a = (p.y - p.x) * (q.y - q.x);
  const b = (p.y + p.x) * (q.y + q.x);
  const c = 2n * ((p.t * q.t) % P) * D;
  const d = 2n * p.z * q.z;
  return fromParts(b - a, modulo(d - c), modulo(d + c), b + a);
}

function double(p: Point): Point {
  const a = p.x * p.x;
  const b = p.y * p.y;
  const h = a + b;
  const g = a - b;
  return fromParts(h - (p.x + p.y) ** 2n, modulo(2n * p.z * p.z + g), modulo(g), h);
}

/** The common end of both formulas: X = EF, Y = GH, T = EH, Z = FG. */
function fromParts(e: bigint, f: bigint, g: bigint, h: bigint): Point {
  const e1 = modulo(e);
  const h1 = modulo(h);
  return { x: (e1 * f) % P, y: (g * h1) % P, t: (e1 * h1) % P, z: (f * g) % P };
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

function encode(point: Point): Uint8Array {
  const inverse = power(point.z, P - 2n);
  const x = (point.x * inverse) % P;
  let rest = ((point.y * inverse) % P) | ((x & 1n) << 255n);
  return Uint8Array.from({ length: 32 }, () => {
    const byte = Number(rest & 255n);
    rest >>= 8n;
    return byte;
  });
}

/** RFC 8032, 5.1.3; undefined for y >= p, no square root, or "minus zero". */
function decode(bytes: Uint8Array): Point | undefined {
  const all = littleEndian(bytes);
  const sign = all >> 255n;
  const y = all & (2n ** 255n - 1n);
  if (y >= P) return undefined;
  const u = modulo(y * y - 1n);
  const v = modulo(D * y * y + 1n);
  let x = (((u * v ** 3n) % P) * power((u * v ** 7n) % P, (P - 5n) / 8n)) % P;
  const check = (v * x * x) % P;
  if (check !== u) {
    if (check !== modulo(-u)) return undefined;
    x = (x * SQRT_MINUS_ONE) % P;
  }
  if (x === 0n && sign === 1n) return undefined;
  if ((x & 1n) !== sign) x = P - x;
  return { x, y, z: 1n, t: (x * y) % P };
}

function smallMultiples(point: Point): Point[] {
  const multiples = [IDENTITY];
  for (let i = 1; i < 16; i += 1) multiples.push(add(multiples[i - 1]!, point));
  return multiples;
}

const BASE = decode(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0x58 : 0x66)))!;
const BASE_MULTIPLES = smallMultiples(BASE);

/** s·B + k·A, four bits of both scalars at a time, so that they share their doublings. */
function combination(s: bigint, k: bigint, a: Point): Point {
  const multiples = smallMultiples(a);
  let sum = IDENTITY;
  for (let shift = 252n; shift >= 0n; shift -= 4n) {
    for (let i = 0; i < 4 && shift < 252n; i += 1) sum = double(sum);
    sum = add(sum, BASE_MULTIPLES[Number((s >> shift) & 15n)]!);
    sum = add(sum, multiples[Number((k >> shift) & 15n)]!);
  }
  return sum;
}

function isSmallOrder(point: Point): boolean {
  const eightfold = double(double(double(point)));
  return eightfold.x === 0n && eightfold.y === eightfold.z;
}

export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const a = decode(publicKey);
  const s = littleEndian(signature.subarray(32));
  if (a === undefined || isSmallOrder(a) || s >= ORDER) return false;
  const hashed = new Uint8Array(64 + message.length);
  hashed.set(signature.subarray(0, 32));
  hashed.set(publicKey, 32);
  hashed.set(message, 64);
  const k = littleEndian(sha512(hashed)) % ORDER;
  const minusA: Point = { x: modulo(-a.x), y: a.y, z: 1n, t: modulo(-a.t) };
  const r = encode(combination(s, k, minusA));
  return r.every((byte, i) => byte === signature[i]);
}
