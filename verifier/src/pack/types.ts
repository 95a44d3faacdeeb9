import type { Wins } from '../order/schulze';
import type { StvRule } from '../order/stv';
import type { Rational, Rounding } from '../rational';

/** From strong to weak; a trust is kept as its place in this list, so the weakest is the maximum. */
export const TRUST_NAMES = ['official', 'reported', 'code', 'derived', 'illustrative'] as const;
export type Trust = number;
export const ILLUSTRATIVE: Trust = TRUST_NAMES.indexOf('illustrative');

/** Attribute → accepted values; all must match. */
export type When = ReadonlyMap<string, ReadonlySet<string>>;

export interface Text {
  readonly id: string;
  readonly en: string;
}

export interface Parameter {
  readonly id: string;
  readonly type: 'number' | 'date';
  readonly choices: readonly string[] | undefined;
}

export interface Level {
  readonly id: string;
  readonly name: Text;
  readonly types: readonly string[] | undefined;
}

export interface Stage {
  readonly id: string;
  readonly weight: Rational | undefined;
  readonly trust: Trust;
}

export interface Evaluators {
  readonly combine: CombineRule;
  readonly at: 'indicator' | 'total';
  readonly complete: boolean;
  readonly trust: Trust;
}

export interface CombineRule {
  readonly kind: 'mean' | 'median' | 'trimmed_mean';
  readonly dropLow: number;
  readonly dropHigh: number;
}

export type ValueType =
  | { readonly type: 'number' | 'measured' | 'survey'; readonly min: Rational; readonly max: Rational }
  | { readonly type: 'level'; readonly levels: readonly Rational[] }
  | { readonly type: 'count'; readonly max: Rational | undefined }
  | { readonly type: 'checklist'; readonly options: number }
  | { readonly type: 'yes_no' }
  | { readonly type: 'ratio'; readonly factor: Rational; readonly max: Rational | undefined };

interface NodeBase {
  readonly id: string;
  readonly weight: Rational | undefined;
  readonly trust: Trust;
  readonly parent: InnerNode | undefined;
  /** True below a node with `over: items`: its values belong to one item each. */
  readonly insideItems: boolean;
}

export interface IndicatorNode extends NodeBase {
  readonly kind: 'indicator';
  readonly value: ValueType;
  readonly mayBeNotApplicable: boolean;
  readonly missingIsZero: boolean;
}

export interface InnerNode extends NodeBase {
  readonly kind: 'inner';
  readonly rule: Rule;
  readonly low: Rational;
  readonly high: Rational;
  readonly round: Rounding | undefined;
  readonly children: TreeNode[];
}

export type TreeNode = IndicatorNode | InnerNode;

export type Fold = 'mean' | 'sum' | 'min' | 'max' | 'median';

export type Rule =
  | { readonly op: 'weighted_mean' | 'weighted_sum' | Fold }
  | { readonly op: 'trimmed_mean'; readonly dropLow: number; readonly dropHigh: number }
  | { readonly op: 'scale'; readonly factor: Rational; readonly offset: Rational }
  | { readonly op: 'ratio'; readonly factor: Rational }
  | { readonly op: 'capped_count'; readonly cap: Rational; readonly factor: Rational }
  | { readonly op: 'condition'; readonly condition: ItemsCondition; readonly otherwise: Rational }
  | { readonly op: 'over_items'; readonly fold: Fold; readonly atLeast: Rational | undefined }
  | OverSubjects;

export interface OverSubjects {
  readonly op: 'over_subjects';
  readonly fold: Fold;
  readonly atLeast: Rational | undefined;
  readonly level: string;
  readonly best: number | undefined;
  readonly useRounded: boolean;
  readonly skipIncomplete: boolean;
}

export interface ItemsCondition {
  readonly attribute: string;
  readonly among: ReadonlySet<string>;
  readonly atLeast: Rational;
}

