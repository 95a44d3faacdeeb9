/** How a contest was ordered, in a sentence. */
import type { Language, Message } from '../message';
import type { Method } from '../pack/types';
import type { Row } from '../tally';
import { type ContestOrder, isOrder, type NoOrder, type Order } from './contest';

const METHODS: Record<Method, Message> = {
  score: { id: 'skor resmi', en: 'the official score' },
  corrected: { id: 'nilai terkoreksi', en: 'the corrected score' },
  borda: { id: 'hitungan Borda', en: 'the Borda count' },
  schulze: { id: 'metode Schulze', en: 'the Schulze method' },
  stv: { id: 'suara tunggal yang dapat dialihkan (STV)', en: 'the single transferable vote (STV)' },
  kemeny: { id: 'metode Kemeny', en: 'the Kemeny method' },
  bradley_terry: { id: 'model Bradley-Terry', en: 'the Bradley-Terry model' },
};

const REASONS: Record<NoOrder['reason'], Message> = {
  incomplete_sheet: { id: 'ada lembar penilaian tanpa nilai akhir', en: 'some sheet has no total' },
  no_sheet: { id: 'ada yang tidak memiliki lembar penilaian', en: 'some have no sheet' },
  no_ballots: { id: 'tidak ada lembar penilaian', en: 'there is no sheet' },
  no_lot: { id: 'ada yang tidak memiliki nomor undian', en: 'some have no lot' },
  not_ranked: { id: 'tidak semua penilai menilai semuanya', en: 'not every evaluator scored all' },
  not_connected: { id: 'tidak ada rantai perbandingan yang menghubungkan keduanya', en: 'no chain of comparisons links the two' },
  unbounded: { id: 'tidak ada rantai kemenangan dari yang pertama ke yang kedua', en: 'no chain of wins leads from the first to the second' },
  not_solved: { id: 'angkanya terlalu besar atau terlalu berjauhan', en: 'the numbers are too large or too far apart' },
  several_orders: { id: 'beberapa urutan sama baiknya', en: 'several orders are equally good' },
};

const NOTES: Record<Exclude<Order['note'], ''>, Message> = {
  layers: { id: 'tidak semua pasangan diputuskan, maka peringkat disusun per lapis', en: 'not every pair is decided, so the places are layers' },
  raw: { id: 'ketegasan penilai tidak dapat diukur, maka rata-rata mentah yang diperingkat', en: 'severity cannot be told, so raw means are ranked' },
  apart: { id: 'sebagian penilai tidak terhubung dan dianggap sama tegas', en: 'some evaluators are not linked and taken to be equally severe' },
};

export function isRemarkable({ outcome }: ContestOrder): boolean {
  return !isOrder(outcome) || outcome.note !== '';
}

export function orderSentence(order: ContestOrder, rows: readonly Row[], language: Language): string {
  const contest = [order.ranking.name[language], ...order.scope.filter((value) => value !== '')].join(' · ');
  const method = METHODS[order.ranking.order.method][language];
  const { outcome } = order;
  if (isOrder(outcome)) {
    const note = outcome.note === '' ? '' : `; ${NOTES[outcome.note][language]}`;
    return `${contest}: ${{ id: 'urutan dibuat dengan', en: 'order made by' }[language]} ${method}${note}.`;
  }
  const names = outcome.about.map((at) => rows.find((row) => row.subject.id === order.entrants[at])?.subject.name).join(', ');
  const about = names === '' ? '' : ` (${names})`;
  return `${contest}: ${{ id: 'urutan tidak dapat dibuat dengan', en: 'no order by' }[language]} ${method}: ${REASONS[outcome.reason][language]}${about}.`;
}
