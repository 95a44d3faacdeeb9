import { compareUtf8, encodeUtf8 } from '../bytes';
import { sha256 } from '../sha2';
import type { ExactSheet } from './sheets';

/** The seed that nobody chooses: the first 48 bits of the SHA-256 of all totals, as a decimal text. Jurors have no say. */
export function defaultSeed(sheets: readonly ExactSheet[]): string {
  const sorted = [...sheets].sort((a, b) => compareUtf8(a.entry, b.entry) || a.total.compare(b.total));
  const hash = sha256(encodeUtf8(sorted.map(({ entry, total }) => `${entry}\t${total.toText()}\n`).join('')));
  return hash.subarray(0, 6).reduce((seed, byte) => seed * 256 + byte, 0).toString();
}
