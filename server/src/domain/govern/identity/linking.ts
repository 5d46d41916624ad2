import type { SystemTx } from '../../../platform/db/database.ts';
import { recordSystemAudit } from '../audit-log/index.ts';
import { principalOfUser } from './principals.ts';

/** Says in the person's organisation that an account elsewhere now signs in as them. */
export async function recordLink(
  tx: SystemTx,
  user: { id: number; email: string },
  provider: string,
): Promise<void> {
  const principal = await principalOfUser(tx, user.id, { wanted: null, auth: 'session', family: null });
  if (principal.organization === null) return;
  await recordSystemAudit(tx, principal.organization.id, {
    action: 'user.linked',
    target: { type: 'user', id: user.id },
    detail: { email: user.email, provider },
  });
}
