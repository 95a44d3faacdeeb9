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

type Load = Route['load'];
const office = (load: (all: typeof import('../office/load'), ...given: Parameters<Load>) => Promise<Data>): Load => async (...given) =>
  load(await import('../office/load'), ...given);
const nothing: Load = async () => null;

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
  signin: { load: nothing, page: () => import('../../features/identity/SignInPage.svelte') },
  forgotten: { load: nothing, page: () => import('../../features/identity/ForgottenPage.svelte') },
  invitation: { load: nothing, page: () => import('../../features/identity/InvitationPage.svelte') },
  newpassword: { load: nothing, page: () => import('../../features/identity/NewPasswordPage.svelte') },
  office: { load: office((all) => all.dashboard()), page: () => import('../../features/portal/DashboardPage.svelte') },
  own: { load: office((all) => all.own()), page: () => import('../../features/identity/OwnPage.svelte') },
  people: { load: office((all, _, query) => all.people(query)), page: () => import('../../features/identity/PeoplePage.svelte'), reads: ['q', 'state'] },
  invite: { load: office((all) => all.invitation()), page: () => import('../../features/identity/InvitePage.svelte') },
  person: { load: office((all, params) => all.person(params)), page: () => import('../../features/identity/PersonPage.svelte') },
  audit: {
    load: office((all, _, query) => all.audit(query)),
    page: () => import('../../features/audit/AuditPage.svelte'),
    reads: ['actor', 'action', 'subject_type', 'subject', 'from', 'until'],
  },
  officeresults: {
    load: office((all, _, query) => all.results(query)),
    page: () => import('../../features/programmes/OfficeResultsPage.svelte'),
    reads: ['penyelenggaraan'],
  },
  officeresult: { load: office((all, params) => all.result(params)), page: () => import('../../features/programmes/OfficeResultPage.svelte') },
  letters: { load: office((all, _, query) => all.letters(query)), page: () => import('../../features/outbox/LettersPage.svelte'), reads: ['state'] },
  organisations: {
    load: office((all, _, query) => all.organisations(query)),
    page: () => import('../../features/agencies/OrganisationsPage.svelte'),
    reads: ['q', 'kind', 'region', 'closed'],
  },
  organisationnew: {
    load: office((all, _, query) => all.newOrganisation(query)),
    page: () => import('../../features/agencies/NewOrganisationPage.svelte'),
    reads: ['induk'],
  },
  organisationimport: { load: office((all) => all.onlyMe()), page: () => import('../../features/agencies/ImportPage.svelte') },
  organisation: { load: office((all, params) => all.organisation(params)), page: () => import('../../features/agencies/OrganisationPage.svelte') },
};
