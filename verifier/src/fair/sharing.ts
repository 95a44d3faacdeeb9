/** Entries that nothing tells apart get the same chances and ranks. */
import type { Chances, Contest } from './chances';
import { type Ratings, roundingOf } from './ratings';

/** As a share of the range of all raw scores. */
const SAME = 1e-9;

/** What scores of entries that tie may differ by. */
function sameWithin(ratings: Ratings): number {
  let low = Infinity;
  let high = -Infinity;
  for (const score of ratings.raw) {
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  return SAME * (high - low) + roundingOf(ratings);
}

/** Runs of places that lie within `distance` of the first of the run; `places` stand in order of `value`, rising or falling. */
function runs(places: readonly number[], value: (place: number) => number, distance: number): number[][] {
  const found: number[][] = [];
  let start = NaN;
  for (const place of places) {
    if (Math.abs(value(place) - start) <= distance) found[found.length - 1]!.push(place);
    else {
      found.push([place]);
      start = value(place);
    }
  }
  return found;
}

/** What was drawn, evened out among entries of the same panel and the same raw score. */
export function shareDrawn(ratings: Ratings, contest: Contest, chances: Chances): void {
  const { first, juror, raw } = ratings;
  const panels = new Map<string, number[]>();
  contest.entries.forEach((entry, i) => {
    const panel = juror.subarray(first[entry]!, first[entry + 1]!).join();
    const alike = panels.get(panel);
    if (alike === undefined) panels.set(panel, [i]);
    else alike.push(i);
  });
  const score = (i: number): number => raw[contest.entries[i]!]!;
  const distance = sameWithin(ratings);
  for (const alike of panels.values()) {
    alike.sort((a, b) => score(a) - score(b) || a - b);
    for (const run of runs(alike, score, distance)) if (run.length > 1) even(run, chances);
  }
}

function even(run: readonly number[], { top, best, worst }: Chances): void {
  for (const chances of top) {
    const mean = run.reduce((sum, i) => sum + chances[i]!, 0) / run.length;
    for (const i of run) chances[i] = mean;
  }
  const low = Math.min(...run.map((i) => best[i]!));
  const high = Math.max(...run.map((i) => worst[i]!));
  for (const i of run) {
    best[i] = low;
    worst[i] = high;
  }
}

/** Without any chance: the order of the scores, places shared among those that tie. */
export function certainChances(ratings: Ratings, contest: Contest, scores: Float64Array): Chances {
  const size = contest.entries.length;
  const score = (i: number): number => scores[contest.entries[i]!]!;
  const falling = Array.from(contest.entries, (_, i) => i).sort((a, b) => score(b) - score(a) || a - b);
  const top = contest.tops.map(() => new Float64Array(size));
  const best = new Float64Array(size);
  const worst = new Float64Array(size);
  let before = 0;
  for (const run of runs(falling, score, sameWithin(ratings))) {
    for (const i of run) {
      contest.tops.forEach((places, t) => (top[t]![i] = Math.min(1, Math.max(0, (places - before) / run.length))));
      best[i] = before + 1;
      worst[i] = before + run.length;
    }
    before += run.length;
  }
  return { top, best, worst };
}
