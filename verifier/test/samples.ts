/** Writes sample bundles, for trying out the command line and the page: `samples.mjs DIR [SUBJECTS] [LINES]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleBytes, item, leaf, node, pack, type Parts, privateKey, publicKeyHex, sheet, subject, text } from './builders';

export const SAMPLE_SEED = '11'.repeat(32);

/** A ranking of `count` villages with 20 indicators each. */
export function ranked(count: number, trust = 'official'): Parts {
  const indicators = Array.from({ length: 20 }, (_, i) => leaf(`n${i}`, { weight: '5' }));
  const ids = Array.from({ length: count }, (_, i) => `d${String(i).padStart(6, '0')}`);
  const mark = (i: number, j: number): string => ((i * 7919 + j * 104729) % 10001 / 100).toFixed(2);
  return {
    pack: pack(node('total', 'weighted_mean', indicators, { trust }), {
      name: { id: 'Lomba Desa (contoh)', en: 'Village contest (example)' },
      bands: [{ closed: 'lower', list: [
        { id: 'baik', name: { id: 'Baik', en: 'Good' }, from: '50', to: '100', zone: 'hijau' },
        { id: 'kurang', name: { id: 'Kurang', en: 'Poor' }, from: '0', to: '50', zone: 'kuning' },
      ] }],
      rankings: [{ id: 'utama', name: { id: 'Peringkat utama', en: 'Main ranking' }, level: 'satu',
        ties: [{ rule: 'higher', node: 'n0' }], cuts: [{ id: 'juara', name: text('Juara'), places: '3' }] }],
    }),
    subjects: ids.map((id, i) => subject(id, { name: `Desa Sukamaju ${i + 1}` })),
    sheets: ids.map((id, i) => sheet(Object.fromEntries(indicators.map((each, j) => [each['id'] as string, mark(i, j)])), { subject: id })),
  };
}

/** Proposals read by panels of three out of six jurors, with a fair ranking. */
export function juried(count: number): Parts {
  const ids = Array.from({ length: count }, (_, i) => `u${String(i).padStart(3, '0')}`);
  const mark = (i: number, j: number): string => (58 + ((i * 37) % 29) + 2 * j + ((i * 13 + j * 7) % 5)).toFixed(0);
  return {
    pack: pack(node('total', 'mean', [leaf('isi')]), {
      name: { id: 'Lomba Inovasi (contoh)', en: 'Innovation contest (example)' },
      rankings: [{ id: 'utama', name: { id: 'Peringkat utama', en: 'Main ranking' }, level: 'satu', cuts: [{ id: 'top', name: text('Top 5'), places: '5' }] }],
    }),
    subjects: ids.map((id, i) => subject(id, { name: `Layanan Terpadu ${i + 1}` })),
    sheets: ids.flatMap((id, i) => [0, 1, 3].map((step) => (i + step) % 6).sort().map((j) =>
      sheet({ isi: mark(i, j) }, { subject: id, evaluator: `J-${j}` }))),
    fair: { draws: 2000, top: [] },
  };
}

/** One subject with `count` items of 20 values each. */
export function itemised(count: number): Parts {
  const ids = Array.from({ length: count }, (_, i) => `i${String(i).padStart(6, '0')}`);
  const indicators = Array.from({ length: 20 }, (_, i) => leaf(`n${i}`));
  const values = (i: number): Record<string, string> =>
    Object.fromEntries(indicators.map((each, j) => [each['id'] as string, String((i * 31 + j * 17) % 101)]));
  return {
    pack: pack(node('total', 'mean', [node('butir', 'mean', indicators)], { over: 'items' })),
    items: ids.map((id) => item(id)),
    sheets: ids.map((id, i) => sheet(values(i), { item: id })),
  };
}

const directory = process.argv[1]?.endsWith('samples.mjs') ? process.argv[2] : undefined;
if (directory !== undefined) {
  const key = privateKey(SAMPLE_SEED);
  const count = Number(process.argv[3] ?? 37000);
  mkdirSync(directory, { recursive: true });
  const write = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(directory, name), bytes);
  write('small.json', bundleBytes(ranked(12, 'illustrative'), { key }));
  write('tampered.json', bundleBytes(ranked(12), { key, tamper: (rows) => (rows[3].score = '99.99') }));
  write('subjects.json', bundleBytes(ranked(count), { key }));
  write('items.json', bundleBytes(itemised(count), { key }));
  write('fair.json', bundleBytes(juried(24)));
  write('fair-tampered.json', bundleBytes(juried(24), { tamperFair: (fair) => (fair.entries[4].corrected = '99.5') }));
  write('key.txt', `${publicKeyHex(key)}\n`);
  const lines = Array.from({ length: Number(process.argv[4] ?? 10000) }, (_, i) => Buffer.from(bundleBytes(ranked(1 + (i % 5)))));
  write('lines.txt', Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
}
