import type { Contest, Result, Row } from '../src/lib/api/types';

const same = (text: string) => ({ id: text, en: text });

export function row(changes: Partial<Row> = {}): Row {
  return {
    subject: 's', name: 'S', unit: null, level: 'unit', contest: 0, group: null, category: null, region: null, score: '80.00', band: null, rank: 1,
    ranked_among: 2, tie: null, cuts: [], complete: true, ineligible: false, broken: [], missing: [], trust: 'official', previous: null, fair: null,
    ...changes,
  };
}

export function contest(changes: Partial<Contest> = {}): Contest {
  return { level: 'unit', ranking: 'r', name: same('Units'), scope: {}, count: 2, cuts: [], ...changes };
}

export function result(changes: Partial<Result> = {}): Result {
  return {
    id: 'r', caption: same('Result'), year: 2024, state: 'published', published_at: '2024-12-04T09:00:00+07:00', illustrative: false, subjects: 2,
    programme: { slug: 'p', title: same('Programme'), year: 2024 }, pack: { id: 'pack', version: '1', name: same('Pack'), trust: 'official' }, notices: [],
    levels: [{ id: 'unit', name: same('Unit'), count: 2 }], groups: [], categories: [], regions: [], bands: [], contests: [contest()], fair: null,
    bundle: null, verified: { by: ['juara'], at: '2024-12-04T09:00:00+07:00' }, withdrawn: null, replaced_by: null, replaces: null, history: [],
    ...changes,
  };
}

export const text = same;
