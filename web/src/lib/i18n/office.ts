// The texts of the pages behind sign-in, apart so that a citizen does not load them.
import { en, id, type OfficeCode } from 'juara:office';
import { fill } from './format';
import { language } from './index.svelte';

export type { OfficeCode } from 'juara:office';

const TEXTS = { id, en };

/** What the server calls by a code: a fault, a kind. Places that nobody fills are left out with their brackets. */
export function named(code: string): string {
  const text = (TEXTS[language()] as Record<string, string>)[code];
  return text?.replace(/ ?\([^()]*\{[a-z_]+\}[^()]*\)/g, '') ?? code;
}

export function o(code: OfficeCode, values?: Record<string, string | number>): string {
  const text = TEXTS[language()][code];
  return values ? fill(text, values) : text;
}
