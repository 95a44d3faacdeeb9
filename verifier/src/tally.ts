/** The whole tally: level by level, as totals of a level may rest on those of an earlier one. */
import { fold } from './aggregate';
import { compareUtf8 } from './bytes';
import { bandTableFor, classify } from './bands';
import { checkEligibility, type Eligibility } from './eligibility';
import type { Entry, Input } from './input';
import type { Json } from './json';
import { type ContestOrder, isOrder } from './order/contest';
import { Ordering } from './order/ordering';
import { isNumber, Missing, type Outcome } from './outcome';
import { ILLUSTRATIVE, type Band, type OverSubjects, type Ranking, type Trust } from './pack/types';
import { rankScope, scopeOf, type Standing } from './rank';
import type { Rational } from './rational';
import { countedStages, evaluateSubject, type SubjectValues } from './stages';
import { matches, type Subject } from './subjects';
import type { Value } from './values';

export interface Row extends Eligibility {
  readonly subject: Subject;
  readonly level: string;
  readonly exact: Rational | undefined;
  readonly official: Rational | undefined;
  readonly missing: readonly string[];
  readonly nodes: ReadonlyMap<string, Value>;
  readonly items: ReadonlyMap<string, ReadonlyMap<string, Value>>;
  readonly band: Band | undefined;
  trust: Trust;
  ranking: Ranking | undefined;
  scope: string[];
  standing: Standing | undefined;
}

const SUBJECTS_PER_STEP = 500;

export interface Tally {
  /** In order of subject. */
  readonly rows: readonly Row[];
  /** Of rankings with a method. */
  readonly orders: readonly ContestOrder[];
}

/** Yields the number of subjects done so far, for whoever shows progress. `statedOrders`: the part `orders` of the bundle, if it has one. */
export function* tally(input: Input, statedOrders?: Json): Generator<number, Tally> {
  const ordering = new Ordering(input, statedOrders);
  const rows = new Map<string, Row>();
  const byLevel = new Map<string, Entry[]>(input.pack.levels.map((level) => [level.id, []]));
  for (const entry of input.entries.values()) byLevel.get(entry.level)!.push(entry);
  for (const [level, entries] of byLevel) {
    for (const entry of entries) {
      rows.set(entry.subject.id, scoreSubject(entry, input, rows));
      if (rows.size % SUBJECTS_PER_STEP === 0) yield rows.size;
    }
    rankLevel(ordering, level, entries.map((entry) => rows.get(entry.subject.id)!));
  }
  return { rows: [...input.entries.keys()].map((id) => rows.get(id)!), orders: ordering.orders() };
}

function scoreSubject(entry: Entry, input: Input, rows: ReadonlyMap<string, Row>): Row {
  const { pack } = input;
  const { subject, level } = entry;
  const taken: Row[] = [];
  const values = evaluateSubject(entry, pack, input.stage, (rule) => rollUp(rule, subject, input, rows, taken));
  const exact = isNumber(values.total) ? values.total : undefined;
  const official = pack.rounding === undefined ? exact : exact?.round(pack.rounding);
  const table = exact === undefined ? undefined : bandTableFor(pack, subject, level);
  return {
    subject, level, exact, official,
    ...checkEligibility(pack, subject, level),
    ...valuesOfRow(values),
    band: table && classify(table, exact!, official!),
    trust: taken.reduce((weakest, row) => Math.max(weakest, row.trust), Math.max(baseTrust(entry, input), table?.trust ?? 0)),
    ranking: undefined,
    scope: [],
    standing: undefined,
  };
}

function valuesOfRow({ total, nodes, items }: SubjectValues): Pick<Row, 'missing' | 'nodes' | 'items'> {
  return { missing: total instanceof Missing ? total.entries : [], nodes, items };
}

