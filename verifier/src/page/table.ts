/** The recomputed rows, one table for each ranking and scope, then the rows without rank. */
import type { FairResult } from '../fair/recompute';
import type { Language } from '../message';
import { ILLUSTRATIVE, type Pack } from '../pack/types';
import { scoreText } from '../row';
import type { Row } from '../tally';
import { element } from './elements';
import { fairColumns } from './fair';
import { word, type Word } from './words';

const ROWS_AT_FIRST = 300;

interface Column {
  readonly label: string;
  readonly isAdvice: boolean;
  text(row: Row): string;
}

function columns(pack: Pack, fair: FairResult | undefined, language: Language): Column[] {
  const official = (key: Word, text: (row: Row) => string): Column => ({ label: word(key, language), isAdvice: false, text });
  const advice = fair === undefined ? [] : fairColumns(fair, language);
  return [
    official('rank', ({ standing }) => (standing === undefined ? '' : `${standing.rank} / ${standing.among}`)),
    official('subject', ({ subject }) => subject.id),
    official('name', ({ subject, trust }) => subject.name + (trust === ILLUSTRATIVE ? ' *' : '')),
    official('score', (row) => scoreCell(row, pack, language)),
    official('band', ({ band }) => band?.name[language] ?? ''),
    official('zone', ({ band }) => band?.zone ?? ''),
    official('cut', (row) => cutCell(row, language)),
    ...advice.map(({ label, text }) => ({ label, isAdvice: true, text: ({ subject }: Row) => text(subject.id) })),
  ];
}

interface Group {
  readonly title: string;
  readonly rows: Row[];
}

function groups(rows: readonly Row[], pack: Pack, language: Language): Group[] {
  const found = new Map<string, Group>();
  // From the highest level down, as a reader looks for the winner first.
  for (const level of [...pack.levels].reverse()) {
    for (const row of rows) {
      if (row.level !== level.id) continue;
      const key = JSON.stringify([level.id, row.ranking?.id ?? null, ...row.scope]);
      const name = row.ranking?.name[language] ?? word('unranked', language);
      const title = [level.name[language], name, ...row.scope].join(' · ');
      const group = found.get(key) ?? { title, rows: [] };
      found.set(key, group);
      group.rows.push(row);
    }
  }
  // Array sorting is stable: equal ranks stay in the order of subjects.
  for (const group of found.values()) group.rows.sort((a, b) => (a.standing?.rank ?? 0) - (b.standing?.rank ?? 0));
  return [...found.values()];
}

export function resultTables(rows: readonly Row[], pack: Pack, fair: FairResult | undefined, language: Language): HTMLElement[] {
  const shownColumns = columns(pack, fair, language);
  let left = ROWS_AT_FIRST;
  const holders = groups(rows, pack, language).map((group) => {
    const shown = group.rows.slice(0, left);
    left -= shown.length;
    const body = element('tbody', {}, ...shown.map((row) => tableRow(row, shownColumns)));
    return { group, body, shown: shown.length };
  });
  const tables = holders.map(({ group, body }) => table(group, body, shownColumns));
  if (rows.length <= ROWS_AT_FIRST) return tables;
  const button = element('button', { type: 'button' }, `${word('showAll', language)} (${rows.length})`);
  button.addEventListener('click', () => {
    button.remove();
    for (const { group, body, shown } of holders) {
      body.append(...group.rows.slice(shown).map((row) => tableRow(row, shownColumns)));
    }
  });
  return [...tables, button];
}

function table(group: Group, body: HTMLElement, shown: readonly Column[]): HTMLElement {
  const headings = shown.map(({ label, isAdvice }) => element('th', { scope: 'col', ...adviceClass(isAdvice) }, label));
  const head = element('thead', {}, element('tr', {}, ...headings));
  return element('div', { class: 'scroll' }, element('table', {}, element('caption', {}, group.title), head, body));
}

function tableRow(row: Row, shown: readonly Column[]): HTMLElement {
  return element('tr', {}, ...shown.map(({ label, isAdvice, text }) => {
    const cell = element('td', { 'data-label': label, ...adviceClass(isAdvice) });
    cell.textContent = text(row);
    return cell;
  }));
}

function adviceClass(isAdvice: boolean): Record<string, string> {
  return isAdvice ? { class: 'advice' } : {};
}

function scoreCell(row: Row, pack: Pack, language: Language): string {
  if (row.exact === undefined) return word('incomplete', language);
  return scoreText(row, pack) + (row.broken.length > 0 ? ` (${word('ineligible', language)})` : '');
}

function cutCell(row: Row, language: Language): string {
  const cuts = row.standing?.cuts ?? [];
  return cuts.map(({ cut, decided }) => cut.name[language] + (decided ? '' : ` (${word('undecided', language)})`)).join(', ');
}
