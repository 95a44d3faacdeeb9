/** The table of sheets that fair ranking works on, numbered so that no name of a juror has a say. */
import { compareUtf8 } from '../bytes';

export interface ScoreSheet {
  readonly entry: string;
  readonly juror: string;
  readonly total: number;
}

/** Sheets lie in order of (entry, juror): those of entry e from `first[e]` up to `first[e + 1]`. */
export interface Ratings {
  readonly entries: readonly string[];
  readonly jurors: readonly string[];
  readonly first: Int32Array;
  readonly juror: Int32Array;
  readonly total: Float64Array;
  /** Mean of the panel, by entry. */
  readonly raw: Float64Array;
}

export function panelSize(ratings: Ratings, entry: number): number {
  return ratings.first[entry + 1]! - ratings.first[entry]!;
}

/** What two scores may differ by through rounding alone. */
export function roundingOf({ raw }: Ratings): number {
  return 1e-12 * raw.reduce((largest, score) => Math.max(largest, Math.abs(score)), 0);
}

/** At most one sheet for each entry and juror. */
export function makeRatings(sheets: readonly ScoreSheet[]): Ratings {
  const entries = [...new Set(sheets.map((sheet) => sheet.entry))].sort(compareUtf8);
  const entryNumber = numbers(entries);
  const numbered = sheets.map(({ entry, juror, total }) => ({ entry: entryNumber.get(entry)!, juror, total }));
  numbered.sort((a, b) => a.entry - b.entry);
  const jurors = jurorsInOrder(numbered);
  const jurorNumber = numbers(jurors);
  numbered.sort((a, b) => a.entry - b.entry || jurorNumber.get(a.juror)! - jurorNumber.get(b.juror)!);

  const first = new Int32Array(entries.length + 1);
  for (const { entry } of numbered) first[entry + 1]! += 1;
  for (let e = 0; e < entries.length; e += 1) first[e + 1]! += first[e]!;
  const total = Float64Array.from(numbered, (sheet) => sheet.total);
  const juror = Int32Array.from(numbered, (sheet) => jurorNumber.get(sheet.juror)!);
  return { entries, jurors, first, juror, total, raw: panelMeans(first, total) };
}

function numbers(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, i) => [id, i]));
}

interface Numbered {
  readonly entry: number;
  readonly juror: string;
  readonly total: number;
}

/** By what they scored and how; only jurors with the very same sheets come in order of their ids. */
function jurorsInOrder(byEntry: readonly Numbered[]): string[] {
  const lists = new Map<string, Numbered[]>();
  for (const sheet of byEntry) {
    const list = lists.get(sheet.juror);
    if (list === undefined) lists.set(sheet.juror, [sheet]);
    else list.push(sheet);
  }
  return [...lists].sort(([a, left], [b, right]) => compareLists(left, right) || compareUtf8(a, b)).map(([id]) => id);
}

function compareLists(left: readonly Numbered[], right: readonly Numbered[]): number {
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i += 1) {
    const order = left[i]!.entry - right[i]!.entry || left[i]!.total - right[i]!.total;
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function panelMeans(first: Int32Array, total: Float64Array): Float64Array {
  return Float64Array.from({ length: first.length - 1 }, (_, e) => {
    let sum = 0;
    for (let i = first[e]!; i < first[e + 1]!; i += 1) sum += total[i]!;
    return sum / (first[e + 1]! - first[e]!);
  });
}
