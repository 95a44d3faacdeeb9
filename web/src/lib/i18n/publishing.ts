// The texts of what only a secretariat does, apart so that the other pages behind sign-in do not load them.
import { en, id, type PublishingCode } from 'juara:publishing';
import { fill } from './format';
import { language } from './index.svelte';

const TEXTS = { id, en };

export function p(code: PublishingCode, values?: Record<string, string | number>): string {
  const text = TEXTS[language()][code];
  return values ? fill(text, values) : text;
}
