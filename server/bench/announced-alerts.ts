import type { JsonObject } from '../src/core/json.ts';
import { organizationScope } from '../src/domain/govern/tenancy/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { announce } from '../src/platform/events/outbox.ts';

const perTransaction = 500;

/** New alerts as their module announces them; `opened_at` is the moment before the transaction. */
export async function announceAlerts(db: Database, organizationId: number, total: number): Promise<void> {
  const scope = organizationScope(organizationId, 'bench');
  for (let first = 1; first <= total; first += perTransaction) {
    const ids = Array.from(
      { length: Math.min(perTransaction, total - first + 1) },
      (_, index) => first + index,
    );
    const now = new Date().toISOString();
    await db.within(scope, (tx) =>
      announce(tx, ...ids.map((id) => ({ type: 'alert.created', payload: alert(id, now) }))),
    );
  }
}

const alert = (id: number, at: string): JsonObject => ({
  alert_id: id,
  title: `Bucket number-${id} is public`,
  description: 'Public access is not blocked any more since the last baseline.',
  type: 'security',
  severity: 'high',
  status: 'open',
  source_kind: 'drift',
  source_id: id,
  source_name: `number-${id}`,
  resource_id: id,
  resource_name: `number-${id}`,
  resource_type: 's3_bucket',
  provider_id: 1,
  provider_name: 'Generated',
  control_ids: ['aws-s3-bucket-public-access-blocked'],
  tags: { env: 'prod', team: 'platform' },
  muted: false,
  created_at: at,
  opened_at: at,
  url_path: `/alerts/${id}`,
});
