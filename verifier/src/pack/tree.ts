/** The trees of a pack: nodes, operators and the values of indicators. */
import { keyPath, refuse } from '../message';
import { Rational } from '../rational';
import { type Fields, toText } from './fields';
import type { Fold, IndicatorNode, InnerNode, ItemsCondition, Rule, Tree, TreeNode, Trust, ValueType } from './types';

const MAX_TREE_DEPTH = 12;
const FOLDS: readonly Fold[] = ['mean', 'sum', 'min', 'max', 'median'];
const OPERATORS = [
  'weighted_mean', 'weighted_sum', ...FOLDS, 'trimmed_mean', 'scale', 'ratio', 'capped_count', 'condition',
] as const;
type Operator = (typeof OPERATORS)[number];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Place {
  readonly parent: InnerNode | undefined;
  readonly insideItems: boolean;
  readonly depth: number;
  readonly trust: Trust;
}

/** The levels before the tree's own, which it may roll up, in the order of the pack. */
export function readTree(fields: Fields, levels: readonly string[], stages: ReadonlySet<string>, inherited: Trust): Tree {
  const level = fields.reference('level', new Set(levels));
  const stage = fields.has('stage') ? fields.reference('stage', stages) : '';
  const when = fields.when();
  const trust = fields.trust(inherited);
  const earlier = new Set(levels.slice(0, levels.indexOf(level)));
  const reader = new TreeReader(stage === '' ? earlier : undefined);
  const root = fields.record('root', (own) => reader.node(own, { parent: undefined, insideItems: false, depth: 1, trust }));
  if (root.id !== 'total') refuse(`${fields.path}.root.id`, 'akar harus "total"', 'the root must be "total"');
  return { level, stage, when, root, nodes: reader.nodes, weakestTrust: reader.weakestTrust };
}

class TreeReader {
  readonly nodes = new Map<string, TreeNode>();
  weakestTrust: Trust = 0;

  /** `earlierLevels` is undefined where `over: subjects` may not stand at all. */
  constructor(private readonly earlierLevels: ReadonlySet<string> | undefined) {}

  node(fields: Fields, place: Place): TreeNode {
    if (place.depth > MAX_TREE_DEPTH) refuse(fields.path, `lebih dalam dari ${MAX_TREE_DEPTH}`, `deeper than ${MAX_TREE_DEPTH}`);
    const id = fields.id();
    fields.text('name');
    const trust = fields.trust(place.trust);
    const base = {
      id, trust, weight: fields.optionalWeightLike('weight'), parent: place.parent, insideItems: place.insideItems,
    };
    if (this.nodes.has(id)) refuse(fields.at('id'), `id simpul berulang: "${id}"`, `repeated node id: "${id}"`);
    this.weakestTrust = Math.max(this.weakestTrust, trust);
    return fields.has('value') ? this.indicator(fields, base) : this.inner(fields, base, place);
  }

  private indicator(fields: Fields, base: Pick<IndicatorNode, 'id' | 'trust' | 'weight' | 'parent' | 'insideItems'>): IndicatorNode {
    for (const key of ['max_words', 'min_words']) fields.optionalWhole(key);
    if (fields.has('evidence')) fields.choice('evidence', ['required', 'optional']);
    if (fields.has('guidance')) fields.text('guidance');
    const node: IndicatorNode = {
      ...base,
      kind: 'indicator',
      value: fields.record('value', readValueType),
      mayBeNotApplicable: fields.has('not_applicable') && fields.choice('not_applicable', ['drop']) === 'drop',
      missingIsZero: fields.has('missing') && fields.choice('missing', ['zero']) === 'zero',
    };
    this.nodes.set(node.id, node);
    return node;
  }

  private inner(fields: Fields, base: Pick<InnerNode, 'id' | 'trust' | 'weight' | 'parent' | 'insideItems'>, place: Place): InnerNode {
    const op = fields.choice('op', OPERATORS);
    const over = fields.has('over') ? fields.choice('over', ['items', 'subjects']) : undefined;
    const [low, high] = fields.range('range');
    const node: Mutable<InnerNode> = {
      ...base,
      kind: 'inner',
      rule: this.rule(fields, op, over, place),
      low,
      high,
      round: fields.has('round') ? fields.rounding('round') : undefined,
      children: [],
    };
    this.nodes.set(node.id, node);
    const below = { parent: node, insideItems: place.insideItems || over === 'items', depth: place.depth + 1, trust: base.trust };
    if (fields.has('children')) node.children = fields.records('children', (child) => this.node(child, below));
    checkChildren(node, fields);
    return node;
  }

  private rule(fields: Fields, op: Operator, over: 'items' | 'subjects' | undefined, place: Place): Rule {
    if (over !== undefined) {
      if (place.insideItems) refuse(fields.at('over'), 'over di dalam over: items', 'over inside of over: items');
      if (over === 'subjects') return this.overSubjects(fields, op, place);
      if (op !== 'capped_count') return { op: 'over_items', fold: foldOf(fields, op), atLeast: divisorOf(fields, op) };
    } else if (op === 'capped_count') {
      refuse(fields.at('over'), 'capped_count memerlukan over: items', 'capped_count needs over: items');
    }
    return simpleRule(fields, op);
  }

