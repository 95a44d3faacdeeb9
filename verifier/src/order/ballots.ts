/** Each evaluator's own order of the entrants of a contest. */
import type { Rational } from '../rational';
import { placesBy } from './places';

/** By entrant; 0: not ranked. */
export type Ballot = readonly number[];

/** One evaluator's totals by entrant; undefined where he has no sheet. */
export type Totals = readonly (Rational | undefined)[];

export function ballotOf(totals: Totals, lowerFirst: boolean, unrankedLast: boolean): Ballot {
  const scored = totals.flatMap((total, entrant) => (total === undefined ? [] : [{ total, entrant }]));
  const sign = lowerFirst ? 1 : -1;
  const places = placesBy(scored.length, (a, b) => sign * scored[a]!.total.compare(scored[b]!.total));
  const ranks = new Array<number>(totals.length).fill(unrankedLast ? scored.length + 1 : 0);
  scored.forEach(({ entrant }, i) => { ranks[entrant] = places[i]!; });
  return ranks;
}

/** Entrants of a ballot, best first, those of one rank together. */
export function groupsOf(ballot: Ballot): number[][] {
  const groups = new Map<number, number[]>();
  ballot.forEach((rank, entrant) => {
    if (rank === 0) return;
    const group = groups.get(rank);
    if (group === undefined) groups.set(rank, [entrant]);
    else group.push(entrant);
  });
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}
