// What a first visit loads, by page: the entry, what it imports, and the page's own code. Fails above the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 60;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const gzipKb = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000;

/** The chunk and all it imports at once. */
function reach(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const each of manifest[key].imports ?? []) reach(each, found);
  return found;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = manifest[entry].dynamicImports ?? [];
const style = gzipKb(manifest['style.css'].file);
let isOver = false;
for (const page of pages) {
  const keys = new Set([...reach(entry), ...reach(page)]);
  const script = [...keys].reduce((sum, key) => sum + gzipKb(manifest[key].file), 0);
  isOver ||= script > BUDGET_KB;
  console.log(`${script.toFixed(1).padStart(6)} kB script ${style.toFixed(1)} kB style  ${page}`);
}
if (isOver || pages.length === 0) {
  console.error(`a page may load at most ${BUDGET_KB} kB of script (gzip); split it, or take a dependency out`);
  process.exit(1);
}
