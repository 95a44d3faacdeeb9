import { api, Problem, type Query } from '../../lib/api/client';
import type { Result, Rows } from '../../lib/api/types';

export interface ResultData {
  result: Result;
  rows: Rows;
  /** What the rows were asked with. */
  query: Query;
}

export const SORTS = ['rank', '-score', 'score', 'name'] as const;
export const FILTERS = ['level', 'category', 'group', 'region', 'band'] as const;
export type Filter = (typeof FILTERS)[number];

const MOST = 200;
const PAGE = 50;
const NONE: Rows = { items: [], next: null, total: 0 };

/** What the address of a result page asks of its table. */
export function askedRows(search: URLSearchParams): Record<Filter | 'q' | 'sort', string> {
  const of = (key: string): string => search.get(key) ?? '';
  return { level: of('level'), category: of('category'), group: of('group'), region: of('region'), band: of('band'), q: of('q').trim(), sort: of('sort') };
}

/** At most as many rows as were shown when the reader left the page. */
export async function loadRows(id: string, query: Query, wanted = PAGE): Promise<Rows> {
  let rows = await api.rows(id, { ...query, limit: Math.min(MOST, Math.max(PAGE, wanted)) });
  while (rows.next && rows.items.length < wanted) {
    const more = await api.rows(id, { ...query, limit: Math.min(MOST, wanted - rows.items.length), cursor: rows.next });
    rows = { ...more, items: [...rows.items, ...more.items] };
  }
  return rows;
}

export async function loadResult(id: string, search: URLSearchParams, kept: Record<string, unknown>): Promise<ResultData> {
  const query = askedRows(search);
  const wanted = typeof kept['rows'] === 'number' ? kept['rows'] : PAGE;
  const [result, rows] = await Promise.all([
    api.result(id),
    loadRows(id, query, wanted).catch((error: unknown) => {
      if (error instanceof Problem) return error;
      throw error;
    }),
  ]);
  // A withdrawn result has no rows to give.
  if (result.state === 'withdrawn') return { result, rows: NONE, query };
  if (rows instanceof Problem) throw rows;
  return { result, rows, query };
}
