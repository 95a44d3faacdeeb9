import assert from 'node:assert/strict';
import { createHash, sign } from 'node:crypto';
import test from 'node:test';
import { fromHex, toHex } from '../src/bytes';
import { verifyEd25519 } from '../src/ed25519';
import { publicKeyIn } from '../src/keys';
import { sha256, sha512 } from '../src/sha2';
import { privateKey, publicKeyHex } from './builders';

const hex = (text: string): Uint8Array => fromHex(text, text.length / 2)!;

test('SHA-256 and SHA-512 agree with Node at every length around the blocks', () => {
  for (let length = 0; length < 300; length += 1) {
    const message = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255);
    assert.equal(toHex(sha256(message)), createHash('sha256').update(message).digest('hex'));
    assert.equal(toHex(sha512(message)), createHash('sha512').update(message).digest('hex'));
  }
});

/** RFC 8032, 7.1: public key, message, signature. */
const VECTORS: [string, string, string][] = [
  ['d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'],
  ['3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'],
  ['fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'],
  ['ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704'],
];

test('RFC 8032 vectors, and each of them spoilt', () => {
  for (const [key, message, signature] of VECTORS) {
    assert.ok(verifyEd25519(hex(key), hex(message), hex(signature)));
    for (const at of [0, 31, 32, 63]) {
      const spoilt = hex(signature);
      spoilt[at]! ^= 1;
      assert.ok(!verifyEd25519(hex(key), hex(message), spoilt), `byte ${at}`);
    }
    assert.ok(!verifyEd25519(hex(key), Uint8Array.of(...hex(message), 0), hex(signature)));
  }
});

test('agrees with Node on random keys and messages', () => {
  for (let i = 0; i < 40; i += 1) {
    const key = privateKey(createHash('sha256').update(`key ${i}`).digest('hex'));
    const message = Buffer.alloc(i * 7, i);
    assert.ok(verifyEd25519(hex(publicKeyHex(key)), message, sign(null, message, key)));
  }
});

test('strict: s >= L, non-canonical and small-order points are refused', () => {
  const [key, message, signature] = VECTORS[1]!;
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = BigInt(`0x${toHex(hex(signature.slice(64)).reverse())}`) + order;
  const malleable = signature.slice(0, 64) + toHex(hex(s.toString(16).padStart(64, '0')).reverse());
  assert.ok(!verifyEd25519(hex(key), hex(message), hex(malleable)));
  const badKeys = [
    '01' + '00'.repeat(31), // the neutral point: order 1
    '00'.repeat(32), // order 4
    'ec' + 'ff'.repeat(30) + '7f', // y = p - 1: order 2
    'ee' + 'ff'.repeat(30) + '7f', // y = p + 1: not canonical
    '01' + '00'.repeat(30) + '80', // minus zero
    '02' + '00'.repeat(31), // no point at all
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', // order 8
  ];
  // With s = 0 and R the neutral point, every small-order key would pass for some message.
  const forged = '01' + '00'.repeat(63);
  for (const bad of badKeys) {
    for (let i = 0; i < 8; i += 1) assert.ok(!verifyEd25519(hex(bad), Uint8Array.of(i), hex(forged)), bad);
  }
});

test('public keys: hex, a file around it, PEM', () => {
  const key = VECTORS[0]![0];
  assert.equal(publicKeyIn(key.toUpperCase()), key);
  assert.equal(publicKeyIn(`# panitia\n${key}\n`), key);
  const der = Buffer.from(`302a300506032b6570032100${key}`, 'hex').toString('base64');
  assert.equal(publicKeyIn(`-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----\n`), key);
  assert.equal(publicKeyIn(key.slice(2)), undefined);
  assert.equal(publicKeyIn(key + 'ab'), undefined);
  assert.equal(publicKeyIn('-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEA\n-----END PUBLIC KEY-----'), undefined);
});
