// What the pages behind sign-in show. Each is asked side by side with the page's code.
import {
  office,
  type AuditLine,
  type Grant,
  type Job,
  type Me,
  type Message,
  type OfficeProgramme,
  type OfficeResult,
  type Organisation,
  type OrganisationInTree,
  type Person,
  type SecondFactor,
  type Session,
  type Token,
} from '../api/office';
import { api, Problem } from '../api/client';
import type { List, PackInList } from '../api/types';
import type { Params } from '../router/match';
import { isSecretariat, mayInvite, mayPublish, maySeeAudit, maySeePeople } from './rights';

const asked = (query: URLSearchParams, ...keys: string[]): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, query.get(key) ?? '']).filter(([, value]) => value !== ''));

export interface Dashboard {
  me: Me;
  /** Unknown while acting for somebody else: it is that person's own matter. */
  factor: SecondFactor | null;
  invited: List<Person> | null;
}
export async function dashboard(): Promise<Dashboard> {
  const me = await office.me();
  const [factor, invited] = await Promise.all([me.on_behalf_of ? null : office.secondFactor(), mayInvite(me) ? office.people({ state: 'invited', limit: 20 }) : null]);
  return { me, factor, invited };
}

export interface Own {
  me: Me;
  /** Nothing while acting for somebody else. */
  own: { factor: SecondFactor; sessions: Session[]; tokens: Token[] } | null;
}
export async function own(): Promise<Own> {
  const me = await office.me();
  if (me.on_behalf_of) return { me, own: null };
  const [factor, sessions, tokens] = await Promise.all([office.secondFactor(), office.sessions(), office.tokens()]);
  return { me, own: { factor, sessions: sessions.items, tokens: tokens.items } };
}

const FORBIDDEN = new Problem(403);

export interface People {
  me: Me;
  people: List<Person>;
}
export async function people(query: URLSearchParams): Promise<People> {
  const me = await office.me();
  if (!maySeePeople(me)) throw FORBIDDEN;
  return { me, people: await office.people(asked(query, 'q', 'state')) };
}

export interface OnePerson {
  me: Me;
  person: Person;
  /** Names of the organisations in which this person has a role, by id. */
  organisations: Record<string, string>;
}
export async function person({ id }: Params): Promise<OnePerson> {
  const [me, found] = await Promise.all([office.me(), office.person(id!)]);
  return { me, person: found, organisations: await organisationNames(found.grants.map(({ grant }) => grant)) };
}

async function organisationNames(grants: Grant[]): Promise<Record<string, string>> {
  const ids = [...new Set(grants.flatMap(({ scope, scope_id }) => (scope === 'organisation' && scope_id ? [scope_id] : [])))];
  const found = await Promise.allSettled(ids.map((id) => office.organisation(id)));
  return Object.fromEntries(found.flatMap((each) => (each.status === 'fulfilled' ? [[each.value.organisation.id, each.value.organisation.name]] : [])));
}

export const invitation = async (): Promise<{ me: Me }> => {
  const me = await office.me();
  if (!mayInvite(me)) throw FORBIDDEN;
  return { me };
};

export const AUDIT_FILTERS = ['actor', 'action', 'subject_type', 'subject', 'from', 'until'] as const;
export interface Audit {
  me: Me;
  lines: List<AuditLine>;
  head: { number: number; hash: string };
}
export async function audit(query: URLSearchParams): Promise<Audit> {
  const filters = auditQuery(query);
  const [me, lines, head] = await Promise.all([office.me(), office.auditLines(filters), office.auditHead()]);
  return { me, lines, head };
}
/** Days of the form become moments: from the begin of the first to the end of the last, in Western Indonesian Time. */
export function auditQuery(query: URLSearchParams): Record<string, string> {
  const { from, until, ...others } = asked(query, ...AUDIT_FILTERS);
  const isDay = (text: string | undefined): text is string => /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text!));
  if (isDay(from)) others['from'] = `${from}T00:00:00+07:00`;
  if (isDay(until)) others['until'] = `${new Date(Date.parse(until) + 86_400_000).toISOString().slice(0, 10)}T00:00:00+07:00`;
  return others;
}

export interface Results {
  me: Me;
  /** Those whose results this person publishes. */
  programmes: OfficeProgramme[];
  /** The one that is shown. */
  programme: string;
  results: OfficeResult[];
  packs: PackInList[];
  mayOpen: boolean;
}
export async function results(query: URLSearchParams): Promise<Results> {
  const me = await office.me();
  if (!mayPublish(me)) throw FORBIDDEN;
  const [{ items: programmes }, packs] = await Promise.all([office.programmes(), api.packs()]);
  const programme = query.get('penyelenggaraan') ?? programmes[0]?.slug ?? '';
  return { me, programmes, programme, results: programme ? (await office.results(programme)).items : [], packs: packs.items, mayOpen: isSecretariat(me) };
}

export interface OneResult {
  me: Me;
  result: OfficeResult;
}
export async function result({ id }: Params): Promise<OneResult> {
  const [me, found] = await Promise.all([office.me(), office.result(id!)]);
  return { me, result: found };
}

export interface Letters {
  me: Me;
  messages: List<Message>;
  jobs: List<Job>;
}
export async function letters(query: URLSearchParams): Promise<Letters> {
  const me = await office.me();
  if (!maySeeAudit(me)) throw FORBIDDEN;
  const [messages, jobs] = await Promise.all([office.messages({}), office.jobs(asked(query, 'state'))]);
  return { me, messages, jobs };
}

export interface Regions {
  code: string;
  name: string;
  province: string | null;
}
export interface Organisations {
  me: Me;
  organisations: List<Organisation>;
  /** Whether these are the topmost of the tree, or what a search found. */
  isTop: boolean;
}
export async function organisations(query: URLSearchParams): Promise<Organisations> {
  const filters = asked(query, 'q', 'kind', 'region', 'closed');
  const isTop = !['q', 'kind', 'region'].some((key) => key in filters);
  const [me, list] = await Promise.all([office.me(), isTop ? office.topOrganisations(filters) : office.organisations(filters)]);
  return { me, organisations: list, isTop };
}

export interface OneOrganisation extends OrganisationInTree {
  me: Me;
  below: List<Organisation>;
  regions: Regions[];
}
export async function organisation({ id }: Params): Promise<OneOrganisation> {
  const [me, found, below, regions] = await Promise.all([office.me(), office.organisation(id!), office.organisations({ parent: id, closed: 'true', limit: 200 }), office.regions()]);
  return { me, ...found, below, regions: regions.items };
}

export interface NewOrganisationPage {
  me: Me;
  regions: Regions[];
  parent: Organisation | null;
}
export async function newOrganisation(query: URLSearchParams): Promise<NewOrganisationPage> {
  const parent = query.get('induk');
  const [me, regions, found] = await Promise.all([office.me(), office.regions(), parent ? office.organisation(parent) : null]);
  return { me, regions: regions.items, parent: found?.organisation ?? null };
}

export const onlyMe = async (): Promise<{ me: Me }> => ({ me: await office.me() });
