import assert from 'node:assert/strict';
import test from 'node:test';
import { normal, seedOf, Stream } from '../src/fair/generator';

function first(seed: string, stream: number, count: number): number[] {
  const source = new Stream(seedOf(seed));
  const words = new Uint32Array(count);
  source.begin(stream);
  source.fill(words);
  return [...words];
}

test('streams begin as the specification says', () => {
  assert.deepEqual(first('1', 0, 4), [2146930148, 2585199205, 3670091704, 2556029204]);
  assert.deepEqual(first('20240503', 123456789, 4), [262298926, 978566737, 926345212, 211192230]);
});

/** The same generator in plain 64-bit arithmetic. */
function streamInBigInts(seed: bigint, stream: bigint, count: number): number[] {
  const cut = (value: bigint): bigint => BigInt.asUintN(64, value);
  const word = (i: bigint): bigint => {
    let z = cut(seed + (i + 1n) * 0x9e3779b97f4a7c15n);
    z = cut((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = cut((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
  const halves = (z: bigint): bigint[] => [z & 0xffffffffn, z >> 32n];
  const s = [...halves(word(2n * stream)), ...halves(word(2n * stream + 1n))];
  const rotated = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (32n - by))) & 0xffffffffn;
  return Array.from({ length: count }, () => {
    const output = (rotated((s[0]! + s[3]!) & 0xffffffffn, 7n) + s[0]!) & 0xffffffffn;
    const t = (s[1]! << 9n) & 0xffffffffn;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotated(s[3]!, 11n);
    return Number(output);
  });
}

test('any seed of 64 bits and any stream', () => {
  for (const seed of ['0', '1', '4294967295', '4294967296', '281474976710655', '18446744073709551615', '9223372036854775808', '12345678901234567890']) {
    for (const stream of [0, 1, 255, 65536, 2147483647, 2147483648, 4294967295, 98765432101]) {
      assert.deepEqual(first(seed, stream, 5), streamInBigInts(BigInt(seed), BigInt(stream), 5), `${seed} ${stream}`);
    }
  }
});

test('normal numbers', () => {
  const known: [number, number][] = [
    [0, -6.337957751843744], [104000000, -1.9735865541466848], [2 ** 30, -0.6744897498570791], [4000000000, 1.4857137574485315],
  ];
  for (const [u, z] of known) assert.equal(normal(u), z);
  for (const u of [0, 1, 77, 104000000, 104152431, 1e9, 2 ** 31 - 1]) assert.equal(normal(2 ** 32 - 1 - u), -normal(u));
});
