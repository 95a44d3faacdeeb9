/** How many put one entrant before another, or level with it. */
import type { Ballot } from './ballots';

export interface Pairs {
  readonly count: number;
  /** over[a][b]: those who put a before b. */
  readonly over: readonly (readonly number[])[];
  readonly level: readonly (readonly number[])[];
}

export function pairsOf(ballots: readonly Ballot[], count: number): Pairs {
  const table = (): number[][] => Array.from({ length: count }, () => new Array<number>(count).fill(0));
  const over = table();
  const level = table();
  for (const ballot of ballots) {
    for (let a = 0; a < count; a += 1) {
      for (let b = 0; b < count; b += 1) {
        if (a === b || ballot[a] === 0 || ballot[b] === 0) continue;
        if (ballot[a]! < ballot[b]!) over[a]![b]! += 1;
        else if (ballot[a] === ballot[b]) level[a]![b]! += 1;
      }
    }
  }
  return { count, over, level };
}

/** Who can be reached from the first entrant along links. */
export function reachable(count: number, isLinked: (from: number, to: number) => boolean): boolean[] {
  const found = new Array<boolean>(count).fill(false);
  found[0] = true;
  const open = [0];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (let to = 0; to < count; to += 1) {
      if (found[to] === true || !isLinked(from, to)) continue;
      found[to] = true;
      open.push(to);
    }
  }
  return found;
}

/** The first entrant that no chain of comparisons links with the first of all; -1 if there is none. */
export function firstUnlinked({ count, over, level }: Pairs): number {
  return reachable(count, (a, b) => over[a]![b]! + over[b]![a]! + level[a]![b]! > 0).indexOf(false);
}
