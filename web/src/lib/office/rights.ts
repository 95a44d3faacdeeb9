import type { Grant, Me, Role, ScopeKind } from '../api/office';

// What is offered follows from the roles; what is allowed the server decides.

const isForAll = (grant: Grant, ...roles: Role[]): boolean => grant.scope === 'installation' && roles.includes(grant.role);
const has = (me: Me, ...roles: Role[]): boolean => me.grants.some((grant) => isForAll(grant, ...roles));

export const isAdministrator = (me: Me): boolean => has(me, 'administrator');
export const mayInvite = (me: Me): boolean => isAdministrator(me) || me.grants.some(({ role }) => role === 'secretariat');
export const maySeePeople = (me: Me): boolean => mayInvite(me) || has(me, 'auditor');
export const maySeeAudit = (me: Me): boolean => has(me, 'administrator', 'auditor');
export const mayImport = (me: Me): boolean => has(me, 'administrator', 'secretariat');
export const isSecretariat = (me: Me): boolean => has(me, 'secretariat');
/** In some programme at least. */
export const mayPublish = (me: Me): boolean => isSecretariat(me) || me.grants.some(({ role, scope }) => role === 'secretariat' && scope === 'programme');
/** In some organisation at least; in which, the server knows. */
export const mayEditOrganisations = (me: Me): boolean => mayImport(me) || me.grants.some(({ role, scope }) => role === 'secretariat' && scope === 'organisation');

/** Where a role can hold. */
export const SCOPES_OF: Record<Role, readonly ScopeKind[]> = {
  administrator: ['installation'],
  auditor: ['installation', 'programme', 'organisation'],
  secretariat: ['installation', 'programme', 'organisation'],
  juror: ['programme'],
  assessor: ['programme'],
  applicant: ['programme', 'organisation'],
  leader: ['installation', 'organisation'],
};
