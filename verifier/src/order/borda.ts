import { Rational } from '../rational';
import type { Ballot } from './ballots';

/** Points by entrant; every ballot ranks everybody. One for each behind, half of one for each level. */
export function bordaPoints(ballots: readonly Ballot[], count: number): Rational[] {
  const halves = new Array<number>(count).fill(0);
  for (const ballot of ballots) {
    for (let a = 0; a < count; a += 1) {
      for (let b = 0; b < count; b += 1) {
        if (ballot[b]! > ballot[a]!) halves[a]! += 2;
        else if (a !== b && ballot[b] === ballot[a]) halves[a]! += 1;
      }
    }
  }
  return halves.map((each) => Rational.of(BigInt(each), 2n));
}
