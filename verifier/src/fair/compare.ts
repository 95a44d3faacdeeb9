/** The part `fair` as it stands against what was recomputed: texts and counts exactly, estimates within their tolerance. */
import type { Differences } from '../diff';
import type { Json, JsonObject } from '../json';
import { estimateOf, estimateText } from './estimate';
import type { FairPart } from './part';
import { type FairEntry, type FairJuror, type FairResult } from './recompute';

/** By model; the equations of `lot` are less well conditioned. */
const RELATIVE = { shared: 1e-9, lot: 1e-7 };
/** Draws in which two entries meet within the last digits of a double may fall either way. */
const DRAWS_APART = 3;
const RANKS_APART = 1;

export function compareFair(stated: FairPart, recomputed: FairResult, differences: Differences): void {
  const comparison = new Comparison(stated, differences);
  differences.compare([...stated.request.top], [...recomputed.request.top], 'fair.request.top');
  comparison.lists('entries', stated.entries, 'subject', recomputed.entries, (each) => each.subject, (...both) => comparison.entry(...both));
  comparison.lists('jurors', stated.jurors, 'evaluator', recomputed.jurors, (each) => each.evaluator, (...both) => comparison.juror(...both));
  comparison.summary(recomputed);
}

class Comparison {
  constructor(private readonly stated: FairPart, private readonly differences: Differences) {}

  /** Both lists in order of ids; what stands only in one of them is named. */
  lists<T>(
    name: string, stated: readonly JsonObject[], key: string, recomputed: readonly T[], idOf: (each: T) => string,
    compare: (stated: JsonObject, recomputed: T, path: string) => void,
  ): void {
    const expected = new Map(recomputed.map((each) => [idOf(each), each]));
    stated.forEach((members, i) => {
      const id = members.get(key) as string;
      const path = `fair.${name}[${i}, ${id}]`;
      const found = expected.get(id);
      if (found === undefined) this.differences.compare(members, undefined, path);
      else compare(members, found, path);
      expected.delete(id);
    });
    for (const id of expected.keys()) this.differences.compare(undefined, new Map(), `fair.${name}[${id}]`);
  }

  entry(stated: JsonObject, entry: FairEntry, path: string): void {
    this.exact(stated, 'sheets', entry.sheets, path);
    for (const key of ['raw', 'corrected', 'se', 'shrunk', 'deviation'] as const) this.estimate(stated, key, entry[key], path);
    this.rank(stated, 'rank_low', entry.ranks?.low, path);
    this.rank(stated, 'rank_high', entry.ranks?.high, path);
    const top = stated.get('top') as string[];
    for (let i = 0; i < Math.max(top.length, entry.top.length); i += 1) this.chance(top[i], i, entry, path);
    this.exact(stated, 'zone', zoneOf(top[0] ?? ''), path);
  }

  juror(stated: JsonObject, juror: FairJuror, path: string): void {
    this.exact(stated, 'entries', juror.entries, path);
    for (const key of ['severity', 'se', 'consistency'] as const) this.estimate(stated, key, juror[key], path);
  }

  summary(result: FairResult): void {
    const { summary } = this.stated;
    const { variances } = result;
    this.exact(summary, 'case', result.case, 'fair.summary');
    this.exact(summary, 'components', result.components, 'fair.summary');
    const estimates = {
      criterion: variances.criterion, entry_variance: result.entryVariance, lambda: variances.lambda, reliability: result.reliability,
      residual_variance: variances.residual, severity_variance: variances.severity, weakest_link: result.weakestLink,
    };
    for (const [key, value] of Object.entries(estimates)) this.estimate(summary, key, value, 'fair.summary');
  }

  private exact(stated: JsonObject, key: string, recomputed: Json, path: string): void {
    this.differences.compare(stated.get(key), recomputed, `${path}.${key}`);
  }

  private estimate(stated: JsonObject, key: string, recomputed: number | undefined, path: string): void {
    this.number(stated.get(key) as string, recomputed, `${path}.${key}`, (x, y) => RELATIVE[this.stated.request.model] * Math.max(1, Math.abs(x), Math.abs(y)));
  }

  private chance(stated: string | undefined, i: number, entry: FairEntry, path: string): void {
    const at = `${path}.top[${i}]`;
    if (stated === undefined || i >= entry.top.length) this.differences.compare(stated, i < entry.top.length ? estimateText(entry.top[i]) : undefined, at);
    // A hair more, as shares of draws are rounded when written.
    else this.number(stated, entry.top[i], at, () => DRAWS_APART / this.stated.request.draws + 1e-12);
  }

  private rank(stated: JsonObject, key: string, recomputed: number | undefined, path: string): void {
    const rank = stated.get(key) as number | null;
    if (rank !== null && recomputed !== undefined && Math.abs(rank - recomputed) <= RANKS_APART) return;
    this.exact(stated, key, recomputed ?? null, path);
  }

  private number(stated: string, recomputed: number | undefined, path: string, tolerance: (x: number, y: number) => number): void {
    const x = estimateOf(stated);
    const y = recomputed;
    if (x === undefined && y === undefined) return;
    if (x !== undefined && y !== undefined && Math.abs(x - y) <= tolerance(x, y)) return;
    this.differences.compare(stated, estimateText(y), path);
  }
}

/** By the text of P that stands in the bundle, so that it cannot differ by a draw. */
export function zoneOf(chance: string): '' | 'in' | 'borderline' | 'out' {
  const p = estimateOf(chance);
  if (p === undefined) return '';
  return p >= 0.9 ? 'in' : p <= 0.1 ? 'out' : 'borderline';
}