export interface Tree {
  readonly level: string;
  /** Empty for a tree without stage. */
  readonly stage: string;
  readonly when: When;
  readonly root: TreeNode;
  readonly nodes: ReadonlyMap<string, TreeNode>;
  readonly weakestTrust: Trust;
}

export interface Band {
  readonly id: string;
  readonly name: Text;
  readonly from: Rational;
  readonly to: Rational;
  readonly zone: string;
}

export interface BandTable {
  readonly levels: ReadonlySet<string> | undefined;
  readonly when: When;
  /** undefined: the official score; 'none': the exact value. */
  readonly round: Rounding | 'none' | undefined;
  readonly closed: 'both' | 'lower' | 'upper';
  /** From low to high, whatever the order in the pack. */
  readonly bands: readonly Band[];
  readonly trust: Trust;
}

export interface TieRule {
  readonly rule: 'higher' | 'lower' | 'earlier' | 'later';
  /** A node key for `higher` and `lower`, an attribute for the others. */
  readonly by: string;
}

export interface Cut {
  readonly id: string;
  readonly name: Text;
  readonly places: number | undefined;
  readonly minScore: Rational | undefined;
  readonly when: When;
  readonly trust: Trust;
}

export const METHODS = ['score', 'corrected', 'borda', 'schulze', 'stv', 'kemeny', 'bradley_terry'] as const;
export type Method = (typeof METHODS)[number];

interface BallotRule {
  /** What an evaluator did not score he puts last. */
  readonly unrankedLast: boolean;
}

/** How the order of a contest is made. */
export type OrderRule =
  | { readonly method: 'score' }
  | { readonly method: 'corrected' }
  | ({ readonly method: 'borda' } & BallotRule)
  | ({ readonly method: 'kemeny' } & BallotRule)
  | ({ readonly method: 'schulze'; readonly wins: Wins } & BallotRule)
  | ({ readonly method: 'stv'; readonly lots: string | undefined } & StvRule & BallotRule)
  | ({ readonly method: 'bradley_terry'; readonly prior: Rational } & BallotRule);

export interface Ranking {
  readonly id: string;
  readonly name: Text;
  readonly level: string;
  readonly when: When;
  readonly by: readonly string[];
  readonly order: OrderRule;
  /** Whose sheets count where several stages are scored; only with a method other than `score`. */
  readonly stage: string | undefined;
  readonly onExact: boolean;
  readonly ascending: boolean;
  readonly ties: readonly TieRule[];
  readonly cuts: readonly Cut[];
  readonly trust: Trust;
}

/** A date in the pack, or the parameter that holds it. */
export type DateSource = { readonly date: string } | { readonly parameter: string };

export type EligibilityTest =
  | { readonly rule: 'min_age'; readonly on: DateSource; readonly years: number }
  | { readonly rule: 'between'; readonly from: DateSource | undefined; readonly to: DateSource | undefined }
  | { readonly rule: 'none_of' | 'one_of'; readonly values: ReadonlySet<string> }
  | { readonly rule: 'fewer_than'; readonly values: ReadonlySet<string>; readonly limit: number };

export interface EligibilityRule {
  readonly id: string;
  readonly level: string;
  readonly when: When;
  readonly attribute: string;
  readonly test: EligibilityTest;
}

export interface Pack {
  readonly id: string;
  readonly version: string;
  readonly name: Text;
  readonly parameters: readonly Parameter[];
  /** Effective values by parameter id. */
  readonly settings: ReadonlyMap<string, string>;
  readonly groups: readonly string[];
  readonly categories: readonly string[];
  readonly levels: readonly Level[];
  readonly stages: readonly Stage[];
  readonly evaluators: Evaluators;
  readonly trees: readonly Tree[];
  readonly rounding: Rounding | undefined;
  readonly roundingTrust: Trust;
  readonly bands: readonly BandTable[];
  readonly rankings: readonly Ranking[];
  readonly eligibility: readonly EligibilityRule[];
}
