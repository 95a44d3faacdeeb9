// The module `juara:messages`: of the repository's one catalogue, the texts that the browser needs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const NAME = 'juara:messages';
const FILE = `\0${NAME}`;
const PREFIXES = ['web.', 'trust.', 'fair.case_', 'fair.zone_'];

const catalogue = (language: string): string => fileURLToPath(new URL(`../../locales/${language}.json`, import.meta.url));

export function textsOf(language: string): Record<string, string> {
  const all = Object.entries(JSON.parse(readFileSync(catalogue(language), 'utf8')) as Record<string, string>);
  return Object.fromEntries(all.filter(([code]) => PREFIXES.some((prefix) => code.startsWith(prefix))));
}

export function messages(): Plugin {
  return {
    name: 'juara-messages',
    resolveId: (id) => (id === NAME ? FILE : null),
    load(id) {
      if (id !== FILE) return null;
      for (const language of ['id', 'en']) this.addWatchFile(catalogue(language));
      return `export const id = ${JSON.stringify(textsOf('id'))};\nexport const en = ${JSON.stringify(textsOf('en'))};\n`;
    },
  };
}
