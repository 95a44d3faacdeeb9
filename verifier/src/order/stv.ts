/** The single transferable vote in exact fractions: weighted inclusive Gregory method. */
import { Rational } from '../rational';
import { type Ballot, groupsOf } from './ballots';
import { placesBy } from './places';

export type Elimination = 'backwards' | 'forwards' | 'lots';

export interface StvRule {
  readonly seats: number;
  readonly quota: 'droop' | 'hagenbach_bischoff';
  readonly elimination: readonly Elimination[];
}

/** Places by entrant. `lots` are there if the rule draws them. */
export function stv(ballots: readonly Ballot[], count: number, rule: StvRule, lots: readonly number[]): number[] {
  return new Count(ballots, count, rule, lots).run();
}

type State = 'elected' | 'hopeful' | 'eliminated';
const STATES: readonly State[] = ['elected', 'hopeful', 'eliminated'];

interface Standing {
  state: State;
  /** In which it was elected or eliminated. */
  round: number;
  /** As that round, or the last one, began. */
  votes: Rational;
}

class Count {
  private readonly wishes: number[][][];
  /** By entrant: the value of each ballot that it holds. */
  private readonly held: Map<number, Rational>[];
  private readonly standings: Standing[];
  private readonly quota: Rational;
  /** Votes by entrant as each round began. */
  private readonly rounds: Rational[][] = [];

  constructor(
    ballots: readonly Ballot[], private readonly count: number, private readonly rule: StvRule, private readonly lots: readonly number[],
  ) {
    this.wishes = ballots.map(groupsOf);
    this.held = Array.from({ length: count }, () => new Map<number, Rational>());
    this.standings = Array.from({ length: count }, () => ({ state: 'hopeful', round: 0, votes: Rational.ZERO }));
    this.wishes.forEach((_, ballot) => this.deal(ballot, Rational.ONE));
    const share = Rational.of(BigInt(ballots.length), BigInt(rule.seats + 1));
    this.quota = rule.quota === 'droop' ? share.round({ decimals: 0, mode: 'down' }).add(Rational.ONE) : share;
  }

  run(): number[] {
    for (;;) {
      const votes = this.openRound();
      const winners = this.electByQuota(votes);
      if (this.seatsLeft() === 0 || this.hopeful().length === 0) break;
      if (this.passSurpluses(winners, votes)) continue;
      if (!this.eliminate(votes)) break;
    }
    return placesBy(this.count, (a, b) => compareStandings(this.standings[a]!, this.standings[b]!));
  }

  private openRound(): Rational[] {
    const votes = this.held.map((ballots) => [...ballots.values()].reduce((sum, value) => sum.add(value), Rational.ZERO));
    this.rounds.push(votes);
    for (const entrant of this.hopeful()) this.standings[entrant]!.votes = votes[entrant]!;
    return votes;
  }

  private hopeful(): number[] {
    return this.standings.flatMap(({ state }, entrant) => (state === 'hopeful' ? [entrant] : []));
  }

  private seatsLeft(): number {
    return this.rule.seats - this.standings.filter(({ state }) => state === 'elected').length;
  }

  private move(entrant: number, state: State): void {
    const standing = this.standings[entrant]!;
    standing.state = state;
    standing.round = this.rounds.length;
  }

  /** Those with a quota, and all who are left once there is a seat for each. */
  private electByQuota(votes: readonly Rational[]): number[] {
    const least = this.rule.quota === 'droop' ? 0 : 1;
    const winners = this.hopeful().filter((entrant) => votes[entrant]!.compare(this.quota) >= least);
    for (const entrant of winners) this.move(entrant, 'elected');
    const rest = this.hopeful();
    if (rest.length <= this.seatsLeft()) for (const entrant of rest) this.move(entrant, 'elected');
    return winners;
  }

  private passSurpluses(winners: readonly number[], votes: readonly Rational[]): boolean {
    const above = winners.filter((entrant) => votes[entrant]!.compare(this.quota) > 0);
    const moving = above.map((entrant) => this.take(entrant, votes[entrant]!.subtract(this.quota).divide(votes[entrant]!)));
    for (const [ballot, value] of moving.flat()) this.deal(ballot, value);
    return above.length > 0;
  }

  /** False: those who must go are more than can go, and the count is over. */
  private eliminate(votes: readonly Rational[]): boolean {
    const all = this.hopeful();
    const last = this.lastOf(all, votes);
    if (all.length - last.length < this.seatsLeft()) {
      for (const entrant of all) if (!last.includes(entrant)) this.move(entrant, 'elected');
      return false;
    }
    for (const entrant of last) this.move(entrant, 'eliminated');
    for (const [ballot, value] of last.flatMap((entrant) => this.take(entrant, Rational.ONE))) this.deal(ballot, value);
    return true;
  }

  private lastOf(all: readonly number[], votes: readonly Rational[]): number[] {
    let tied = lowest(all, (entrant) => votes[entrant]!);
    for (const rule of this.rule.elimination) {
      if (rule === 'lots') {
        tied = lowest(tied, (entrant) => Rational.whole(-this.lots[entrant]!));
        continue;
      }
      const rounds = rule === 'forwards' ? this.rounds : [...this.rounds].reverse();
      for (const round of rounds) tied = lowest(tied, (entrant) => round[entrant]!);
    }
    return tied;
  }

  /** Takes this part of every ballot from an entrant. */
  private take(entrant: number, part: Rational): [number, Rational][] {
    const taken: [number, Rational][] = [];
    for (const [ballot, value] of this.held[entrant]!) {
      const moved = value.multiply(part);
      taken.push([ballot, moved]);
      this.held[entrant]!.set(ballot, value.subtract(moved));
    }
    return taken;
  }

  /** Gives so much of a ballot to the best rank with somebody hopeful, in equal parts; it is exhausted if there is none. */
  private deal(ballot: number, value: Rational): void {
    for (const group of this.wishes[ballot]!) {
      const takers = group.filter((entrant) => this.standings[entrant]!.state === 'hopeful');
      if (takers.length === 0) continue;
      const each = value.divide(Rational.whole(takers.length));
      for (const entrant of takers) {
        const own = this.held[entrant]!;
        own.set(ballot, (own.get(ballot) ?? Rational.ZERO).add(each));
      }
      return;
    }
  }
}

function lowest(entrants: readonly number[], figure: (entrant: number) => Rational): number[] {
  let found: number[] = [];
  for (const entrant of entrants) {
    const order = found.length === 0 ? -1 : figure(entrant).compare(figure(found[0]!));
    if (order < 0) found = [entrant];
    else if (order === 0) found.push(entrant);
  }
  return found;
}

/** The elected from the first round on, the eliminated from the last; more votes first. */
function compareStandings(a: Standing, b: Standing): number {
  const order = STATES.indexOf(a.state) - STATES.indexOf(b.state);
  if (order !== 0) return order;
  const sooner = a.state === 'eliminated' ? b.round - a.round : a.state === 'elected' ? a.round - b.round : 0;
  return sooner || b.votes.compare(a.votes);
}
