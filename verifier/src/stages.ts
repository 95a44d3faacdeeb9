/** From a subject's sheets to its total: evaluators combined within each stage, stages combined by weight. */
import { sum } from './aggregate';
import { compareUtf8 } from './bytes';
import { entryKey, TreeWalk, type Walk } from './evaluate';
import type { Entry, StageSheets } from './input';
import { combineValues, Missing, type Outcome } from './outcome';
import type { CombineRule, Evaluators, OverSubjects, Pack, Tree, TreeNode } from './pack/types';
import { Rational } from './rational';
import { NOT_APPLICABLE, type Value } from './values';

export interface SubjectValues {
  readonly total: Rational | Missing;
  readonly nodes: Map<string, Value>;
  readonly items: Map<string, Map<string, Value>>;
}

type RollUp = (rule: OverSubjects) => Outcome;
type NodeOutcomes = ReadonlyMap<string, ReadonlyMap<string, Outcome>>;

const NO_SHEETS: StageSheets = new Map();
/** One evaluator's values are taken as they are. */
const ALONE: CombineRule = { kind: 'mean', dropLow: 0, dropHigh: 0 };

/** Stages that count for this entry: all that its level scores, or only the one asked for. */
export function countedStages(entry: Entry, asked: string): string[] {
  const stages = [...entry.trees.keys()];
  return asked === '' || stages[0] === '' ? stages : stages.filter((stage) => stage === asked);
}

export function evaluateSubject(entry: Entry, pack: Pack, asked: string, rollUp: RollUp): SubjectValues {
  const stages = countedStages(entry, asked);
  if (stages.length === 1) return evaluateStage(entry, stages[0]!, '', pack, rollUp);
  const combined = stages.length === 0 ? undefined : givenTotal(entry, pack);
  return combined ?? combineStages(stages.map((stage) => evaluateStage(entry, stage, `${stage}/`, pack, rollUp)), stages, pack);
}

/** A value given at the total over all stages, which then has nothing below it. */
function givenTotal(entry: Entry, pack: Pack): SubjectValues | undefined {
  const sheets = entry.sheets.get('')?.get('') ?? [];
  const values = sheets.flatMap((sheet) => sheet.values.get('total') ?? []);
  if (values.length === 0) return undefined;
  const total = combineValues(pack.evaluators.combine, values) ?? new Missing(['total']);
  return withTotal(total, 'total', new Map(), new Map());
}

function combineStages(parts: readonly SubjectValues[], stages: readonly string[], pack: Pack): SubjectValues {
  const nodes = new Map(parts.flatMap((part) => [...part.nodes]));
  const items = new Map<string, Map<string, Value>>();
  for (const part of parts) {
    for (const [item, values] of part.items) items.set(item, new Map([...(items.get(item) ?? []), ...values]));
  }
  return withTotal(weightedTotal(parts, stages, pack), 'total', nodes, items);
}

function weightedTotal(parts: readonly SubjectValues[], stages: readonly string[], pack: Pack): Outcome {
  const entries = parts.flatMap((part) => (part.total instanceof Missing ? part.total.entries : []));
  if (entries.length > 0) return new Missing(entries);
  const weights = stages.map((id) => pack.stages.find((stage) => stage.id === id)?.weight ?? Rational.ZERO);
  const divisor = sum(weights);
  if (divisor.isZero()) return new Missing(['total']);
  return sum(parts.map((part, i) => (part.total as Rational).multiply(weights[i]!))).divide(divisor);
}

function withTotal(
  outcome: Outcome, key: string, nodes: Map<string, Value>, items: Map<string, Map<string, Value>>,
): SubjectValues {
  if (!(outcome instanceof Missing)) nodes.set(key, outcome);
  else nodes.delete(key);
  return { total: outcome === NOT_APPLICABLE ? new Missing([key]) : outcome, nodes, items };
}

function evaluateStage(entry: Entry, stage: string, prefix: string, pack: Pack, rollUp: RollUp): SubjectValues {
  const tree = entry.trees.get(stage);
  const key = `${prefix}total`;
  if (tree === undefined) return withTotal(new Missing([key]), key, new Map(), new Map());
  const sheets = entry.sheets.get(stage) ?? NO_SHEETS;
  const walk: Walk = { items: entry.items, sheets, only: undefined, combine: pack.evaluators.combine, prefix, rollUp };
  const evaluated = pack.evaluators.at === 'total' ? evaluateEach(tree, walk) : evaluateTogether(tree, walk, pack.evaluators);
  return withTotal(evaluated.total, key, presentValues(evaluated.outcomes.get(''), prefix), itemValues(evaluated.outcomes, prefix));
}

function presentValues(outcomes: ReadonlyMap<string, Outcome> | undefined, prefix: string): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const [id, outcome] of outcomes ?? []) if (!(outcome instanceof Missing)) values.set(prefix + id, outcome);
  return values;
}

