// What is behind sign-in, of docs/developer/api.md. Loaded with the first page that needs it.
import { ask, segment, type Query } from './client';
import type { List, PackId } from './types';
import type { Language, Text } from '../i18n/types';

export const ROLES = ['administrator', 'auditor', 'secretariat', 'juror', 'assessor', 'applicant', 'leader'] as const;
export type Role = (typeof ROLES)[number];
export type ScopeKind = 'installation' | 'programme' | 'organisation';
export const TOKEN_SCOPES = ['read', 'write', 'administer'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
export const KINDS = ['government', 'agency', 'unit'] as const;
export type Kind = (typeof KINDS)[number];

export interface Grant {
  role: Role;
  scope: ScopeKind;
  scope_id: string | null;
}

export interface Account {
  id: string;
  mail: string;
  name: string;
  language: Language;
  state: 'invited' | 'active' | 'disabled';
  version: number;
  created_at: string;
}

/** Who is signed in. */
export interface Me {
  account: Account;
  grants: Grant[];
  /** Given since the session began; they hold once it is renewed. */
  renewable: Grant[];
  on_behalf_of: { id: string; name: string } | null;
  session: { id: string; expires_at: string } | null;
}

export interface Person {
  account: Account;
  grants: { id: string; granted_at: string; grant: Grant }[];
}

export interface Session {
  id: string;
  network: string;
  agent: string;
  created_at: string;
  seen_at: string;
  expires_at: string;
  on_behalf_of: string | null;
  this: boolean;
}

export interface Token {
  id: string;
  name: string;
  scopes: TokenScope[];
  created_at: string;
  expires_at: string;
  seen_at: string | null;
}

export interface SecondFactor {
  on: boolean;
  /** How many are left. */
  recovery_codes: number;
}

export interface AuditLine {
  number: number;
  at: string;
  /** An account's id, "nobody" or "operator". */
  actor: string;
  actor_name: string | null;
  on_behalf_of: string | null;
  on_behalf_of_name: string | null;
  request_id: string;
  action: string;
  action_name: Text;
  subject_type: string;
  subject_id: string;
  before: unknown;
  after: unknown;
  hash: string;
}

export interface Organisation {
  id: string;
  code: string | null;
  kind: Kind;
  name: string;
  parent: string | null;
  region: { code: string; name: string } | null;
  closed: boolean;
  version: number;
  created_at: string;
}

export interface OrganisationInTree {
  organisation: Organisation;
  /** From the top down. */
  above: Organisation[];
}

export interface NewOrganisation {
  code: string;
  kind: Kind;
  name: string;
  /** An id; empty at the top. */
  parent: string;
  region: string;
}

export interface Imported {
  added: number;
  changed: number;
  unchanged: number;
}

export interface OfficeProgramme {
  slug: string;
  title: Text;
  year: number;
  date: string | null;
  place: string | null;
  organiser: string | null;
  pack: PackId;
}
export interface NewProgramme {
  title: Text;
  year: number;
  pack: string;
  date?: string;
  place?: string;
  organiser?: string;
}

export interface TallyPreview {
  tables: { name: string | null; columns: string[]; rows: number }[];
  subjects: number;
  evaluators: number;
  rows: { subject: string; name: string; level: string; score: string | null; rank: number | null; band: string | null }[];
  problems: { code: string; detail: string; field: string | null; file: string | null; line: number | null }[];
  total: number;
}

export interface OfficeResult {
  id: string;
  programme: string;
  caption: Text;
  year: number;
  state: 'draft' | 'scheduled' | 'published' | 'withdrawn' | 'replaced';
  public_from: string | null;
  loaded_at: string;
  pack: PackId;
  subjects: number;
  illustrative: boolean;
  bundle: { sha256: string; bytes: number; signed_by: string | null };
  withdrawn: { at: string; reason: Text } | null;
  replaces: { id: string; note: Text | null } | null;
  replaced_by: { id: string; at: string; note: Text } | null;
  version: number;
}

export interface Job {
  id: string;
  kind: string;
  subject: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  attempts: number;
  due_at: string | null;
  created_at: string;
  finished_at: string | null;
  fault: string | null;
}

/** A letter without its text. */
export interface Message {
  id: string;
  to: string;
  to_name: string;
  subject: string;
  created_at: string;
  sent_at: string | null;
  job: Job | null;
}

export interface Proof {
  password: string;
  code: string;
}

const post = <T = void>(path: string, body?: unknown, query?: Query): Promise<T> => ask<T>(path, { method: 'POST', body, query });
const remove = <T = void>(path: string): Promise<T> => ask<T>(path, { method: 'DELETE' });
/** `seen`: the version that the reader has seen; Problem 412 if it is another by now. */
const change = <T>(path: string, seen: number, given: unknown): Promise<T> => ask<T>(path, { method: 'PATCH', body: given, version: seen });
const organisation = (id: string): string => `/organisations/${segment(id)}`;
const result = (id: string): string => `/office/results/${segment(id)}`;
const resultsOf = (programme: string): string => `/office/programmes/${segment(programme)}/results`;
const talliesOf = (programme: string): string => `/office/programmes/${segment(programme)}/tallies`;
const person = (id: string): string => `/accounts/${segment(id)}`;

export const office = {
  signInOptions: () => ask<{ provider: { name: string } | null }>('/session/options'),
  signIn: (mail: string, password: string, code?: string) => post<Me>('/session', code ? { mail, password, code } : { mail, password }),
  signOut: () => remove('/session'),
  renew: () => post<Me>('/session/renewal'),
  actFor: (account: string) => post<Me>('/session/on-behalf-of', { account }),
  actForOneself: () => remove<Me>('/session/on-behalf-of'),
  lookAtInvitation: (token: string) => post<{ mail: string; name: string; language: Language }>('/invitations/look', { token }),
  acceptInvitation: (token: string, name: string, password: string) => post<Me>('/invitations/acceptance', { token, name, password }),
  askForReset: (mail: string) => post<object>('/password-resets', { mail }),
  reset: (token: string, password: string) => post('/password-resets/completion', { token, password }),

  me: () => ask<Me>('/me'),
  changeMe: (seen: number, given: { name: string; language: Language }) => change<Account>('/me', seen, given),
  setPassword: (current: string, password: string) => post('/me/password', { current, password }),
  sessions: () => ask<List<Session>>('/me/sessions'),
  endSession: (id: string) => remove(`/me/sessions/${segment(id)}`),
  endOtherSessions: () => remove('/me/sessions'),
  tokens: () => ask<List<Token>>('/me/tokens'),
  addToken: (token: { name: string; scopes: TokenScope[]; expires_at: string; password: string }) =>
    post<{ secret: string; token: Token }>('/me/tokens', token),
  endToken: (id: string) => remove(`/me/tokens/${segment(id)}`),
  secondFactor: () => ask<SecondFactor>('/me/second-factor'),
  beginSecondFactor: (password: string) => post<{ secret: string; uri: string }>('/me/second-factor', { password }),
  confirmSecondFactor: (code: string) => post<{ recovery_codes: string[] }>('/me/second-factor/confirmation', { code }),
  removeSecondFactor: (proof: Proof) => post('/me/second-factor/removal', proof),
  renewRecoveryCodes: (proof: Proof) => post<{ recovery_codes: string[] }>('/me/recovery-codes', proof),

  people: (query: Query) => ask<List<Person>>('/accounts', { query }),
  person: (id: string) => ask<Person>(person(id)),
  invite: (invitation: { mail: string; name: string; language: Language; grants: Omit<Grant, 'scope_id'>[] }) => post<Person>('/accounts', invitation),
  changePerson: (id: string, seen: number, given: Partial<{ name: string; mail: string; language: Language; disabled: boolean }>) =>
    change<Person>(person(id), seen, given),
  inviteAgain: (id: string) => post(`${person(id)}/invitation`),
  grant: (id: string, grant: Grant) => post<Person>(`${person(id)}/grants`, grant),
  revoke: (id: string, grant: string) => remove<Person>(`${person(id)}/grants/${segment(grant)}`),
  endSessionsOf: (id: string) => remove(`${person(id)}/sessions`),
  endSecondFactorOf: (id: string) => remove(`${person(id)}/second-factor`),

  auditLines: (query: Query) => ask<List<AuditLine>>('/audit/lines', { query }),
  auditHead: () => ask<{ number: number; hash: string }>('/audit/head'),

  regions: () => ask<List<{ code: string; name: string; province: string | null }>>('/regions'),
  organisations: (query: Query) => ask<List<Organisation>>('/organisations', { query }),
  /** Those without one above. */
  topOrganisations: (query: Query) => ask<List<Organisation>>('/organisations?parent=', { query }),
  organisation: (id: string) => ask<OrganisationInTree>(organisation(id)),
  addOrganisation: (organisation: NewOrganisation) => post<Organisation>('/organisations', organisation),
  changeOrganisation: (id: string, seen: number, given: NewOrganisation & { closed: boolean }) =>
    change<Organisation>(organisation(id), seen, given),
  programmes: () => ask<List<OfficeProgramme>>('/office/programmes'),
  openProgramme: (given: NewProgramme) => post<OfficeProgramme>('/office/programmes', given),
  results: (programme: string) => ask<List<OfficeResult>>(resultsOf(programme)),
  loadResult: (programme: string, query: Query, bundle: Blob) => post<OfficeResult>(resultsOf(programme), bundle, query),
  tryScores: (programme: string, query: Query, sheet: Blob) => post<TallyPreview>(`${talliesOf(programme)}/preview`, sheet, query),
  keepScores: (programme: string, query: Query, sheet: Blob) => post<OfficeResult>(talliesOf(programme), sheet, query),
  result: (id: string) => ask<OfficeResult>(result(id)),
  publish: (id: string, seen: number, decision: { from?: string; note?: Text }) =>
    ask<OfficeResult>(`${result(id)}/publication`, { method: 'POST', body: decision, version: seen }),
  cancelPublication: (id: string, seen: number) => ask<OfficeResult>(`${result(id)}/publication`, { method: 'DELETE', version: seen }),
  withdraw: (id: string, seen: number, reason: Text) => ask<OfficeResult>(`${result(id)}/withdrawal`, { method: 'POST', body: { reason }, version: seen }),

  messages: (query: Query) => ask<List<Message>>('/messages', { query }),
  message: (id: string) => ask<Message & { text: string }>(`/messages/${segment(id)}`),
  jobs: (query: Query) => ask<List<Job>>('/jobs', { query }),
  cancelJob: (id: string) => post<Job>(`/jobs/${segment(id)}/cancellation`),
  retryJob: (id: string) => post<Job>(`/jobs/${segment(id)}/retry`),

  importOrganisations: (list: Blob, isDryRun: boolean) => post<Imported>('/organisations/import', list, { dry_run: String(isDryRun) }),
};
