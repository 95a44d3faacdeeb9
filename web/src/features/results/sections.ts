import type { Contest, Cut, Result, Row } from '../../lib/api/types';
import type { Text } from '../../lib/i18n/types';
import { regionName } from './provinces';

/** Rows that stand in one table: those of a contest, or of a level without one. */
export interface Section {
  key: string;
  title: Text;
  contest: Contest | null;
  rows: Row[];
}

/** What a result calls the categories, groups and regions of its rows. */
export interface Names {
  categories: Map<string, Text>;
  groups: Map<string, Text>;
  regions: Map<string, string>;
}

export const namesOf = (result: Result): Names => ({
  categories: new Map(result.categories.map(({ id, name }) => [id, name])),
  groups: new Map(result.groups.map(({ id, name }) => [id, name])),
  regions: new Map(result.regions.map((region) => [region.code, regionName(region)])),
});

/** Rows in reading order, cut where the contest or the level changes. */
export function sectionsOf(result: Result, rows: readonly Row[]): Section[] {
  const sections: Section[] = [];
  for (const row of rows) {
    const key = `${row.level}/${row.contest ?? ''}`;
    let section = sections.at(-1);
    if (section?.key !== key) {
      const contest = row.contest === null ? null : (result.contests[row.contest] ?? null);
      const level = result.levels.find((each) => each.id === row.level);
      section = { key, title: contest?.name ?? level?.name ?? { id: row.level, en: row.level }, contest, rows: [] };
      sections.push(section);
    }
    section.rows.push(row);
  }
  return sections;
}

/** The cuts whose line runs right below this row: it is inside, the next one is not. */
export function cutsBelow(contest: Contest | null, row: Row, next: Row | undefined): Cut[] {
  if (!contest || !next) return [];
  const inside = (each: Row, cut: Cut): boolean => each.cuts.some(({ id }) => id === cut.id);
  return contest.cuts.filter((cut) => inside(row, cut) && !inside(next, cut));
}
