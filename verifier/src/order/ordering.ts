/** Orders of all contests of a tally: what they share is found once. */
import { compareUtf8 } from '../bytes';
import type { Input } from '../input';
import type { Json } from '../json';
import type { Ranking } from '../pack/types';
import { type Contest, type ContestOrder, orderContest, type Surroundings } from './contest';
import { type Corrected, correctedScores } from './corrected';
import { statedFigures } from './part';

export class Ordering implements Surroundings {
  readonly stated: Surroundings['stated'];
  private readonly found: ContestOrder[] = [];
  private readonly corrections = new Map<Ranking, Corrected | undefined>();

  /** `part`: the part `orders` of the bundle, if it has one. */
  constructor(readonly input: Input, part: Json | undefined) {
    this.stated = statedFigures(part);
  }

  order(contest: Contest): ContestOrder {
    const made = orderContest(contest, this);
    this.found.push(made);
    return made;
  }

  corrected(ranking: Ranking): Corrected | undefined {
    if (!this.corrections.has(ranking)) this.corrections.set(ranking, correctedScores(this.input, ranking));
    return this.corrections.get(ranking);
  }

  /** By place of the ranking in the pack, then by scope. */
  orders(): ContestOrder[] {
    const { rankings } = this.input.pack;
    return this.found.sort((a, b) => rankings.indexOf(a.ranking) - rankings.indexOf(b.ranking) || compareScopes(a.scope, b.scope));
  }
}

function compareScopes(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < left.length; i += 1) {
    const order = compareUtf8(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return 0;
}
