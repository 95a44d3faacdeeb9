import assert from 'node:assert/strict';
import test from 'node:test';
import { compareUtf8, decodeUtf8, encodeUtf8 } from '../src/bytes';
import { canonicalText } from '../src/canonical';
import { MAX_DEPTH, parseJson } from '../src/json';
import { Refusal } from '../src/message';

const canonical = (text: string): string => canonicalText(parseJson(text));

function refused(text: string, pattern: RegExp): void {
  assert.throws(() => parseJson(text), (error) => error instanceof Refusal && pattern.test(error.message), text.slice(0, 40));
}

test('refuses what two readers could understand differently', () => {
  refused('{"a":1,"a":1}', /^a: repeated key/);
  refused('{"x":[{"a":1,"\\u0061":2}]}', /^x\[0\]\.a: repeated key/);
  for (const float of ['1.0', '1e3', '-0.5', '1E+2']) refused(`[${float}]`, /^\[0\]: a number that is not an integer/);
  refused('9007199254740993', /integer beyond/);
  refused('[-9007199254740992]', /integer beyond/);
  refused('"\\ud800"', /unpaired surrogate/);
  refused('"\\udc00\\ud800"', /unpaired surrogate/);
});

test('refuses what is no JSON', () => {
  for (const bad of ['', ' ', '{', '[1,]', '{"a":}', '{"a":1,}', '{a:1}', '01', '-', '+1', 'tru', 'nul', '"', '"\\x"', '"\\u12g4"', '"a\nb"', '[1] 2', "'a'", '\ufeff1', 'NaN']) {
    refused(bad, /at position/);
  }
});

test('depth', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  parseJson(nested(MAX_DEPTH));
  refused(nested(MAX_DEPTH + 1), /deeper than 64/);
});

test('UTF-8 is strict and keeps a byte order mark', () => {
  assert.equal(decodeUtf8(Uint8Array.of(0xc0, 0x80)), undefined);
  assert.equal(decodeUtf8(Uint8Array.of(0xed, 0xa0, 0x80)), undefined);
  assert.equal(decodeUtf8(Uint8Array.of(0xff)), undefined);
  assert.equal(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)), '\ufeff1');
});

test('canonical form: order by UTF-16 units, RFC 8785 example', () => {
  const keys = '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}';
  const order = [...canonical(keys).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
  assert.deepEqual(order, ['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh']);
});

test('canonical form: escapes, spaces, numbers', () => {
  assert.equal(canonical(' { "b" : [ 1 , -2, true,null ] , "a":{} } '), '{"a":{},"b":[1,-2,true,null]}');
  assert.equal(canonical('"\\u0008\\u000c\\n\\r\\t\\"\\\\\\/\\u001f\\u007f\\u20ac\\u2028"'), '"\\b\\f\\n\\r\\t\\"\\\\/\\u001f\u007f€\u2028"');
  assert.equal(canonical('-0'), '0');
  assert.equal(canonical('{"__proto__":1,"constructor":2}'), '{"__proto__":1,"constructor":2}');
});

test('the order of ids is that of their UTF-8 bytes', () => {
  const words = ['', 'a', 'aa', 'b', 'é', '\uffee', '😀', '\ud800\udc00z', '\ue000', 'Z', '10', '9'];
  const byBytes = [...words].sort((a, b) => Buffer.compare(Buffer.from(encodeUtf8(a)), Buffer.from(encodeUtf8(b))));
  assert.deepEqual([...words].sort(compareUtf8), byBytes);
});
