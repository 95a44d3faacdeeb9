/** The reference files of fair ranking: simulated sheets with the results of other programs. */
import { readFileSync } from 'node:fs';
import { makeRatings, type Ratings, type ScoreSheet } from '../src/fair/ratings';

const FOLDER = new URL('../../../tests/golden/fair/', import.meta.url);
const WEIGHTS = { c1: 0.3, c2: 0.25, c3: 0.2, c4: 0.15, c5: 0.1 };

export function goldenRows(name: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(new URL(name, FOLDER), 'utf8').trim().split('\n').map((line) => line.split(','));
  return lines.map((fields) => Object.fromEntries(head!.map((key, i) => [key, fields[i]!])));
}

export function goldenSheets(set: string): ScoreSheet[] {
  return goldenRows(`ratings_${set}.csv`).map((row) => ({
    entry: row['entry']!, juror: row['juror']!,
    total: Object.entries(WEIGHTS).reduce((sum, [criterion, weight]) => sum + weight * Number(row[criterion]), 0),
  }));
}

export function goldenRatings(set: string): Ratings {
  return makeRatings(goldenSheets(set));
}

/** Largest distance, relative above 1, between a column of a reference file and what stands under its ids. */
export function distance(rows: readonly Record<string, string>[], id: string, column: string, ids: readonly string[], values: ArrayLike<number>): number {
  const places = new Map(ids.map((each, i) => [each, i]));
  return Math.max(...rows.map((row) => {
    const reference = Number(row[column]);
    return Math.abs(values[places.get(row[id]!)!]! - reference) / Math.max(1, Math.abs(reference));
  }));
}