/** The trust of everything a subject's score rests on whatever its values; bands and ranking come on top. */
function baseTrust(entry: Entry, { pack, stage }: Input): Trust {
  const stages = countedStages(entry, stage);
  const ofTrees = stages.map((id) => entry.trees.get(id)?.weakestTrust ?? 0);
  const ofWeights = stages.length < 2 ? [] : stages.map((id) => pack.stages.find((each) => each.id === id)?.trust ?? 0);
  const isIllustrative = ['true', 'ya'].includes(entry.subject.attributes.get('illustrative') ?? '');
  return Math.max(pack.evaluators.trust, pack.roundingTrust, isIllustrative ? ILLUSTRATIVE : 0, ...ofTrees, ...ofWeights);
}

/** Totals of the subjects of an earlier level below this one; `taken` collects the rows that count. */
function rollUp(rule: OverSubjects, subject: Subject, input: Input, rows: ReadonlyMap<string, Row>, taken: Row[]): Outcome {
  const below = descendants(subject, input.children)
    .map((each) => rows.get(each.id))
    .filter((row): row is Row => row?.level === rule.level && row.broken.length === 0)
    .sort((a, b) => compareUtf8(a.subject.id, b.subject.id));
  const missing = below.filter((row) => row.exact === undefined);
  if (missing.length > 0 && !rule.skipIncomplete) {
    below.forEach((row) => taken.push(row));
    return new Missing(missing.map((row) => `${row.subject.id}:total`));
  }
  const complete = below.filter((row) => row.exact !== undefined);
  complete.forEach((row) => taken.push(row));
  const totals = complete.map((row) => (rule.useRounded ? row.official! : row.exact!));
  if (rule.best !== undefined) totals.sort((a, b) => b.compare(a)).splice(rule.best);
  return fold(rule.fold, totals, rule.atLeast) ?? new Missing(['total']);
}

function descendants(subject: Subject, children: Input['children']): Subject[] {
  const found: Subject[] = [...(children.get(subject.id) ?? [])];
  for (let i = 0; i < found.length; i += 1) for (const child of children.get(found[i]!.id) ?? []) found.push(child);
  return found;
}

function rankLevel(ordering: Ordering, level: string, rows: readonly Row[]): void {
  const rankings = ordering.input.pack.rankings.filter((ranking) => ranking.level === level);
  const scopes = new Map<string, { ranking: Ranking; scope: string[]; rows: Row[] }>();
  for (const row of rows) {
    const ranking = rankings.find((each) => matches(each.when, row.subject));
    if (ranking === undefined || row.exact === undefined || row.broken.length > 0) continue;
    const scope = scopeOf(ranking, row.subject);
    const key = JSON.stringify([ranking.id, ...scope]);
    const group = scopes.get(key);
    if (group === undefined) scopes.set(key, { ranking, scope, rows: [row] });
    else group.rows.push(row);
  }
  for (const { ranking, scope, rows: ranked } of scopes.values()) {
    const places = placesOf(ordering, ranking, scope, ranked);
    if (places !== undefined) placeRows(ranking, scope, ranked, places);
  }
}

/** Places by the ranking's method, none where the score decides; undefined: there is no order. */
function placesOf(ordering: Ordering, ranking: Ranking, scope: string[], rows: readonly Row[]): readonly (number | undefined)[] | undefined {
  if (ranking.order.method === 'score') return rows.map(() => undefined);
  const { outcome } = ordering.order({ ranking, scope, entrants: rows.map((row) => ordering.input.entries.get(row.subject.id)!) });
  return isOrder(outcome) ? outcome.places : undefined;
}

function placeRows(ranking: Ranking, scope: string[], rows: readonly Row[], places: readonly (number | undefined)[]): void {
  const contenders = rows.map(({ subject, exact, official, nodes }, i) => (
    { subject, exact: exact!, official: official!, nodes, place: places[i] }));
  const standings = rankScope(ranking, contenders);
  for (const row of rows) {
    const standing = standings.get(row.subject.id)!;
    row.ranking = ranking;
    row.scope = scope;
    row.standing = standing;
    row.trust = Math.max(row.trust, ranking.trust, ...standing.cuts.map(({ cut }) => cut.trust));
  }
}
