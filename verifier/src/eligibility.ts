import { addYears, isDate } from './dates';
import { keyPath, refuse } from './message';
import type { DateSource, EligibilityRule, EligibilityTest, Pack } from './pack/types';
import { matches, statedAttribute, type Subject } from './subjects';

export interface Eligibility {
  readonly broken: string[];
  readonly unchecked: string[];
}

type Verdict = 'kept' | 'broken' | 'unchecked';

export function checkEligibility(pack: Pack, subject: Subject, level: string): Eligibility {
  const result: Eligibility = { broken: [], unchecked: [] };
  for (const rule of pack.eligibility) {
    if (rule.level !== level || !matches(rule.when, subject)) continue;
    const verdict = judge(rule, subject, pack.settings);
    if (verdict === 'broken') result.broken.push(rule.id);
    if (verdict === 'unchecked') result.unchecked.push(rule.id);
  }
  return result;
}

function judge(rule: EligibilityRule, subject: Subject, settings: ReadonlyMap<string, string>): Verdict {
  const value = statedAttribute(subject, rule.attribute);
  const { test } = rule;
  const isList = test.rule === 'none_of' || test.rule === 'fewer_than';
  if (value === undefined || (value === '' && !isList)) return 'unchecked';
  if (test.rule === 'min_age' || test.rule === 'between') {
    if (!isDate(value)) {
      refuse(keyPath(`subjects["${subject.id}"].attributes`, rule.attribute), `bukan tanggal: "${value}"`, `not a date: "${value}"`);
    }
    return judgeDate(test, value, settings);
  }
  return breaks(test, value) ? 'broken' : 'kept';
}

function judgeDate(
  test: Extract<EligibilityTest, { rule: 'min_age' | 'between' }>, value: string, settings: ReadonlyMap<string, string>,
): Verdict {
  const resolve = (source: DateSource): string | undefined => ('date' in source ? source.date : settings.get(source.parameter));
  if (test.rule === 'min_age') {
    const on = resolve(test.on);
    if (on === undefined) return 'unchecked';
    return addYears(value, test.years) > on ? 'broken' : 'kept';
  }
  const from = test.from && resolve(test.from);
  const to = test.to && resolve(test.to);
  if ((test.from && from === undefined) || (test.to && to === undefined)) return 'unchecked';
  return (from !== undefined && value < from) || (to !== undefined && value > to) ? 'broken' : 'kept';
}

function breaks(test: Exclude<EligibilityTest, { rule: 'min_age' | 'between' }>, value: string): boolean {
  if (test.rule === 'one_of') return !test.values.has(value);
  const found = value.split(';').filter((entry) => test.values.has(entry.trim())).length;
  return test.rule === 'fewer_than' ? found >= test.limit : found > 0;
}
