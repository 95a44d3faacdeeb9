/** What a bundle's part `fair` must say, from the sheets of the bundle and what was asked for. */
import { compareUtf8 } from '../bytes';
import type { Input } from '../input';
import { indexPath, refuse } from '../message';
import type { Row } from '../tally';
import type { Chances, Contest } from './chances';
import { contestsOf, type EntryContest, placesOfCuts } from './contests';
import { chancesOf, type FairFit, fitLot, fitShared } from './fit';
import { seedOf } from './generator';
import { refuseTooLarge } from './limits';
import type { Case, Variances } from './model';
import type { FairRequest } from './part';
import { makeRatings, panelSize, type Ratings } from './ratings';
import { defaultSeed } from './seed';
import { type ExactSheet, exactSheets } from './sheets';

/** Estimates that the case does not have are undefined. */
export interface FairEntry {
  readonly subject: string;
  readonly sheets: number;
  readonly raw: number;
  readonly corrected: number;
  readonly se: number | undefined;
  readonly shrunk: number | undefined;
  readonly deviation: number | undefined;
  /** P by place in the request's `top`. */
  readonly top: readonly (number | undefined)[];
  readonly ranks: { readonly low: number; readonly high: number } | undefined;
}

export interface FairJuror {
  readonly evaluator: string;
  readonly entries: number;
  readonly severity: number;
  readonly se: number | undefined;
  readonly consistency: number | undefined;
}

export interface FairResult {
  /** With the places of the cuts if no places were asked for. */
  readonly request: FairRequest;
  /** The seed was not chosen by anybody: it follows from the sheets. */
  readonly hasDefaultSeed: boolean;
  readonly case: Case;
  readonly components: number;
  readonly weakestLink: number;
  readonly variances: Variances;
  readonly entryVariance: number | undefined;
  readonly reliability: number | undefined;
  /** In order of subjects. */
  readonly entries: readonly FairEntry[];
  /** In order of evaluators. */
  readonly jurors: readonly FairJuror[];
}

/** Yields the number of draws done. */
export function* recomputeFair(input: Input, rows: readonly Row[], asked: FairRequest): Generator<number, FairResult> {
  const sheets = exactSheets(input);
  const ratings = makeRatings(sheets.map((sheet) => ({ ...sheet, total: asDouble(sheet) })));
  if (ratings.entries.length === 0) refuse('fair', 'tidak ada lembar dengan penilai', 'there is no sheet with an evaluator');
  refuseTooLarge(ratings, asked.model, 'fair');
  const contests = contestsOf(ratings.entries, new Map(rows.map((row) => [row.subject.id, row])), input.pack);
  refusePlaces(asked.top, contests);
  const request = { ...asked, top: asked.top.length > 0 ? asked.top : placesOfCuts(contests) };
  const fit = fitted(ratings, contests, request);
  const races = contests.map(({ competing }): Contest => ({
    entries: Int32Array.from(competing), tops: request.top.filter((places) => places <= competing.length),
  }));
  const chances = yield* chancesOf(ratings, fit, races, { count: request.draws, seed: seedOf(request.seed) });
  return {
    ...fit, request, hasDefaultSeed: request.seed === defaultSeed(sheets), components: fit.graph.components.length,
    entries: entriesOf(ratings, fit, request, races, chances), jurors: jurorsOf(ratings, fit),
  };
}

function asDouble({ entry, juror, total }: ExactSheet): number {
  const value = total.toNumber();
  if (!Number.isFinite(value)) refuse('fair', `lembar "${juror}" untuk "${entry}" terlalu besar`, `the sheet of "${juror}" for "${entry}" is too large`);
  return value;
}

function refusePlaces(top: readonly number[], contests: readonly EntryContest[]): void {
  const most = Math.max(...contests.map(({ competing }) => competing.length));
  top.forEach((places, i) => {
    if (places > most) refuse(indexPath('fair.request.top', i), `${places} tempat, padahal paling banyak ${most} yang bersaing`, `${places} places, but at most ${most} compete`);
  });
}

function fitted(ratings: Ratings, contests: readonly EntryContest[], { model }: FairRequest): FairFit {
  if (model === 'shared') {
    const groups = new Int32Array(ratings.entries.length);
    contests.forEach(({ entries }, g) => entries.forEach((e) => (groups[e] = g)));
    return fitShared(ratings, groups);
  }
  return fitLot(ratings) ?? refuse('fair.request.model', 'lembar tidak memungkinkan model undian', 'the sheets do not allow the model of panels drawn by lot');
}

function entriesOf(
  ratings: Ratings, fit: FairFit, { top }: FairRequest, races: readonly Contest[], chances: readonly Chances[] | undefined,
): FairEntry[] {
  const places = new Map<number, { race: number; place: number }>();
  if (chances !== undefined) races.forEach(({ entries }, race) => entries.forEach((e, place) => places.set(e, { race, place })));
  return ratings.entries.map((subject, e): FairEntry => {
    const at = places.get(e);
    const tops = at && races[at.race]!.tops;
    const mine = at && chances![at.race]!;
    return {
      subject, sheets: panelSize(ratings, e), raw: ratings.raw[e]!, corrected: fit.corrected[e]!,
      se: fit.error?.[e], shrunk: fit.shrunk?.[e], deviation: fit.deviation?.[e],
      top: top.map((each) => mine?.top[tops!.indexOf(each)]?.[at!.place]),
      ranks: mine && { low: mine.best[at!.place]!, high: mine.worst[at!.place]! },
    };
  });
}

function jurorsOf(ratings: Ratings, fit: FairFit): FairJuror[] {
  const counts = new Int32Array(ratings.jurors.length);
  for (const j of ratings.juror) counts[j]! += 1;
  const jurors = ratings.jurors.map((evaluator, j): FairJuror => ({
    evaluator, entries: counts[j]!, severity: fit.severity[j]!, se: fit.severityError?.[j], consistency: fit.consistency[j],
  }));
  return jurors.sort((a, b) => compareUtf8(a.evaluator, b.evaluator));
}
