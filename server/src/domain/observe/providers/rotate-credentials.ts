import { AppError } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Sealed } from '../../../platform/secrets/contract.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { type ProvidersDeps, sealContext } from './service.ts';
import * as store from './store.ts';
import { writeSealContext } from './write-access.ts';
import { listWriteCredentialsNotOf, resealWriteCredentials } from './write-store.ts';

/**
 * Seals every stored credential with the current key, provider by provider, so that a former key can be
 * retired. A credential that no configured key opens is named and left as it is.
 */
export async function rotateCredentials(
  deps: Pick<ProvidersDeps, 'db' | 'secrets'>,
): Promise<{ rotated: number; failed: { providerId: number; message: string }[] }> {
  const { currentKeyId } = deps.secrets;
  const why = systemScope('credentials of every organisation are sealed with the current key');
  const [reading, writing] = await deps.db.asSystem(why, async (tx) => [
    await store.listCredentialsNotOf(tx, currentKeyId),
    await listWriteCredentialsNotOf(tx, currentKeyId),
  ]);
  const stale = [
    ...reading.map((row) => ({ ...row, context: sealContext(row.id), reseal: resealReading })),
    ...writing.map((row) => ({
      ...row,
      context: writeSealContext(row.id),
      reseal: resealWriteCredentials,
    })),
  ];
  const failed: { providerId: number; message: string }[] = [];
  for (const { id, organizationId, sealed, context, reseal } of stale) {
    try {
      const plaintext = deps.secrets.open(sealed, context);
      await deps.db.within(organizationScope(organizationId, 'secrets rotate'), async (tx) => {
        if (!(await reseal(tx, id, sealed, deps.secrets.seal(plaintext, context)))) return;
        await recordAudit(tx, {
          action: 'provider.credentials_rotated',
          target: { type: 'provider', id: String(id) },
          detail: { from_key: sealed.keyId, to_key: currentKeyId },
        });
      });
    } catch (error) {
      failed.push({
        providerId: id,
        message: error instanceof AppError ? error.message : 'could not be sealed again',
      });
    }
  }
  return { rotated: stale.length - failed.length, failed };
}

/** Replaced or disconnected meanwhile: what is there now is not ours to overwrite. */
async function resealReading(tx: Tx, id: number, from: Sealed, to: Sealed): Promise<boolean> {
  const current = await store.getCredentials(tx, id);
  if (current === undefined || !current.ciphertext.equals(from.ciphertext)) return false;
  await store.setCredentials(tx, id, to);
  return true;
}
