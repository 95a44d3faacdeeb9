/** One walk through a tree for one subject, with the values of all evaluators or of a single one. */
import { fold, sum, trimmedMean } from './aggregate';
import type { Item, Sheet, StageSheets } from './input';
import { combineValues, isNumber, Missing, type Outcome } from './outcome';
import type { CombineRule, InnerNode, ItemsCondition, OverSubjects, Rule, TreeNode } from './pack/types';
import { Rational } from './rational';
import { NOT_APPLICABLE, type Value } from './values';

export interface Walk {
  readonly items: readonly Item[];
  readonly sheets: StageSheets;
  /** Only this evaluator's sheets count, if one is named. */
  readonly only: string | undefined;
  readonly combine: CombineRule;
  /** `stage/` where several stages are scored. */
  readonly prefix: string;
  readonly rollUp: (rule: OverSubjects) => Outcome;
}

export class TreeWalk {
  /** By item ("" outside of items), then by node id; nodes that were not reached are absent. */
  readonly outcomes = new Map<string, Map<string, Outcome>>();

  constructor(private readonly walk: Walk) {}

  evaluate(node: TreeNode, item: string): Outcome {
    const unrounded = this.given(node, item) ?? this.computed(node, item);
    const rounding = node.kind === 'inner' ? node.round : undefined;
    const outcome = rounding !== undefined && isNumber(unrounded) ? unrounded.round(rounding) : unrounded;
    const ofItem = this.outcomes.get(item);
    if (ofItem === undefined) this.outcomes.set(item, new Map([[node.id, outcome]]));
    else ofItem.set(node.id, outcome);
    return outcome;
  }

  private given(node: TreeNode, item: string): Outcome | undefined {
    const values: Value[] = [];
    for (const sheet of this.sheetsFor(item)) {
      const value = sheet.values.get(node.id);
      if (value !== undefined) values.push(value);
    }
    // A single evaluator's own value is taken as it is; combining (and trimming) comes after his walk.
    if (values.length === 0 || this.walk.only !== undefined) return values[0];
    return combineValues(this.walk.combine, values) ?? this.missing(node, item);
  }

  private sheetsFor(item: string): readonly Sheet[] {
    const sheets = this.walk.sheets.get(item) ?? [];
    const { only } = this.walk;
    return only === undefined ? sheets : sheets.filter((sheet) => sheet.evaluator === only);
  }

  private missing(node: TreeNode, item: string): Missing {
    return new Missing([entryKey(this.walk.prefix + node.id, item)]);
  }

  private computed(node: TreeNode, item: string): Outcome {
    if (node.kind === 'indicator') return node.missingIsZero ? Rational.ZERO : this.missing(node, item);
    return this.inner(node, item) ?? this.missing(node, item);
  }

  /** undefined: the operator cannot be computed. */
  private inner(node: InnerNode, item: string): Outcome | undefined {
    const { rule } = node;
    switch (rule.op) {
      case 'over_subjects':
        return this.walk.rollUp(rule);
      case 'over_items':
        return this.overItems(node, rule.fold, rule.atLeast);
      case 'capped_count': {
        const count = Rational.whole(this.walk.items.length);
        return (count.compare(rule.cap) < 0 ? count : rule.cap).multiply(rule.factor);
      }
      case 'condition':
        return holds(rule.condition, this.walk.items) ? this.evaluate(node.children[0]!, item) : rule.otherwise;
      default:
        return this.overChildren(node, rule, item);
    }
  }

  private overItems(node: InnerNode, kind: Parameters<typeof fold>[0], atLeast: Rational | undefined): Outcome | undefined {
    const child = node.children[0]!;
    if (this.walk.items.length === 0) return kind === 'sum' || atLeast !== undefined ? Rational.ZERO : undefined;
    const outcomes = this.walk.items.map((each) => this.evaluate(child, each.id));
    const obstacle = missingOrNotApplicable(outcomes);
    return obstacle ?? fold(kind, outcomes.filter(isNumber), atLeast);
  }

  private overChildren(node: InnerNode, rule: Rule, item: string): Outcome | undefined {
    const outcomes = node.children.map((child) => this.evaluate(child, item));
    const obstacle = missingOrNotApplicable(outcomes);
    if (obstacle !== undefined) return obstacle;
    const numbers = outcomes.filter(isNumber);
    switch (rule.op) {
      case 'weighted_mean':
      case 'weighted_sum':
        return weighted(rule.op, node.children, outcomes);
      case 'trimmed_mean':
        return trimmedMean(numbers, rule.dropLow, rule.dropHigh);
      case 'scale':
        return numbers[0]!.multiply(rule.factor).add(rule.offset);
      case 'ratio':
        return ratio(outcomes, rule.factor);
      case 'mean':
      case 'sum':
      case 'min':
      case 'max':
      case 'median':
        return fold(rule.op, numbers);
      default:
        throw new Error(`${rule.op} has no values of children`);
    }
  }
}

export function entryKey(key: string, item: string): string {
  return item === '' ? key : `${item}:${key}`;
}

/** Anything missing makes the whole missing; only if nothing at all applies, neither does the whole. */
function missingOrNotApplicable(outcomes: readonly Outcome[]): Missing | typeof NOT_APPLICABLE | undefined {
  const entries = outcomes.flatMap((outcome) => (outcome instanceof Missing ? outcome.entries : []));
  if (entries.length > 0) return new Missing(entries);
  return outcomes.every((outcome) => outcome === NOT_APPLICABLE) ? NOT_APPLICABLE : undefined;
}

function weighted(op: 'weighted_mean' | 'weighted_sum', children: readonly TreeNode[], outcomes: readonly Outcome[]): Rational | undefined {
  const products: Rational[] = [];
  const weights: Rational[] = [];
  outcomes.forEach((outcome, i) => {
    if (!isNumber(outcome)) return;
    const weight = children[i]!.weight!;
    products.push(outcome.multiply(weight));
    weights.push(weight);
  });
  if (op === 'weighted_sum') return sum(products);
  const divisor = sum(weights);
  return divisor.isZero() ? undefined : sum(products).divide(divisor);
}

function ratio(outcomes: readonly Outcome[], factor: Rational): Outcome | undefined {
  const [upper, lower] = outcomes;
  if (!(upper instanceof Rational) || !(lower instanceof Rational)) return NOT_APPLICABLE;
  return lower.isZero() ? undefined : upper.divide(lower).multiply(factor);
}

function holds(condition: ItemsCondition, items: readonly Item[]): boolean {
  const seen = new Set<string>();
  for (const item of items) {
    const value = item.attributes.get(condition.attribute);
    if (value !== undefined && condition.among.has(value)) seen.add(value);
  }
  return Rational.whole(seen.size).compare(condition.atLeast) >= 0;
}
