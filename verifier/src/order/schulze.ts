import type { Pairs } from './pairs';
import { type Layers, layersBy } from './places';

export type Wins = 'winning_votes' | 'margins';

export function schulze({ count, over }: Pairs, wins: Wins): Layers {
  // A path is as strong as its weakest win; 0: there is none.
  const strength = over.map((row, a) => row.map((votes, b) => {
    const against = over[b]![a]!;
    if (votes <= against) return 0;
    return wins === 'margins' ? votes - against : votes;
  }));
  for (let via = 0; via < count; via += 1) {
    for (let a = 0; a < count; a += 1) {
      const first = strength[a]![via]!;
      if (first === 0 || a === via) continue;
      for (let b = 0; b < count; b += 1) {
        const path = Math.min(first, strength[via]![b]!);
        if (b !== a && path > strength[a]![b]!) strength[a]![b] = path;
      }
    }
  }
  return layersBy(count, (a, b) => strength[a]![b]! > strength[b]![a]!);
}
