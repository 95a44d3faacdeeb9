/** The fair ranking beside the official result: advice, and marked as such in every label. */
import { zoneOf } from '../fair/compare';
import { estimateText } from '../fair/estimate';
import type { FairEntry, FairResult } from '../fair/recompute';
import type { Language } from '../message';
import { element } from './elements';
import { word } from './words';

export interface FairColumn {
  readonly label: string;
  text(subject: string): string;
}

export function fairColumns(fair: FairResult, language: Language): FairColumn[] {
  const entries = new Map(fair.entries.map((entry) => [entry.subject, entry]));
  const column = (label: string, text: (entry: FairEntry) => string): FairColumn => ({
    label: `${label} (${word('advice', language)})`,
    text: (subject) => {
      const entry = entries.get(subject);
      return entry === undefined ? '' : text(entry);
    },
  });
  const chances = fair.request.top.map((top, i) => column(`${word('chanceTop', language)} ${top}`, (entry) => percent(entry.top[i])));
  return [
    column(word('corrected', language), ({ corrected, se }) => corrected.toFixed(2) + (se === undefined ? '' : `\u00a0±\u00a0${se.toFixed(2)}`)),
    ...chances,
    column(word('rankRange', language), ({ ranks }) => rangeText(ranks)),
    ...(chances.length === 0 ? [] : [column(word('position', language), (entry) => position(entry, language))]),
  ];
}

function rangeText(ranks: FairEntry['ranks']): string {
  if (ranks === undefined) return '';
  return ranks.low === ranks.high ? String(ranks.low) : `${ranks.low}–${ranks.high}`;
}

/** What is all but certain is not shown as certain. */
function percent(chance: number | undefined): string {
  if (chance === undefined) return '';
  if (chance > 0 && chance < 0.005) return '< 1 %';
  return chance < 1 && chance > 0.995 ? '> 99 %' : `${Math.round(100 * chance)} %`;
}

function position({ top }: FairEntry, language: Language): string {
  const zone = zoneOf(estimateText(top[0]));
  return zone === '' ? '' : word(`zone-${zone}`, language);
}

export function fairNotes(fair: FairResult, language: Language): HTMLElement[] {
  const lines = [word(`case-${fair.case}`, language)];
  if (fair.request.model === 'lot') lines.push(word('fairLot', language));
  if (fair.components > 1) lines.push(word('fairApart', language));
  const seed = fair.hasDefaultSeed ? word('seedOfSheets', language) : `${word('seedChosen', language)} ${fair.request.seed}.`;
  lines.push(`${word('fairDraws', language)}: ${fair.request.draws}. ${seed}`);
  return [
    element('h2', {}, word('fairTitle', language)),
    element('p', { class: 'note' }, word('fairAdvice', language)),
    element('ul', { class: 'words' }, ...lines.map((line) => element('li', {}, line))),
  ];
}
