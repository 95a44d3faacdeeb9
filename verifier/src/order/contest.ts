/** The order of one contest by its ranking's method (tally.md, "Order by a method"). */
import type { Entry, Input } from '../input';
import { refuse } from '../message';
import { isNumber, type Outcome } from '../outcome';
import type { OrderRule, Ranking } from '../pack/types';
import { Rational } from '../rational';
import { countedStages, totalsByEvaluator } from '../stages';
import { attributeOf } from '../subjects';
import { type Ballot, ballotOf, type Totals } from './ballots';
import { bordaPoints } from './borda';
import { bradleyTerry } from './bradleyTerry';
import type { Corrected } from './corrected';
import { figuresOf } from './figures';
import { kemeny, MAX_KEMENY } from './kemeny';
import { firstUnlinked, pairsOf } from './pairs';
import { placesBy } from './places';
import { schulze } from './schulze';
import { stv } from './stv';

const MAX_ENTRANTS = 1000;

/** Why there is no order; what it is about is said by position of the entrants. */
export interface NoOrder {
  readonly reason:
    | 'incomplete_sheet' | 'no_sheet' | 'no_ballots' | 'no_lot' | 'not_ranked' | 'not_connected' | 'unbounded' | 'not_solved' | 'several_orders';
  readonly about: readonly number[];
}

export interface Order {
  readonly places: readonly number[];
  /** What the places go by, where the method has a number for it. */
  readonly figures: readonly Rational[] | undefined;
  readonly fit: string;
  readonly note: '' | 'layers' | 'raw' | 'apart';
}

export type Outcomes = Order | NoOrder;

export interface ContestOrder {
  readonly ranking: Ranking;
  readonly scope: readonly string[];
  /** Ids of subjects, in their order. */
  readonly entrants: readonly string[];
  /** Evaluators with a sheet of an entrant. */
  readonly ballots: number;
  readonly outcome: Outcomes;
}

export interface Contest {
  readonly ranking: Ranking;
  readonly scope: readonly string[];
  readonly entrants: readonly Entry[];
}

/** What orders rest on besides the sheets of the contest. */
export interface Surroundings {
  readonly input: Input;
  /** Figures that the bundle states for the contest, by subject. */
  stated(contest: Contest): ReadonlyMap<string, Rational>;
  /** undefined: a total is too large. */
  corrected(ranking: Ranking): Corrected | undefined;
}

export function isOrder(outcome: Outcomes): outcome is Order {
  return 'places' in outcome;
}

/** The stage whose sheets count. */
export function stageOf(entry: Entry, ranking: Ranking, asked: string): string | undefined {
  const stages = countedStages(entry, asked);
  return stages.length === 1 ? stages[0] : ranking.stage;
}

export function orderContest(contest: Contest, around: Surroundings): ContestOrder {
  const { ranking, scope, entrants } = contest;
  refuseTooMany(contest);
  const sheets = entrants.map((entry) => sheetsOf(entry, ranking, around.input.stage));
  const evaluators = [...new Set(sheets.flatMap((each) => [...each.keys()]))];
  return {
    ranking, scope, entrants: entrants.map((entry) => entry.subject.id), ballots: evaluators.length,
    outcome: entrants.length === 1 ? order([1]) : outcomeOf(contest, around, sheets, evaluators),
  };
}

export function sheetsOf(entry: Entry, ranking: Ranking, asked: string): Map<string, Outcome> {
  const stage = stageOf(entry, ranking, asked);
  const totals = stage === undefined ? new Map<string, Outcome>() : totalsByEvaluator(entry, stage);
  totals.delete('');
  return totals;
}

function refuseTooMany({ ranking, scope, entrants }: Contest): void {
  const { method } = ranking.order;
  const most = method === 'kemeny' ? MAX_KEMENY : method === 'corrected' ? Infinity : MAX_ENTRANTS;
  if (entrants.length <= most) return;
  const name = [ranking.id, ...scope].join(' / ');
  refuse('orders', `${name}: ${entrants.length} subjek, ${method} paling banyak ${most}`, `${name}: ${entrants.length} subjects, ${method} takes ${most}`);
}

function order(places: readonly number[], more: Partial<Order> = {}): Order {
  return { places, figures: undefined, fit: '', note: '', ...more };
}

function none(reason: NoOrder['reason'], about: readonly number[] = []): NoOrder {
  return { reason, about };
}

