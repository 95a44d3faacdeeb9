import { combine } from './aggregate';
import type { CombineRule } from './pack/types';
import { Rational } from './rational';
import { NOT_APPLICABLE, type Value } from './values';

/** What is lacking, in the words of the row: `node`, `item:node`, `node~evaluator`. */
export class Missing {
  constructor(readonly entries: readonly string[]) {}
}

export type Outcome = Value | Missing;

export function isNumber(outcome: Outcome): outcome is Rational {
  return outcome instanceof Rational;
}

/** Several evaluators' values as one; undefined when too few remain to trim. */
export function combineValues(rule: CombineRule, values: readonly Value[]): Value | undefined {
  const numbers = values.filter(isNumber);
  return numbers.length === 0 ? NOT_APPLICABLE : combine(rule, numbers);
}
