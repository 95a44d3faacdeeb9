/** Kemeny: the orders without ties that contradict the fewest preferences. Sets of entrants are bits of a number. */
import type { Pairs } from './pairs';

export const MAX_KEMENY = 12;

/** Places if one weak order says all best orders; else undefined. */
export function kemeny(pairs: Pairs): number[] | undefined {
  const search = new Search(pairs);
  const { count } = pairs;

  // b is never before a.
  const alwaysBefore = (a: number, b: number): boolean => a !== b && (search.everBefore[a]! & (1 << b)) === 0;
  const places: number[] = [];
  for (let a = 0; a < count; a += 1) {
    let ahead = 0;
    for (let b = 0; b < count; b += 1) if (alwaysBefore(b, a)) ahead += 1;
    places.push(ahead + 1);
  }
  for (let a = 0; a < count; a += 1) {
    for (let b = 0; b < count; b += 1) if (alwaysBefore(a, b) !== places[a]! < places[b]!) return undefined;
  }
  return search.best === waysToBreak(places) ? places : undefined;
}

/** The orders without ties that agree with these places. */
function waysToBreak(places: readonly number[]): number {
  const seen = new Map<number, number>();
  return places.reduce((ways, place) => {
    const shared = (seen.get(place) ?? 0) + 1;
    seen.set(place, shared);
    return ways * shared;
  }, 1);
}

class Search {
  /** How many orders are best. */
  readonly best: number;
  /** By entrant, the set of those that stand before it in some best order. */
  readonly everBefore: readonly number[];
  /** By set of entrants already placed: the least disagreement that the others must add. */
  private readonly least: Float64Array;

  constructor(private readonly pairs: Pairs) {
    const { count } = pairs;
    const all = 2 ** count - 1;
    this.least = new Float64Array(all + 1);
    const ways = new Float64Array(all + 1);
    ways[all] = 1;
    for (let placed = all - 1; placed >= 0; placed -= 1) {
      const costs = this.open(placed).map((next) => ({ next, cost: this.costOf(placed, next) }));
      this.least[placed] = Math.min(...costs.map(({ cost }) => cost));
      for (const { next, cost } of costs) if (cost === this.least[placed]) ways[placed]! += ways[placed | (1 << next)]!;
    }
    this.best = ways[0]!;
    this.everBefore = this.walkBest(all);
  }

  private open(placed: number): number[] {
    const open: number[] = [];
    for (let next = 0; next < this.pairs.count; next += 1) if ((placed & (1 << next)) === 0) open.push(next);
    return open;
  }

  /** Placing `next` contradicts all who would have seen another of those left before it. */
  private costOf(placed: number, next: number): number {
    const toll = this.open(placed).reduce((sum, other) => sum + this.pairs.over[other]![next]!, 0);
    return toll + this.least[placed | (1 << next)]!;
  }

  private walkBest(all: number): number[] {
    const before = new Array<number>(this.pairs.count).fill(0);
    const reached = new Uint8Array(all + 1);
    reached[0] = 1;
    for (let placed = 0; placed < all; placed += 1) {
      if (reached[placed] === 0) continue;
      for (const next of this.open(placed)) {
        if (this.costOf(placed, next) !== this.least[placed]) continue;
        before[next]! |= placed;
        reached[placed | (1 << next)] = 1;
      }
    }
    return before;
  }
}
