import type { Language, Message } from '../message';

const WORDS = {
  title: { id: 'Juara: periksa hasil', en: 'Juara: check a result' },
  intro: {
    id: 'Halaman ini menghitung ulang seluruh hasil dari berkas bundel, di komputer Anda sendiri. Tidak ada yang dikirim ke mana pun.',
    en: 'This page recomputes all results from the bundle file, on your own computer. Nothing is sent anywhere.',
  },
  keyLabel: { id: 'Kunci publik yang diharapkan (boleh kosong)', en: 'Expected public key (may be empty)' },
  keyHint: { id: '64 digit heksadesimal, dari panitia; isi sebelum memilih berkas.', en: '64 hex digits, from the organiser; fill in before choosing the file.' },
  badKey: { id: 'Kunci publik harus 64 digit heksadesimal.', en: 'The public key must be 64 hex digits.' },
  dropHere: { id: 'Seret berkas bundel ke sini, atau', en: 'Drop the bundle file here, or' },
  fileLabel: { id: 'Pilih berkas bundel …', en: 'Choose the bundle file …' },
  unreadable: { id: 'Berkas tidak dapat dibaca.', en: 'The file cannot be read.' },
  working: { id: 'Memeriksa', en: 'Checking' },
  done: { id: 'Selesai.', en: 'Done.' },
  ok: { id: 'Terverifikasi: semua hasil cocok', en: 'Verified: all results agree' },
  bad: { id: 'Tidak terverifikasi', en: 'Not verified' },
  malformed: { id: 'Bukan bundel Juara yang sah', en: 'Not a valid Juara bundle' },
  file: { id: 'Berkas', en: 'File' },
  pack: { id: 'Paket aturan', en: 'Rule pack' },
  counts: { id: 'Diperiksa', en: 'Checked' },
  subjects: { id: 'subjek', en: 'subjects' },
  sheets: { id: 'lembar', en: 'sheets' },
  results: { id: 'hasil', en: 'results' },
  signature: { id: 'Tanda tangan', en: 'Signature' },
  signedBy: { id: 'sah, oleh kunci', en: 'holds, by key' },
  expectedKey: { id: '(kunci yang diharapkan)', en: '(the expected key)' },
  uncheckedKey: { id: '(bandingkan dengan kunci yang diumumkan panitia)', en: '(compare it with the key that the organiser published)' },
  unsigned: { id: 'tidak ditandatangani', en: 'not signed' },
  badSignature: { id: 'tidak sah', en: 'does not hold' },
  differences: { id: 'Perbedaan', en: 'Differences' },
  more: { id: 'dan perbedaan lainnya', en: 'and further differences' },
  illustrative: {
    id: 'Ilustratif: hasil bertanda * bertumpu pada angka yang tidak diketahui dari peraturan resmi dan dipilih agar aturan dapat dijalankan. Jangan dianggap hasil resmi.',
    en: 'Illustrative: results marked * rest on figures that are not known from an official regulation and were chosen so that the rules can run. Do not take them for official results.',
  },
  recomputed: { id: 'Hasil hitung ulang', en: 'Recomputed results' },
  unranked: { id: 'Tanpa peringkat', en: 'Not ranked' },
  rank: { id: 'Peringkat', en: 'Rank' },
  subject: { id: 'Subjek', en: 'Subject' },
  name: { id: 'Nama', en: 'Name' },
  score: { id: 'Nilai', en: 'Score' },
  band: { id: 'Predikat', en: 'Band' },
  zone: { id: 'Zona', en: 'Zone' },
  cut: { id: 'Lolos', en: 'Cut' },
  undecided: { id: 'belum diputus', en: 'undecided' },
  incomplete: { id: 'belum lengkap', en: 'incomplete' },
  ineligible: { id: 'tidak memenuhi syarat', en: 'not eligible' },
  showAll: { id: 'Tampilkan semua baris', en: 'Show all rows' },
  'step-read': { id: 'membaca berkas', en: 'reading the file' },
  'step-canonical': { id: 'bentuk kanonis', en: 'canonical form' },
  'step-hashes': { id: 'sidik SHA-256', en: 'SHA-256 hashes' },
  'step-signature': { id: 'tanda tangan', en: 'signature' },
  'step-pack': { id: 'paket aturan dan masukan', en: 'rule pack and input' },
  'step-tally': { id: 'menghitung ulang', en: 'recomputing' },
  'step-results': { id: 'membandingkan hasil', en: 'comparing results' },
} satisfies Record<string, Message>;

export type Word = keyof typeof WORDS;

export function word(key: Word, language: Language): string {
  return WORDS[key][language];
}
