import { language } from '../i18n/index.svelte';
import type { ExplainedRow, Found, List, Pack, PackInList, ProblemBody, Programme, ProgrammeInFull, Result, Rows, UnitInFull } from './types';

export type Query = Record<string, string | number | null | undefined>;

const ROOT = '/api/v1';
/** A phone on a weak line needs long; a server that is gone must not leave the reader waiting for ever. */
const PATIENCE_MS = 30_000;
/** A file takes longer to send. */
const PATIENCE_WITH_FILE_MS = 300_000;

/** What the server refused, or status 0 if it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody = {},
  ) {
    super(body.detail ?? body.title ?? `status ${status}`);
  }
}

export const segment = encodeURIComponent;

export function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) => (value === null || value === undefined || value === '' ? [] : [[key, String(value)]]));
  const search = new URLSearchParams(pairs).toString();
  return `${ROOT}${path}${search && (path.includes('?') ? '&' : '?') + search}`;
}

/** What a request carries besides its path. */
export interface Asked {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  query?: Query | undefined;
  /** Sent as JSON, but a Blob as what it is. */
  body?: unknown;
  /** The version that the reader has seen of what is changed. */
  version?: number;
  signal?: AbortSignal | undefined;
}

function initOf({ method = 'GET', body, version }: Asked): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language() };
  const isFile = body instanceof Blob;
  if (body !== undefined) headers['Content-Type'] = isFile ? body.type : 'application/json';
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  return { method, headers, ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }) };
}

/** The answer's JSON; nothing if it has no content. Throws Problem. */
export async function ask<T>(path: string, asked: Asked = {}): Promise<T> {
  const timer = new AbortController();
  const late = setTimeout(() => timer.abort(), asked.body instanceof Blob ? PATIENCE_WITH_FILE_MS : PATIENCE_MS);
  const stop = (): void => timer.abort();
  asked.signal?.addEventListener('abort', stop);
  try {
    const response = await fetch(address(path, asked.query), { ...initOf(asked), signal: timer.signal });
    if (response.status === 204) return undefined as T;
    if (response.ok) return (await response.json()) as T;
    throw new Problem(response.status, (await response.json().catch(() => ({}))) as ProblemBody);
  } catch (error) {
    if (error instanceof Problem || asked.signal?.aborted) throw error;
    throw new Problem(0);
  } finally {
    clearTimeout(late);
    asked.signal?.removeEventListener('abort', stop);
  }
}

const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => ask<T>(path, { query, signal });

const resultPath = (id: string): string => `/results/${segment(id)}`;

export const api = {
  programmes: (query?: Query) => get<List<Programme>>('/programmes', query),
  programme: (slug: string) => get<ProgrammeInFull>(`/programmes/${segment(slug)}`),
  result: (id: string) => get<Result>(resultPath(id)),
  rows: (id: string, query?: Query, signal?: AbortSignal) => get<Rows>(`${resultPath(id)}/rows`, query, signal),
  row: (id: string, subject: string) => get<ExplainedRow>(`${resultPath(id)}/rows/${segment(subject)}`),
  unit: (slug: string) => get<UnitInFull>(`/units/${segment(slug)}`),
  packs: () => get<List<PackInList>>('/packs'),
  pack: (id: string, version: string) => get<Pack>(`/packs/${segment(id)}/${segment(version)}`),
  search: (q: string) => get<Found>('/search', { q }),
};

/** Address of a file to download: "csv", "xlsx", "json" or "bundle". */
export function fileAddress(id: string, kind: 'csv' | 'xlsx' | 'json' | 'bundle'): string {
  const path = kind === 'bundle' ? `${resultPath(id)}/bundle` : `${resultPath(id)}.${kind}`;
  return address(path, kind === 'csv' || kind === 'xlsx' ? { lang: language() } : {});
}
