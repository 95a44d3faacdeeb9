import type { Row } from '../../lib/api/types';

/** The columns that have something to say in these rows. */
export interface Columns {
  rank: boolean;
  contest: boolean;
  band: boolean;
  change: boolean;
  cuts: boolean;
  fair: boolean;
}

export function columnsOf(rows: readonly Row[], isRanked: boolean): Columns {
  const any = (test: (row: Row) => boolean): boolean => rows.some(test);
  return {
    rank: any((row) => row.rank !== null),
    // In another order than that of ranks, rows of several contests stand together and each must say its own.
    contest: !isRanked && new Set(rows.map((row) => row.contest)).size > 1,
    band: any((row) => row.band !== null),
    change: any((row) => row.previous !== null),
    cuts: any((row) => row.cuts.length > 0),
    fair: any((row) => row.fair !== null),
  };
}

/** Name, score and explanation are always there; fair ranking has three columns. */
export const widthOf = (columns: Columns): number => 3 + Object.values(columns).filter(Boolean).length + (columns.fair ? 2 : 0);
