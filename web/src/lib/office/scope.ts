import type { Grant } from '../api/office';
import { o } from '../i18n/office';

/** "Sekretariat, di penyelenggaraan kipp-2026". */
export function grantText(grant: Grant): string {
  const role = o(`web.office_role_${grant.role}`);
  return `${role}, ${o(`web.office_in_${grant.scope}`, { id: grant.scope_id ?? '' })}`;
}
