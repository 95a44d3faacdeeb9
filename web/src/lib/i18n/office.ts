// The texts of the pages behind sign-in, apart so that a citizen does not load them.
import { en, id, type OfficeCode } from 'juara:office';
import { fill } from './format';
import { language } from './index.svelte';

export type { OfficeCode } from 'juara:office';

const TEXTS = { id, en };

export function o(code: OfficeCode, values?: Record<string, string | number>): string {
  const text = TEXTS[language()][code];
  return values ? fill(text, values) : text;
}