function itemValues(outcomes: NodeOutcomes, prefix: string): Map<string, Map<string, Value>> {
  const items = new Map<string, Map<string, Value>>();
  for (const [item, ofItem] of outcomes) {
    const values = item === '' ? undefined : presentValues(ofItem, prefix);
    if (values !== undefined && values.size > 0) items.set(item, values);
  }
  return items;
}

interface Evaluated {
  readonly total: Outcome;
  readonly outcomes: NodeOutcomes;
}

/** `at: indicator`: one walk, evaluators combined where they gave values. */
function evaluateTogether(tree: Tree, walk: Walk, evaluators: Evaluators): Evaluated {
  const all = new TreeWalk(walk);
  const total = all.evaluate(tree.root, '');
  const lacking = evaluators.complete ? incompleteSheets(tree, walk) : [];
  if (lacking.length === 0) return { total, outcomes: all.outcomes };
  const before = total instanceof Missing ? total.entries : [];
  return { total: new Missing([...before, ...lacking]), outcomes: all.outcomes };
}

/** Entries for every indicator that a sheet ought to fill and does not: outside of items first, then item by item. */
function incompleteSheets(tree: Tree, walk: Walk): string[] {
  const due = [...tree.nodes.values()].filter((node) => node.kind === 'indicator' && !node.missingIsZero);
  const entries: string[] = [];
  for (const item of ['', ...walk.items.map((each) => each.id)]) {
    const part = due.filter((node) => node.insideItems === (item !== ''));
    for (const sheet of walk.sheets.get(item) ?? []) {
      for (const node of part) {
        if (!isCovered(node, sheet.values)) entries.push(`${entryKey(walk.prefix + node.id, item)}~${sheet.evaluator}`);
      }
    }
  }
  return entries;
}

/** A value at the node or above it, as far as the part of the tree (outside or inside of items) reaches. */
function isCovered(node: TreeNode, values: ReadonlyMap<string, Value>): boolean {
  let above: TreeNode | undefined = node;
  for (; above !== undefined && above.insideItems === node.insideItems; above = above.parent) {
    if (values.has(above.id)) return true;
  }
  return false;
}

/** Each evaluator's own total at a stage, from his values alone, in order of evaluators. Not for trees over subjects without a given total. */
export function totalsByEvaluator(entry: Entry, stage: string): Map<string, Outcome> {
  const tree = entry.trees.get(stage);
  const sheets = entry.sheets.get(stage) ?? NO_SHEETS;
  const walk: Omit<Walk, 'only'> = { items: entry.items, sheets, combine: ALONE, prefix: '', rollUp: () => new Missing(['total']) };
  const evaluators = evaluatorsOf(sheets);
  return new Map(tree && evaluators.map((only) => [only, new TreeWalk({ ...walk, only }).evaluate(tree.root, '')]));
}

function evaluatorsOf(sheets: StageSheets): string[] {
  return [...new Set([...sheets.values()].flatMap((list) => list.map((sheet) => sheet.evaluator)))].sort(compareUtf8);
}

/** `at: total`: one walk for each evaluator; every node is then the combination of its values in these walks. */
function evaluateEach(tree: Tree, walk: Walk): Evaluated {
  const evaluators = evaluatorsOf(walk.sheets);
  if (evaluators.length === 0) {
    const alone = new TreeWalk(walk);
    return { total: alone.evaluate(tree.root, ''), outcomes: alone.outcomes };
  }
  const walks = evaluators.map((only) => new TreeWalk({ ...walk, only }));
  const totals = walks.map((each) => each.evaluate(tree.root, ''));
  const outcomes = combineWalks(walks, walk);
  const entries = totals.flatMap((total, i) =>
    total instanceof Missing ? total.entries.map((entry) => `${entry}~${evaluators[i]!}`) : []);
  return { total: entries.length > 0 ? new Missing(entries) : outcomes.get('')!.get('total')!, outcomes };
}

/** A node that one evaluator lacks, or that one walk did not reach, has no combined value. */
function combineWalks(walks: readonly TreeWalk[], walk: Walk): Map<string, Map<string, Outcome>> {
  const combined = new Map<string, Map<string, Outcome>>();
  for (const [item, ofItem] of walks[0]!.outcomes) {
    const values = new Map<string, Outcome>();
    for (const id of ofItem.keys()) {
      const given = walks.map((each) => each.outcomes.get(item)?.get(id)).filter(isPresent);
      const missing = new Missing([entryKey(walk.prefix + id, item)]);
      values.set(id, given.length < walks.length ? missing : combineValues(walk.combine, given) ?? missing);
    }
    combined.set(item, values);
  }
  return combined;
}

function isPresent(outcome: Outcome | undefined): outcome is Value {
  return outcome !== undefined && !(outcome instanceof Missing);
}
