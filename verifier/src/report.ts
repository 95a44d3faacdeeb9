/** What the command line says about a verification. */
import type { FairResult } from './fair/recompute';
import { failureText, type Language, type Message } from './message';
import { isRemarkable, orderSentence } from './order/words';
import { ILLUSTRATIVE } from './pack/types';
import type { Verification } from './verify';

const WORDS = {
  ok: { id: 'COCOK: bundel ini terverifikasi.', en: 'VERIFIED: this bundle holds.' },
  bad: { id: 'TIDAK COCOK: bundel ini tidak terverifikasi.', en: 'NOT VERIFIED: this bundle does not hold.' },
  malformed: { id: 'Berkas ini bukan bundel Juara yang sah.', en: 'This file is not a valid Juara bundle.' },
  pack: { id: 'Paket', en: 'Pack' },
  subjects: { id: 'Subjek', en: 'Subjects' },
  sheets: { id: 'Lembar', en: 'Sheets' },
  results: { id: 'Hasil, semuanya dihitung ulang', en: 'Results, all recomputed' },
  hashes: { id: 'Sidik SHA-256', en: 'SHA-256 hashes' },
  signature: { id: 'Tanda tangan', en: 'Signature' },
  signedBy: { id: 'Ed25519, kunci', en: 'Ed25519, key' },
  unsigned: { id: 'tidak ditandatangani', en: 'not signed' },
  expected: { id: 'kunci yang diharapkan', en: 'the expected key' },
  fair: { id: 'Peringkat adil (saran), dihitung ulang', en: 'Fair ranking (advice), recomputed' },
  draws: { id: 'simulasi', en: 'draws' },
  seedOfSheets: { id: 'benih dari lembar', en: 'seed of the sheets' },
  seedChosen: { id: 'benih dipilih', en: 'chosen seed' },
  more: { id: 'dan perbedaan lainnya', en: 'and further differences' },
  illustrative: {
    id: 'Catatan: ada hasil yang bertumpu pada angka ilustratif (bukan angka resmi).',
    en: 'Note: some results rest on illustrative figures (not official ones).',
  },
} satisfies Record<string, Message>;

export function successText(result: Verification, language: Language, hasExpectedKey: boolean): string {
  const word = (key: keyof typeof WORDS): string => WORDS[key][language];
  const { pack, counts, signedBy } = result;
  const expected = hasExpectedKey ? ` (${word('expected')})` : '';
  const lines = [
    word('ok'),
    `${word('pack')}: ${pack?.id} ${pack?.version} (${pack?.name[language]})`,
    `${word('subjects')}: ${counts?.subjects}`,
    `${word('sheets')}: ${counts?.sheets}`,
    `${word('results')}: ${counts?.results}`,
    ...(result.fair === undefined ? [] : [fairText(result.fair, word)]),
    `${word('hashes')}: ${counts?.hashes}`,
    `${word('signature')}: ${signedBy === undefined ? word('unsigned') : `${word('signedBy')} ${signedBy}${expected}`}`,
  ];
  if (result.rows.some((row) => row.trust === ILLUSTRATIVE)) lines.push(word('illustrative'));
  for (const order of result.orders.filter(isRemarkable)) lines.push(`! ${orderSentence(order, result.rows, language)}`);
  return lines.join('\n');
}

function fairText({ entries, request, hasDefaultSeed }: FairResult, word: (key: keyof typeof WORDS) => string): string {
  const seed = hasDefaultSeed ? word('seedOfSheets') : `${word('seedChosen')} ${request.seed}`;
  return `${word('fair')}: ${entries.length} (${request.model}, ${request.draws} ${word('draws')}, ${seed})`;
}

export function failureLines(result: Verification, language: Language): string[] {
  const lines = result.failures.map((failure) => failureText(failure, language));
  return result.hasMore ? [...lines, `… ${WORDS.more[language]}`] : lines;
}

export function failureTitle(result: Verification, language: Language): string {
  return WORDS[result.malformed ? 'malformed' : 'bad'][language];
}
