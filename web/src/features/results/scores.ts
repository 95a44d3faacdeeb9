import type { Contest, Cut, FairRow, Row } from '../../lib/api/types';

export interface Scored {
  row: Row;
  score: string;
  value: number;
}

export const scoredOf = (rows: readonly Row[]): Scored[] =>
  rows.flatMap((row) => (row.score === null ? [] : [{ row, score: row.score, value: Number(row.score) }]));

/** The lowest score inside of each cut that leaves somebody outside. */
export function limitsOf(contest: Contest, scored: readonly Scored[]): { cut: Cut; value: number }[] {
  return contest.cuts.flatMap((cut) => {
    const inside = scored.filter(({ row }) => row.cuts.some(({ id }) => id === cut.id)).map(({ value }) => value);
    return inside.length > 0 && inside.length < scored.length ? [{ cut, value: Math.min(...inside) }] : [];
  });
}

export interface Ranged {
  row: Row;
  rank: number;
  zone: FairRow['zone'];
  range: readonly [number, number];
}

/** Rows whose rank comes with a range. Of more than `most` only those near the cut, where the range matters. */
export function rangesOf(rows: readonly Row[], most: number): Ranged[] {
  const all = rows.flatMap((row): Ranged[] => {
    const { rank, fair } = row;
    if (rank === null || fair === null || fair.rank_low === null || fair.rank_high === null) return [];
    return [{ row, rank, zone: fair.zone, range: [fair.rank_low, fair.rank_high] }];
  });
  return all.length <= most ? all : all.filter(({ zone }) => zone === 'borderline').slice(0, most);
}
