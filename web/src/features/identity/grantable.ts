import { ROLES, type Me, type Role } from '../../lib/api/office';
import { isAdministrator } from '../../lib/office/rights';

/** What a secretariat gives: the roles of those who work for it. */
const OF_A_SECRETARIAT: readonly Role[] = ['juror', 'assessor', 'applicant', 'leader'];

export const grantable = (me: Me): readonly Role[] => (isAdministrator(me) ? ROLES : OF_A_SECRETARIAT);
