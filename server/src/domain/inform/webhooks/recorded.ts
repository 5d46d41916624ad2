import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { type RecordedAttempt, suppressDeliveries } from '../deliveries/index.ts';
import { afterAttempts, type Health } from './health.ts';
import { lockWebhooks, updateWebhook, type WebhookRow } from './store.ts';

/** What attempts say about the webhooks that they were for, in the transaction that records them. */
export async function recordedAttempts(
  deps: { announce: Announce; clock: Clock },
  tx: Tx,
  attempts: readonly RecordedAttempt[],
): Promise<void> {
  const rows = await lockWebhooks(tx, [...new Set(attempts.map(({ delivery }) => delivery.destinationId))]);
  for (const row of rows) {
    const theirs = attempts.filter(({ delivery }) => delivery.destinationId === row.id);
    const facts = theirs.map(({ delivery, status, result, endedAt }) => ({
      event: delivery.eventType,
      status,
      httpStatus: result.response?.status ?? null,
      endedAt,
    }));
    const { health, pause } = afterAttempts(healthOf(row), facts);
    await updateWebhook(tx, row.id, {
      failures_in_a_row: health.failuresInARow,
      failing_since: health.failingSince,
      last_delivery_status: health.lastStatus,
      last_delivery_at: health.lastAt,
    });
    if (row.status === 'active' && pause !== null) await pauseWebhook(deps, tx, row, health, pause);
    else if (row.status !== 'active' && theirs.some(({ status }) => status === 'pending')) {
      // It was disabled while an attempt was under way.
      await suppress(deps, tx, row.id, `the webhook is ${row.status}`);
    }
  }
}

async function pauseWebhook(
  deps: { announce: Announce; clock: Clock },
  tx: Tx,
  row: WebhookRow,
  health: Health,
  reason: string,
): Promise<void> {
  await updateWebhook(tx, row.id, { status: 'paused', paused_reason: reason, paused_at: deps.clock.now() });
  const suppressed = await suppress(deps, tx, row.id, 'the webhook is paused');
  await deps.announce(tx, {
    type: 'webhook.paused',
    payload: {
      webhook_id: row.id,
      name: row.name,
      reason,
      failures_in_a_row: health.failuresInARow,
      failing_since: health.failingSince?.toISOString() ?? null,
    },
  });
  await recordAudit(tx, {
    action: 'webhook.paused',
    target: { type: 'webhook', id: row.id },
    outcome: 'failed',
    detail: { name: row.name, reason, suppressed },
  });
}

const suppress = (deps: { clock: Clock }, tx: Tx, id: string, reason: string): Promise<number> =>
  suppressDeliveries(tx, { kind: 'webhook', destinationId: id, reason, now: deps.clock.now() });

const healthOf = (row: WebhookRow): Health => ({
  failuresInARow: row.failures_in_a_row,
  failingSince: row.failing_since,
  lastStatus: row.last_delivery_status as Health['lastStatus'],
  lastAt: row.last_delivery_at,
});
