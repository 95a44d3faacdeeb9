import { en, id, type Code } from 'juara:messages';
import * as format from './format';
import { LANGUAGES, type Language, type Text } from './types';

export type { Code } from 'juara:messages';
export type { Language, Text } from './types';

const TEXTS = { id, en };
const KEPT = 'juara.language';

let current = $state<Language>('id');

const asLanguage = (text: string | null | undefined): Language | undefined => LANGUAGES.find((each) => each === text);

export const language = (): Language => current;

/** The address decides (a link shows what its sender saw), then what the reader chose earlier, then what the server wrote. */
export function startLanguage(): void {
  const asked = asLanguage(new URLSearchParams(location.search).get('lang'));
  current = asked ?? asLanguage(kept()) ?? asLanguage(document.documentElement.lang) ?? 'id';
  document.documentElement.lang = current;
}

export function speak(chosen: Language): void {
  current = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // A browser may refuse storage; the address still carries the language.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export function t(code: Code, values?: Record<string, string | number>): string {
  const text = TEXTS[current][code];
  return values ? format.fill(text, values) : text;
}

/** A code that is put together at run time: nothing if the catalogue does not have it. */
export const maybe = (code: string): string | undefined => (TEXTS[current] as Record<string, string>)[code];

export const say = (text: Text | null | undefined): string => format.pick(text, current);
export const count = (value: number): string => format.count(value, current);
export const decimal = (text: string): string => format.decimal(text, current);
export const rounded = (value: number, decimals: number): string => format.rounded(value, decimals, current);
export const chance = (text: string): string => format.chance(text, current);
export const day = (text: string): string => format.day(text, current);
export const dayOf = (text: string): string => format.dayOf(text, current);
export const instant = (text: string): string => format.instant(text, current);
