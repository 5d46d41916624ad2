import { AppError } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { listSecretsNotOf } from './channel-store.ts';
import { resealSecrets } from './channel-values.ts';
import type { NotificationsDeps } from './deps.ts';

/** Seals the secrets of every channel with the current key. What no configured key opens is named and left. */
export async function rotateChannelSecrets(
  deps: Pick<NotificationsDeps, 'db' | 'secrets'>,
): Promise<{ rotated: number; failed: { channelId: number; message: string }[] }> {
  const { currentKeyId } = deps.secrets;
  const stale = await deps.db.asSystem(
    systemScope('secrets of the channels of every organisation are sealed with the current key'),
    (tx) => listSecretsNotOf(tx, currentKeyId),
  );
  const failed: { channelId: number; message: string }[] = [];
  for (const { id, organizationId, sealed } of stale) {
    try {
      await deps.db.within(organizationScope(organizationId, 'secrets rotate'), async (tx) => {
        await resealSecrets(deps.secrets, tx, id, sealed);
        await recordAudit(tx, {
          action: 'notification_channel.secrets_rotated',
          target: { type: 'notification_channel', id },
          detail: { from_key: sealed.keyId, to_key: currentKeyId },
        });
      });
    } catch (error) {
      const message = error instanceof AppError ? error.message : 'could not be sealed again';
      failed.push({ channelId: id, message });
    }
  }
  return { rotated: stale.length - failed.length, failed };
}
