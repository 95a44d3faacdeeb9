/** Who is ranked against whom. */
import { compareUtf8 } from '../bytes';
import type { Pack } from '../pack/types';
import type { Row } from '../tally';

/** Numbers of entries (rising) by contest, contests in order of (ranking in the pack, none last; values of `by`). */
export function contestsOf(entries: readonly string[], rows: ReadonlyMap<string, Row>, pack: Pack): number[][] {
  const found = new Map<string, { ranking: number; scope: readonly string[]; entries: number[] }>();
  entries.forEach((id, e) => {
    const { ranking, scope } = rows.get(id)!;
    const key = JSON.stringify([ranking?.id ?? null, ...scope]);
    const contest = found.get(key);
    if (contest !== undefined) contest.entries.push(e);
    else found.set(key, { ranking: ranking === undefined ? pack.rankings.length : pack.rankings.indexOf(ranking), scope, entries: [e] });
  });
  const inOrder = [...found.values()].sort((a, b) => a.ranking - b.ranking || compareScopes(a.scope, b.scope));
  return inOrder.map((contest) => contest.entries);
}

function compareScopes(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < left.length; i += 1) {
    const order = compareUtf8(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return 0;
}
