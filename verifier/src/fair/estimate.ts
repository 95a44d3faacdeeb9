/** An estimate in a bundle: a double with at most 15 significant digits, without exponent, "" where there is none. */

const DIGITS = 15;
const SHAPE = /^-?[0-9]+(?:\.[0-9]+)?$/;

export function estimateText(value: number | undefined): string {
  if (value === undefined) return '';
  if (value === 0) return '0';
  const [digits, exponent] = Math.abs(value).toExponential(DIGITS - 1).split('e') as [string, string];
  const significant = digits.replace('.', '').replace(/0+$/, '');
  const before = Number(exponent) + 1;
  const sign = value < 0 ? '-' : '';
  if (before <= 0) return `${sign}0.${'0'.repeat(-before)}${significant}`;
  if (before >= significant.length) return sign + significant.padEnd(before, '0');
  return `${sign}${significant.slice(0, before)}.${significant.slice(before)}`;
}

/** Written just as this page says, so that one number has one text. */
export function isEstimateText(text: string): boolean {
  return text === '' || (SHAPE.test(text) && estimateText(Number(text)) === text);
}

export function estimateOf(text: string): number | undefined {
  return text === '' ? undefined : Number(text);
}
