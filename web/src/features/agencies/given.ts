import type { Kind, NewOrganisation, Organisation } from '../../lib/api/office';

/** What is typed of an organisation; empty texts are absent. */
export type Given = Omit<NewOrganisation, 'kind'> & { kind: string };

export const givenOf = (organisation: Organisation): Given => ({
  code: organisation.code ?? '',
  kind: organisation.kind,
  name: organisation.name,
  parent: organisation.parent ?? '',
  region: organisation.region?.code ?? '',
});

export const asked = (given: Given): NewOrganisation => ({ ...given, kind: given.kind as Kind });

export const FIELDS = ['kind', 'name', 'code', 'region', 'parent'] as const;
