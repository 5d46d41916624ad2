import { systemScope } from '../../../core/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { SecretBox } from '../../../platform/secrets/contract.ts';
import { listSecretsOfOtherKeys, replaceSecrets, type WebhookRow } from './store.ts';

/** Bound to its webhook: the sealed text opens nowhere else. */
export const secretPlace = (webhookId: string): string => `webhook:${webhookId}`;

/** The secrets that are valid at this moment, the newest first. */
export function openSecrets(secrets: SecretBox, row: WebhookRow, now: Date): [string, ...string[]] {
  const place = secretPlace(row.id);
  const newest = secrets.open({ ciphertext: row.secret, keyId: row.secret_key_id }, place);
  if (!overlaps(row, now)) return [newest];
  const former = { ciphertext: row.former_secret as Buffer, keyId: row.former_secret_key_id as string };
  return [newest, secrets.open(former, place)];
}

/** True while the former secret signs too. */
export const overlaps = (row: WebhookRow, now: Date): boolean =>
  row.former_secret !== null && row.former_secret_until !== null && row.former_secret_until > now;

/** Seals the secrets of all organisations with the current key, after it was replaced. Answers how many webhooks. */
export async function resealWebhookSecrets(deps: { db: Database; secrets: SecretBox }): Promise<number> {
  const { db, secrets } = deps;
  return await db.asSystem(systemScope('secrets of webhooks get the current key'), async (tx) => {
    const rows = await listSecretsOfOtherKeys(tx, secrets.currentKeyId);
    for (const row of rows) {
      const again = (ciphertext: Buffer, keyId: string) =>
        secrets.seal(secrets.open({ ciphertext, keyId }, secretPlace(row.id)), secretPlace(row.id));
      const newest = again(row.secret, row.secret_key_id);
      const former =
        row.former_secret === null || row.former_secret_key_id === null
          ? null
          : again(row.former_secret, row.former_secret_key_id);
      await replaceSecrets(tx, {
        id: row.id,
        secret: newest.ciphertext,
        secret_key_id: newest.keyId,
        former_secret: former?.ciphertext ?? null,
        former_secret_key_id: former?.keyId ?? null,
      });
    }
    return rows.length;
  });
}
