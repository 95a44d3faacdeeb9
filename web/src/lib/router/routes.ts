import type { Component } from 'svelte';
import { api } from '../api/client';
import { loadResult } from '../../features/results/load';
import type { Name, Params } from './match';

/** What a page shows; every page component takes its own `data`. */
export type Data = unknown;
type Page = Promise<{ default: Component<any> }>;

export interface Route {
  /** Fetched side by side with the page's code, so that a slow line is waited for once. */
  load(params: Params, query: URLSearchParams, kept: Record<string, unknown>): Promise<Data>;
  page(): Page;
  /** The query parameters whose change means other data; all others are the page's own matter. */
  reads?: readonly string[];
}

export const ROUTES: Record<Name, Route> = {
  home: { load: () => api.programmes(), page: () => import('../../features/portal/HomePage.svelte') },
  programme: { load: ({ slug }) => api.programme(slug!), page: () => import('../../features/programmes/ProgrammePage.svelte') },
  result: { load: ({ id }, query, kept) => loadResult(id!, query, kept), page: () => import('../../features/results/ResultPage.svelte') },
  unit: { load: ({ slug }) => api.unit(slug!), page: () => import('../../features/agencies/UnitPage.svelte') },
  packs: { load: () => api.packs(), page: () => import('../../features/packs/PacksPage.svelte') },
  pack: { load: ({ id, version }) => api.pack(id!, version!), page: () => import('../../features/packs/PackPage.svelte') },
  search: {
    load: async (_, query) => (query.get('q') ? api.search(query.get('q')!) : null),
    page: () => import('../../features/portal/SearchPage.svelte'),
    reads: ['q'],
  },
};
