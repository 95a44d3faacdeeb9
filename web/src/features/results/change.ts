import type { Previous, Row } from '../../lib/api/types';

export interface Change {
  direction: 'rise' | 'fall' | 'same';
  /** By how much, as a decimal text without a sign. */
  by: string;
  previous: Previous;
}

/** Exact, because 0.1 + 0.2 must not be shown: both texts become whole numbers of the smallest unit. */
function difference(now: string, then: string): { sign: number; by: string } {
  const decimals = Math.max(...[now, then].map((text) => (text.split('.')[1] ?? '').length));
  const units = (text: string): bigint => {
    const [whole = '0', part = ''] = text.split('.');
    return BigInt(whole + part.padEnd(decimals, '0'));
  };
  const change = units(now) - units(then);
  const digits = (change < 0n ? -change : change).toString().padStart(decimals + 1, '0');
  const by = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return { sign: change > 0n ? 1 : change < 0n ? -1 : 0, by };
}

/** How a score changed since the earlier result; null where one of them is missing. */
export function changeOf(row: Pick<Row, 'score' | 'previous'>): Change | null {
  const { score, previous } = row;
  if (score === null || !previous || previous.score === null) return null;
  const { sign, by } = difference(score, previous.score);
  return { direction: sign > 0 ? 'rise' : sign < 0 ? 'fall' : 'same', by, previous };
}
