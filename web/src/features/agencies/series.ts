import type { UnitInFull, Zoned } from '../../lib/api/types';
import type { Text } from '../../lib/i18n/types';

export interface Series {
  key: string;
  name: Text;
  /** Oldest first, one each year. */
  years: { year: number; score: string; band: Zoned | null }[];
}

/** What can be laid side by side: scores of the same pack at the same level, in two years or more. */
export function seriesOf(rows: UnitInFull['rows']): Series[] {
  const all = new Map<string, Series>();
  for (const row of rows) {
    if (row.score === null) continue;
    const key = `${row.result.pack.id}/${row.level}`;
    const series = all.get(key) ?? { key, name: row.result.pack.name, years: [] };
    // The newest result of a year comes first and stands for it.
    if (!series.years.some(({ year }) => year === row.result.year)) series.years.unshift({ year: row.result.year, score: row.score, band: row.band });
    all.set(key, series);
  }
  for (const series of all.values()) series.years.sort((a, b) => a.year - b.year);
  return [...all.values()].filter(({ years }) => years.length > 1);
}
