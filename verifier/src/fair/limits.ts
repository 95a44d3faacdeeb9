/** What would keep a reader waiting for minutes is refused. */
import { refuse } from '../message';
import { MAX_CROSSED_JURORS } from './crossed';
import { jurorGraph } from './graph';
import type { ModelName } from './fit';
import type { Ratings } from './ratings';

/** Jurors of one component, whose equations hang together. */
const MAX_CONNECTED_JURORS = 2000;

/** `path`: of the part that would be recomputed. */
export function refuseTooLarge(ratings: Ratings, model: ModelName, path: string): void {
  const largest = model === 'lot' ? ratings.jurors.length : Math.max(...jurorGraph(ratings).components.map((each) => each.jurors.length));
  if (largest <= (model === 'lot' ? MAX_CROSSED_JURORS : MAX_CONNECTED_JURORS)) return;
  refuse(path, `terlalu besar untuk dihitung ulang di sini: ${largest} juri saling terhubung`,
    `too large to recompute here: ${largest} jurors hang together`);
}
