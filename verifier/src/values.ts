/** Which values a node accepts, and what number they stand for. */
import type { IndicatorNode, TreeNode, ValueType } from './pack/types';
import { Rational } from './rational';

export const NOT_APPLICABLE = 'n/a';
export type Value = Rational | typeof NOT_APPLICABLE;

const parsed = new Map<string, Rational>();
const MAX_REMEMBERED = 100_000;

/** The same few hundred marks come by the hundred thousand, so they are parsed once. */
function parseOnce(text: string): Rational | undefined {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const value = Rational.parse(text);
  if (value !== undefined && parsed.size < MAX_REMEMBERED) parsed.set(text, value);
  return value;
}

/** undefined: the node does not take this value. 'combined' is the total over several stages, which has no range of its own. */
export function acceptValue(node: TreeNode | 'combined', text: string, hasEvaluator: boolean): Value | undefined {
  if (text === NOT_APPLICABLE) return mayBeNotApplicable(node) ? NOT_APPLICABLE : undefined;
  const number = parseOnce(text);
  if (number === undefined || node === 'combined') return number;
  if (node.kind === 'inner') return isWithin(number, node.low, node.high) ? number : undefined;
  return acceptIndicator(node, number, text.includes('/'), hasEvaluator);
}

function mayBeNotApplicable(node: TreeNode | 'combined'): boolean {
  return node !== 'combined' && node.kind === 'indicator' && node.mayBeNotApplicable;
}

function acceptIndicator(node: IndicatorNode, number: Rational, isFraction: boolean, hasEvaluator: boolean): Rational | undefined {
  const type = node.value;
  const value = type.type === 'ratio' && isFraction ? number.multiply(type.factor) : number;
  return isAccepted(type, value, hasEvaluator) ? value : undefined;
}

function isAccepted(type: ValueType, value: Rational, hasEvaluator: boolean): boolean {
  switch (type.type) {
    case 'number':
    case 'measured':
      return isWithin(value, type.min, type.max);
    case 'survey':
      return isWithin(value, type.min, type.max) && (!hasEvaluator || value.isWhole());
    case 'level':
      return type.levels.some((level) => level.equals(value));
    case 'count':
      return value.isWhole() && isWithin(value, Rational.ZERO, type.max);
    case 'checklist':
      return value.isWhole() && isWithin(value, Rational.ZERO, Rational.whole(type.options));
    case 'yes_no':
      return value.isZero() || value.equals(Rational.ONE);
    case 'ratio':
      return isWithin(value, Rational.ZERO, type.max);
  }
}

function isWithin(value: Rational, low: Rational, high: Rational | undefined): boolean {
  return value.compare(low) >= 0 && (high === undefined || value.compare(high) <= 0);
}