  private overSubjects(fields: Fields, op: Operator, place: Place): Rule {
    if (place.depth !== 1 || this.earlierLevels === undefined) {
      refuse(fields.at('over'), 'over: subjects hanya di akar pohon tanpa tahap', 'over: subjects stands only at the root of a tree without stage');
    }
    const best = fields.optionalWhole('best');
    if (best === 0) refuse(fields.at('best'), 'harus sedikitnya 1', 'must be at least 1');
    return {
      op: 'over_subjects',
      fold: foldOf(fields, op),
      atLeast: divisorOf(fields, op),
      level: fields.reference('level', this.earlierLevels),
      best,
      useRounded: fields.choice('use', ['exact', 'rounded'], 'exact') === 'rounded',
      skipIncomplete: fields.choice('incomplete', ['block', 'skip'], 'block') === 'skip',
    };
  }
}

function foldOf(fields: Fields, op: Operator): Fold {
  const fold = FOLDS.find((each) => each === op);
  if (fold === undefined) refuse(fields.at('over'), `tidak untuk ${op}`, `not for ${op}`);
  return fold;
}

function divisorOf(fields: Fields, op: Operator): Rational | undefined {
  if (op !== 'mean') return undefined;
  const atLeast = fields.optionalWeightLike('at_least');
  if (atLeast !== undefined && atLeast.compare(Rational.ONE) < 0) {
    refuse(fields.at('at_least'), 'harus sedikitnya 1', 'must be at least 1');
  }
  return atLeast;
}

function simpleRule(fields: Fields, op: Operator): Rule {
  switch (op) {
    case 'trimmed_mean':
      return { op, dropLow: fields.whole('drop_low'), dropHigh: fields.whole('drop_high') };
    case 'scale':
      return { op, factor: fields.weightLike('factor'), offset: fields.optionalNumber('offset') ?? Rational.ZERO };
    case 'ratio':
      return { op, factor: fields.optionalWeightLike('factor') ?? Rational.ONE };
    case 'capped_count':
      return { op, cap: fields.weightLike('cap'), factor: fields.weightLike('factor') };
    case 'condition':
      return { op, condition: fields.record('when_items', readCondition), otherwise: fields.number('otherwise') };
    default:
      return { op };
  }
}

function readCondition(fields: Fields): ItemsCondition {
  return { attribute: fields.string('attribute'), among: new Set(fields.strings('among')), atLeast: fields.weightLike('at_least') };
}

function expectedChildren(rule: Rule): number | undefined {
  switch (rule.op) {
    case 'capped_count':
    case 'over_subjects':
      return 0;
    case 'scale':
    case 'condition':
    case 'over_items':
      return 1;
    case 'ratio':
      return 2;
    default:
      return undefined;
  }
}

function checkChildren(node: InnerNode, fields: Fields): void {
  const expected = expectedChildren(node.rule);
  const count = node.children.length;
  const path = fields.at('children');
  if (expected !== undefined && count !== expected) refuse(path, `${expected} anak diharapkan`, `${expected} children expected`);
  if (expected === undefined && count === 0) refuse(path, 'anak diharapkan', 'children are expected');
  const op = node.rule.op;
  if (op !== 'weighted_mean' && op !== 'weighted_sum') return;
  let sum = Rational.ZERO;
  node.children.forEach((child, i) => {
    if (child.weight === undefined) refuse(keyPath(`${path}[${i}]`, 'weight'), 'tidak ada', 'is absent');
    sum = sum.add(child.weight);
  });
  const stated = fields.optionalNumber('weights_sum');
  const due = stated ?? (op === 'weighted_mean' ? Rational.whole(100) : sum);
  if (!sum.equals(due)) {
    refuse(path, `bobot berjumlah ${sum.toText()}, bukan ${due.toText()}`, `the weights add up to ${sum.toText()}, not ${due.toText()}`);
  }
}

function readValueType(fields: Fields): ValueType {
  const type = fields.choice('type', ['number', 'level', 'count', 'checklist', 'yes_no', 'ratio', 'survey', 'measured']);
  fields.trust(0);
  switch (type) {
    case 'level':
      return { type, levels: readLevels(fields) };
    case 'count':
      return { type, max: fields.optionalNumber('max') };
    case 'checklist':
      return { type, options: fields.list('options', toText).length };
    case 'yes_no':
      return { type };
    case 'ratio':
      return { type, factor: fields.weightLike('factor'), max: fields.optionalNumber('max') };
    default:
      if (type === 'measured') fields.label('unit');
      if (type === 'survey') fields.optionalList('labels', toText);
      return { type, ...bounds(fields) };
  }
}

function bounds(fields: Fields): { min: Rational; max: Rational } {
  const min = fields.number('min');
  const max = fields.number('max');
  if (min.compare(max) > 0) refuse(fields.at('max'), 'kurang dari min', 'less than min');
  return { min, max };
}

function readLevels(fields: Fields): Rational[] {
  const levels = fields.records('levels', (level) => {
    level.text('text');
    level.trust(0);
    return level.number('value');
  });
  if (levels.length === 0) refuse(fields.at('levels'), 'kosong', 'is empty');
  for (let i = 1; i < levels.length; i += 1) {
    const step = levels[i]!.subtract(levels[i - 1]!);
    if (!step.isWhole() || step.compare(Rational.ZERO) <= 0) {
      refuse(`${fields.at('levels')}[${i}].value`, 'tidak naik dengan bilangan bulat', 'does not rise by a whole number');
    }
  }
  return levels;
}
