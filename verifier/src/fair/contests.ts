/** Who is ranked against whom, and for how many places. */
import { compareUtf8 } from '../bytes';
import type { Pack, Ranking } from '../pack/types';
import { scopeOf } from '../rank';
import { matches } from '../subjects';
import type { Row } from '../tally';

export interface EntryContest {
  readonly ranking: Ranking | undefined;
  readonly scope: readonly string[];
  /** Numbers of its entries, rising. */
  readonly entries: number[];
  /** Without the ineligible and the incomplete: they take nobody's place. */
  readonly competing: number[];
}

/** In order of (ranking in the pack, none last; values of `by`). */
export function contestsOf(entries: readonly string[], rows: ReadonlyMap<string, Row>, pack: Pack): EntryContest[] {
  const found = new Map<string, EntryContest>();
  entries.forEach((id, e) => {
    const { subject, level, exact, broken } = rows.get(id)!;
    const ranking = pack.rankings.find((each) => each.level === level && matches(each.when, subject));
    const scope = ranking === undefined ? [] : scopeOf(ranking, subject);
    const key = JSON.stringify([ranking?.id ?? null, ...scope]);
    const contest = found.get(key) ?? { ranking, scope, entries: [], competing: [] };
    found.set(key, contest);
    contest.entries.push(e);
    if (ranking === undefined || (exact !== undefined && broken.length === 0)) contest.competing.push(e);
  });
  const place = ({ ranking }: EntryContest): number => (ranking === undefined ? pack.rankings.length : pack.rankings.indexOf(ranking));
  return [...found.values()].sort((a, b) => place(a) - place(b) || compareScopes(a.scope, b.scope));
}

function compareScopes(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < left.length; i += 1) {
    const order = compareUtf8(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return 0;
}

/** Without any asked for: the places of the cuts, each once, where more compete. */
export function placesOfCuts(contests: readonly EntryContest[]): number[] {
  const places = contests.flatMap(({ ranking, competing }) =>
    (ranking?.cuts ?? []).flatMap((cut) => (cut.places !== undefined && cut.places < competing.length ? [cut.places] : [])));
  return [...new Set(places)];
}
