/** P(top-K) and rank intervals of one contest after another, from the draws they share. */
import { BLOCK, type Draws } from './draws';
import { normal } from './generator';
import { highest } from './select';

/** Entries that are ranked against each other. */
export interface Contest {
  /** Rising. */
  readonly entries: Int32Array;
  /** Numbers of places, none above the number of entries. */
  readonly tops: readonly number[];
}

export interface Chances {
  /** P by place in `tops`, then by place in `entries`. */
  readonly top: readonly Float64Array[];
  /** 5 % and 95 % points of the rank, by place in `entries`. */
  readonly best: Float64Array;
  readonly worst: Float64Array;
}

/** Draws for the intervals: R. */
export function intervalDraws(draws: number, entries: number): number {
  return Math.min(draws, Math.max(400, Math.floor(2_000_000 / entries)));
}

/** Yields the number of draws done so far. */
export function* drawChances(draws: Draws, contests: readonly Contest[], count: number): Generator<number, Chances[]> {
  const races = contests.map((contest) => new Race(draws, contest, count));
  for (let start = 0; start < count; start += BLOCK) {
    draws.begin(start / BLOCK);
    for (const race of races) race.run(start);
    yield Math.min(count, start + BLOCK);
  }
  return races.map((race) => race.result());
}

class Race {
  private readonly counts: Int32Array[];
  private readonly ranks: Uint32Array;
  private readonly ranked: number;
  private readonly leaders: readonly number[];
  private readonly others: readonly number[];
  private readonly pool: Pool;
  private readonly mostPlaces: number;

  constructor(private readonly draws: Draws, private readonly contest: Contest, private readonly count: number) {
    const { entries, tops } = contest;
    this.counts = tops.map(() => new Int32Array(entries.length));
    this.ranked = intervalDraws(count, entries.length);
    this.ranks = new Uint32Array(entries.length * this.ranked);
    this.mostPlaces = Math.max(0, ...tops);
    const byHope = Array.from(entries, (_, i) => i).sort((a, b) => draws.expected(entries[b]!) - draws.expected(entries[a]!));
    this.leaders = byHope.slice(0, 2 * this.mostPlaces + 64);
    this.others = byHope.slice(this.leaders.length);
    this.pool = new Pool(this.leaders.length);
  }

  run(start: number): void {
    const here = Math.min(BLOCK, this.count - start);
    if (start < this.ranked) this.rankAll(start, here);
    else if (this.mostPlaces > 0) this.rankLeaders(here);
  }

  /** All entries in all draws of the block. */
  private rankAll(start: number, here: number): void {
    const { entries, tops } = this.contest;
    const size = entries.length;
    const scores = new Float64Array(size * BLOCK);
    entries.forEach((entry, i) => this.draws.scores(entry, scores, i, size));
    const ranking = new Ranking(size);
    for (let r = 0; r < here; r += 1) {
      const ranks = ranking.of(scores.subarray(r * size, (r + 1) * size));
      for (let i = 0; i < size; i += 1) {
        const rank = ranks[i]!;
        if (start + r < this.ranked) this.ranks[i * this.ranked + start + r] = rank;
        for (let t = 0; t < tops.length; t += 1) if (rank <= tops[t]!) this.counts[t]![i]! += 1;
      }
    }
  }

  /** Only those who can be among the first: the likely ones bound the cut from below, which rules out nearly all others at a glance. */
  private rankLeaders(here: number): void {
    const { pool, draws, contest: { entries } } = this;
    pool.clear();
    const scores = new Float64Array(BLOCK);
    for (const i of this.leaders) {
      draws.scores(entries[i]!, scores, 0, 1);
      for (let r = 0; r < here; r += 1) pool.add(r, i, scores[r]!);
    }
    const cuts = Float64Array.from({ length: here }, (_, r) => pool.highest(r, this.mostPlaces));
    const lowestCut = Math.min(...cuts);
    for (const i of this.others) this.addIfNear(i, cuts, lowestCut);
    for (let r = 0; r < here; r += 1) {
      this.contest.tops.forEach((places, t) => pool.countHighest(r, places, this.counts[t]!));
    }
  }

  private addIfNear(i: number, cuts: Float64Array, lowestCut: number): void {
    const { draws } = this;
    const entry = this.contest.entries[i]!;
    const spread = draws.spreadOf(entry);
    const least = leastBucket((lowestCut - draws.centreBound(entry)) / spread);
    if (least > LAST_BUCKET) return;
    const words = draws.wordsOf(entry);
    for (let r = 0; r < cuts.length; r += 1) {
      const word = words[r]!;
      if (word >>> BUCKET_BITS < least) continue;
      const score = draws.centreOf(entry, r) + spread * normal(word);
      if (score >= cuts[r]!) this.pool.add(r, i, score);
    }
  }

