// Of the repository's one catalogue, the texts that the browser needs: `juara:messages` for every page, `juara:office` for those behind
// sign-in, `juara:publishing` for those of them that only a secretariat sees.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const MODULES: Record<string, (code: string) => boolean> = {
  'juara:messages': (code) => /^(web\.(?!office_|publish_)|trust\.|fair\.(case|zone)_)/.test(code),
  'juara:publishing': (code) => /^web\.publish_/.test(code),
  // Why a job failed is told by the server's own texts.
  'juara:office': (code) => /^(web\.office_|outbox\.no_|mail\.|jobs\.)/.test(code),
};

const catalogue = (language: string): string => fileURLToPath(new URL(`../../locales/${language}.json`, import.meta.url));

function textsOf(language: string, isWanted: (code: string) => boolean): Record<string, string> {
  const all = Object.entries(JSON.parse(readFileSync(catalogue(language), 'utf8')) as Record<string, string>);
  return Object.fromEntries(all.filter(([code]) => isWanted(code)));
}

export function messages(): Plugin {
  return {
    name: 'juara-messages',
    resolveId: (id) => (id in MODULES ? `\0${id}` : null),
    load(id) {
      const isWanted = MODULES[id.slice(1)];
      if (!id.startsWith('\0') || !isWanted) return null;
      for (const language of ['id', 'en']) this.addWatchFile(catalogue(language));
      return ['id', 'en'].map((language) => `export const ${language} = ${JSON.stringify(textsOf(language, isWanted))};\n`).join('');
    },
  };
}
