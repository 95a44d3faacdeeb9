/** Ranks within a scope, ties and cuts. */
import { compareUtf8 } from './bytes';
import type { Cut, Ranking, TieRule } from './pack/types';
import { Rational } from './rational';
import { attributeOf, matches, type Subject } from './subjects';
import type { Value } from './values';

export interface Contender {
  readonly subject: Subject;
  readonly exact: Rational;
  readonly official: Rational;
  readonly nodes: ReadonlyMap<string, Value>;
  /** By the ranking's method; undefined where the score decides. */
  readonly place: number | undefined;
}

export interface Standing {
  readonly rank: number;
  readonly among: number;
  readonly tie: string;
  /** Cuts passed, or undecided because a tie stands across the last place. */
  readonly cuts: readonly { readonly cut: Cut; readonly decided: boolean }[];
}

export function scopeOf(ranking: Ranking, subject: Subject): string[] {
  return ranking.by.map((attribute) => attributeOf(subject, attribute));
}

/** Below zero when the left one stands before the right one. */
type Order = (left: Contender, right: Contender) => number;

function byScore(ranking: Ranking): Order {
  if (ranking.order.method !== 'score') return (left, right) => left.place! - right.place!;
  const direction = ranking.ascending ? 1 : -1;
  const key = ranking.onExact ? 'exact' : 'official';
  return (left, right) => direction * left[key].compare(right[key]);
}

function byTieRule({ rule, by }: TieRule): Order {
  if (rule === 'earlier' || rule === 'later') {
    const direction = rule === 'earlier' ? 1 : -1;
    return orderPresent(({ subject }) => attributeOf(subject, by) || undefined, (a, b) => direction * compareUtf8(a, b));
  }
  const direction = rule === 'lower' ? 1 : -1;
  return orderPresent(({ nodes }) => numberOf(nodes.get(by)), (a, b) => direction * a.compare(b));
}

function numberOf(value: Value | undefined): Rational | undefined {
  return value instanceof Rational ? value : undefined;
}

/** Whoever lacks what is compared stands behind everyone who has it. */
function orderPresent<T>(read: (contender: Contender) => T | undefined, compare: (left: T, right: T) => number): Order {
  return (left, right) => {
    const a = read(left);
    const b = read(right);
    if (a !== undefined && b !== undefined) return compare(a, b);
    return Number(a === undefined) - Number(b === undefined);
  };
}

/** Standings by subject id for the contenders of one scope. */
export function rankScope(ranking: Ranking, contenders: readonly Contender[]): Map<string, Standing> {
  const orders = [byScore(ranking), ...ranking.ties.map(byTieRule)];
  const sorted = [...contenders].sort((a, b) => decidingOrder(orders, a, b).sign);
  // How many orders, from the first on, leave a contender equal to the next one.
  const equalToNext = sorted.map((each, i) => {
    const next = sorted[i + 1];
    return next === undefined ? 0 : decidingOrder(orders, each, next).index;
  });
  const standings = new Map<string, Standing>();
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (equalToNext[end - 1] === orders.length) end += 1;
    for (let i = start; i < end; i += 1) {
      const equal = Math.max(equalToNext[i]!, equalToNext[i - 1] ?? 0);
      const cuts = passedCuts(ranking, sorted[i]!, start + 1, end - start);
      standings.set(sorted[i]!.subject.id, { rank: start + 1, among: sorted.length, tie: tieText(ranking, equal), cuts });
    }
    start = end;
  }
  return standings;
}

function decidingOrder(orders: readonly Order[], left: Contender, right: Contender): { index: number; sign: number } {
  for (let index = 0; index < orders.length; index += 1) {
    const sign = orders[index]!(left, right);
    if (sign !== 0) return { index, sign };
  }
  return { index: orders.length, sign: 0 };
}

/** `equal`: in how many orders (score, then tie rules) somebody else is still equal. */
function tieText(ranking: Ranking, equal: number): string {
  if (equal === 0) return '';
  const deciding = ranking.ties[equal - 1];
  return deciding === undefined ? 'shared' : `${deciding.rule}:${deciding.by}`;
}

function passedCuts(ranking: Ranking, contender: Contender, rank: number, sharing: number): Standing['cuts'] {
  const passed: { cut: Cut; decided: boolean }[] = [];
  for (const cut of ranking.cuts) {
    if (!matches(cut.when, contender.subject) || !reachesScore(ranking, cut, contender.official)) continue;
    const isDecided = cut.places === undefined || rank + sharing - 1 <= cut.places;
    if (isDecided || rank <= cut.places!) passed.push({ cut, decided: isDecided });
  }
  return passed;
}

function reachesScore(ranking: Ranking, cut: Cut, official: Rational): boolean {
  if (cut.minScore === undefined) return true;
  const order = official.compare(cut.minScore);
  return ranking.ascending ? order <= 0 : order >= 0;
}