  result(): Chances {
    const { entries } = this.contest;
    const best = new Float64Array(entries.length);
    const worst = new Float64Array(entries.length);
    for (let i = 0; i < entries.length; i += 1) {
      const rising = this.ranks.subarray(i * this.ranked, (i + 1) * this.ranked).sort();
      best[i] = rising[Math.ceil(this.ranked / 20) - 1]!;
      worst[i] = rising[Math.ceil((19 * this.ranked) / 20) - 1]!;
    }
    return { top: this.counts.map((counts) => Float64Array.from(counts, (times) => times / this.count)), best, worst };
  }
}

const BUCKET_BITS = 16;
const LAST_BUCKET = 0xffff;
/** Far more than the approximation of the normal numbers and rounding can be off. */
const MARGIN = 1e-6;

const bucketTops = Float64Array.from({ length: LAST_BUCKET + 1 }, (_, h) => normal(h * 2 ** BUCKET_BITS + 2 ** BUCKET_BITS - 1));

/** The first bucket of the generator's numbers in which a normal number of at least z can lie; beyond the last one if none. */
function leastBucket(z: number): number {
  let low = 0;
  let high = LAST_BUCKET + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bucketTops[middle]! + MARGIN >= z) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Ranks of all scores of one draw; on equal scores the lower entry is before. */
class Ranking {
  private readonly sorted: Float64Array;
  private readonly ranks: Uint32Array;
  private readonly taken: Uint32Array;

  constructor(size: number) {
    this.sorted = new Float64Array(size);
    this.ranks = new Uint32Array(size);
    this.taken = new Uint32Array(size);
  }

  of(scores: Float64Array): Uint32Array {
    const { sorted, ranks, taken } = this;
    const size = scores.length;
    sorted.set(scores);
    sorted.sort();
    taken.fill(0);
    for (let i = 0; i < size; i += 1) {
      const above = firstAbove(sorted, scores[i]!);
      ranks[i] = size - above + 1 + taken[above - 1]!;
      taken[above - 1]! += 1;
    }
    return ranks;
  }
}

/** The first place with a higher value. */
function firstAbove(rising: Float64Array, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** For each draw of a block, entries with their scores. */
class Pool {
  private readonly scores: Float64Array[];
  private readonly entries: Int32Array[];
  private readonly sizes = new Int32Array(BLOCK);
  private scratch = new Float64Array(0);

  constructor(room: number) {
    this.scores = Array.from({ length: BLOCK }, () => new Float64Array(room + 16));
    this.entries = Array.from({ length: BLOCK }, () => new Int32Array(room + 16));
  }

  clear(): void {
    this.sizes.fill(0);
  }

  add(draw: number, entry: number, score: number): void {
    const size = this.sizes[draw]!;
    if (size === this.scores[draw]!.length) this.grow(draw);
    this.scores[draw]![size] = score;
    this.entries[draw]![size] = entry;
    this.sizes[draw] = size + 1;
  }

  private grow(draw: number): void {
    const scores = new Float64Array(2 * this.sizes[draw]!);
    const entries = new Int32Array(scores.length);
    scores.set(this.scores[draw]!);
    entries.set(this.entries[draw]!);
    this.scores[draw] = scores;
    this.entries[draw] = entries;
  }

  highest(draw: number, place: number): number {
    const size = this.sizes[draw]!;
    if (this.scratch.length < size) this.scratch = new Float64Array(2 * size);
    this.scratch.set(this.scores[draw]!.subarray(0, size));
    return highest(this.scratch, size, place);
  }

  /** Counts one for each of the highest; of those equal to the last of them, the lower entries. */
  countHighest(draw: number, places: number, counts: Int32Array): void {
    const cut = this.highest(draw, places);
    const scores = this.scores[draw]!;
    const entries = this.entries[draw]!;
    const equal: number[] = [];
    let left = places;
    for (let i = 0; i < this.sizes[draw]!; i += 1) {
      if (scores[i]! < cut) continue;
      if (scores[i] === cut) equal.push(entries[i]!);
      else {
        counts[entries[i]!]! += 1;
        left -= 1;
      }
    }
    equal.sort((a, b) => a - b);
    for (const entry of equal.slice(0, left)) counts[entry]! += 1;
  }
}
