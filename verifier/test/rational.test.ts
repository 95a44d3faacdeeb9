import assert from 'node:assert/strict';
import test from 'node:test';
import { Rational, type RoundingMode } from '../src/rational';

const of = (text: string): Rational => Rational.parse(text)!;

test('parses decimals and fractions, nothing else', () => {
  assert.equal(of('-12.50').toText(), '-12.5');
  assert.equal(of('3/9').toText(), '1/3');
  assert.equal(of('-6/3').toText(), '-2');
  assert.equal(of('007').toText(), '7');
  for (const bad of ['', '-', '.5', '1.', '+1', '1e3', '1/0', '1/-2', ' 1', '1 ', '0x1', '1.2/3', '٣']) {
    assert.equal(Rational.parse(bad), undefined, bad);
  }
});

test('canonical text: integer, fewest digits, else reduced fraction; no -0', () => {
  const cases = { '-0': '0', '-0.00': '0', '1/2': '0.5', '-9629/100': '-96.29', '1/8': '0.125', '1/7': '1/7', '-2/6': '-1/3', '7/1024': '0.0068359375', '100': '100' };
  for (const [text, canonical] of Object.entries(cases)) assert.equal(of(text).toText(), canonical);
});

test('rounding: ties and signs', () => {
  const cases: [string, number, RoundingMode, string][] = [
    ['2.5', 0, 'half_up', '3'], ['-2.5', 0, 'half_up', '-3'], ['2.5', 0, 'half_even', '2'], ['3.5', 0, 'half_even', '4'],
    ['-2.5', 0, 'half_even', '-2'], ['-3.5', 0, 'half_even', '-4'], ['2.9', 0, 'down', '2'], ['-2.9', 0, 'down', '-2'],
    ['1.005', 2, 'half_up', '1.01'], ['-1.005', 2, 'half_up', '-1.01'], ['1.0049999', 2, 'half_up', '1.00'],
    ['1/3', 4, 'half_up', '0.3333'], ['2/3', 4, 'half_up', '0.6667'], ['-2/3', 4, 'half_even', '-0.6667'],
    ['-0.004', 2, 'half_up', '0.00'], ['88', 2, 'half_up', '88.00'], ['-0.5', 1, 'down', '-0.5'],
  ];
  for (const [value, decimals, mode, expected] of cases) {
    assert.equal(of(value).round({ decimals, mode }).toFixedText(decimals), expected, `${value} ${mode}`);
  }
});

test('arithmetic is exact, far beyond machine numbers too', () => {
  assert.equal(of('0.1').add(of('0.2')).toText(), '0.3');
  assert.equal(of('1/3').add(of('1/6')).toText(), '0.5');
  assert.equal(of('1/3').subtract(of('1/2')).toText(), '-1/6');
  assert.equal(of('2/3').divide(of('-4/3')).toText(), '-0.5');
  const huge = of(`${10n ** 40n + 1n}/${10n ** 39n}`);
  assert.equal(huge.multiply(of(`${10n ** 39n}`)).toText(), String(10n ** 40n + 1n));
  assert.equal(of(`${2n ** 90n}/${6n ** 60n}`).multiply(of(`${6n ** 60n}/${2n ** 90n}`)).toText(), '1');
  assert.throws(() => of('1').divide(of('0')), RangeError);
});

test('compare', () => {
  assert.equal(of('1/3').compare(of('0.3333333333')), 1);
  assert.equal(of('-1/3').compare(of('-0.3')), -1);
  assert.equal(of('0.5').compare(of('1/2')), 0);
});
