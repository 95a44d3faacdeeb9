/** The sheets of a tally: each evaluator's own total for each subject. */
import type { Input } from '../input';
import { refuse } from '../message';
import { isNumber, Missing } from '../outcome';
import type { Rational } from '../rational';
import { countedStages, totalsByEvaluator } from '../stages';

export interface ExactSheet {
  readonly entry: string;
  readonly juror: string;
  readonly total: Rational;
}

/** In order of (subject, evaluator). Sheets without evaluator are nobody's. */
export function exactSheets({ entries, stage }: Input): ExactSheet[] {
  const sheets: ExactSheet[] = [];
  for (const [id, entry] of entries) {
    const stages = countedStages(entry, stage);
    if (stages.length > 1 && entry.sheets.size > 0) {
      refuse('fair', `"${id}" dinilai pada beberapa tahap, padahal tahap tidak dipilih`, `"${id}" is scored at several stages, but none is asked for`);
    }
    if (stages.length !== 1) continue;
    for (const [juror, total] of totalsByEvaluator(entry, stages[0]!)) {
      if (juror === '') continue;
      if (!isNumber(total)) {
        const lacking = total instanceof Missing ? total.entries.join(', ') : 'total';
        refuse('fair', `lembar "${juror}" untuk "${id}" tidak lengkap: ${lacking}`, `the sheet of "${juror}" for "${id}" is incomplete: ${lacking}`);
      }
      sheets.push({ entry: id, juror, total });
    }
  }
  return sheets;
}