/** Positions of those that are so. */
function positions<T>(list: readonly T[], isSo: (each: T) => boolean): number[] {
  return list.flatMap((each, i) => (isSo(each) ? [i] : []));
}

function outcomeOf(
  contest: Contest, around: Surroundings, sheets: readonly ReadonlyMap<string, Outcome>[], evaluators: readonly string[],
): Outcomes {
  const incomplete = positions(sheets, (each) => ![...each.values()].every(isNumber));
  if (incomplete.length > 0) return none('incomplete_sheet', incomplete);
  const rule = contest.ranking.order;
  if (rule.method === 'corrected' || rule.method === 'score') return byCorrected(contest, around, sheets);
  if (evaluators.length === 0) return none('no_ballots');
  const totals = evaluators.map((evaluator): Totals => sheets.map((each) => each.get(evaluator) as Rational | undefined));
  const ballots = totals.map((each) => ballotOf(each, contest.ranking.ascending, rule.unrankedLast));
  return byBallots(rule, ballots, contest, around);
}

function byCorrected(contest: Contest, around: Surroundings, sheets: readonly ReadonlyMap<string, Outcome>[]): Outcomes {
  const without = positions(sheets, (each) => each.size === 0);
  if (without.length > 0) return none('no_sheet', without);
  const corrected = around.corrected(contest.ranking);
  if (corrected === undefined) return none('not_solved');
  const scores = contest.entrants.map((entry) => corrected.scores.get(entry.subject.id)!);
  const ordered = byFigures(scores.map(({ score }) => score), contest, around, contest.ranking.ascending);
  if (!isOrder(ordered)) return ordered;
  const isRaw = corrected.case === 'unidentified' || corrected.case === 'nothing_shared';
  const isApart = new Set(scores.map(({ component }) => component)).size > 1;
  return { ...ordered, fit: corrected.case, note: isRaw ? 'raw' : isApart ? 'apart' : '' };
}

function byFigures(values: readonly number[], contest: Contest, around: Surroundings, lowerFirst: boolean): Outcomes {
  const stated = around.stated(contest);
  const figures = figuresOf(values, contest.entrants.map((entry) => stated.get(entry.subject.id)));
  return figures === undefined ? none('not_solved') : byExact(figures, lowerFirst);
}

function byExact(figures: readonly Rational[], lowerFirst: boolean): Order {
  const sign = lowerFirst ? 1 : -1;
  return order(placesBy(figures.length, (a, b) => sign * figures[a]!.compare(figures[b]!)), { figures });
}

function byBallots(
  rule: Exclude<OrderRule, { method: 'score' | 'corrected' }>, ballots: readonly Ballot[], contest: Contest, around: Surroundings,
): Outcomes {
  const count = contest.entrants.length;
  if (rule.method === 'borda') {
    const unranked = positions(contest.entrants.map((_, a) => a), (a) => ballots.some((ballot) => ballot[a] === 0));
    return unranked.length > 0 ? none('not_ranked', unranked) : byExact(bordaPoints(ballots, count), false);
  }
  if (rule.method === 'stv') {
    const { lots: column } = rule;
    const lots = column === undefined ? [] : contest.entrants.map((entry) => lotOf(attributeOf(entry.subject, column)));
    const without = positions(lots, (lot) => lot === 0);
    if (without.length > 0) return none('no_lot', without);
    return order(stv(ballots, count, { ...rule, seats: Math.min(rule.seats, count) }, lots));
  }
  const pairs = pairsOf(ballots, count);
  const unlinked = firstUnlinked(pairs);
  if (unlinked >= 0) return none('not_connected', [0, unlinked]);
  if (rule.method === 'schulze') {
    const { places, isComplete } = schulze(pairs, rule.wins);
    return order(places, { note: isComplete ? '' : 'layers' });
  }
  if (rule.method === 'kemeny') {
    const places = kemeny(pairs);
    return places === undefined ? none('several_orders') : order(places);
  }
  const found = bradleyTerry(pairs, rule.prior.toNumber());
  if (found === 'not_solved') return none('not_solved');
  return 'from' in found ? none('unbounded', [found.from, found.to]) : byFigures(found.strengths, contest, around, false);
}

/** 0: not a lot. */
function lotOf(text: string): number {
  return /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : 0;
}
