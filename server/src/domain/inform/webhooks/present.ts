import type { z } from 'zod';
import type { Json } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { AttemptView, DeliveryRow } from '../deliveries/index.ts';
import { bodyOf, eventNames, type PublishedEvent, publishedEvents } from './payloads.ts';
import type {
  webhookDeliveryDetailSchema,
  webhookDeliverySchema,
  webhookEventSchema,
  webhookSchema,
} from './schemas.ts';
import { overlaps } from './secrets.ts';
import type { WebhookRow } from './store.ts';

/** Rows as the API shows them. Pure. */

type DeliveryView = z.input<typeof webhookDeliverySchema>;
type DeliveryDetailView = z.input<typeof webhookDeliveryDetailSchema>;

export function presentWebhook(scope: Scope, row: WebhookRow, now: Date): z.input<typeof webhookSchema> {
  return {
    id: row.id,
    name: row.name,
    url: scope.permissions.has('manage_settings') ? row.url : `${new URL(row.url).origin}/…`,
    events: row.events,
    enabled: row.status === 'active',
    status: row.status as 'active',
    paused_reason: row.paused_reason,
    paused_at: instant(row.paused_at),
    secret_set_at: row.secret_set_at.toISOString(),
    former_secret_until: overlaps(row, now) ? instant(row.former_secret_until) : null,
    failures_in_a_row: row.failures_in_a_row,
    failing_since: instant(row.failing_since),
    last_delivery_status: row.last_delivery_status as 'success' | null,
    last_delivery_at: instant(row.last_delivery_at),
    created_at: row.created_at.toISOString(),
    created_by: (row.created_by as { label?: string }).label ?? '',
    updated_at: row.updated_at.toISOString(),
  };
}

export function presentDelivery(row: DeliveryRow, last: AttemptView | undefined): DeliveryView {
  const response = responseOf(last?.response ?? null);
  return {
    id: row.id,
    webhook_id: row.destination_id,
    event: row.event_type,
    status: shownStatus(row.status),
    attempts: row.attempts,
    reason: row.reason,
    status_code: response?.status ?? null,
    duration_ms: response?.duration_ms ?? null,
    created_at: row.created_at.toISOString(),
    next_retry_at: row.attempts > 0 ? instant(row.next_attempt_at) : null,
    ended_at: instant(row.ended_at),
  };
}

export function presentDeliveryDetail(
  row: DeliveryRow,
  attempts: readonly AttemptView[],
): DeliveryDetailView {
  const { timestamp, data } = row.body as { timestamp: string; data: Json };
  return {
    ...presentDelivery(row, attempts[0]),
    payload: bodyOf({
      event: row.event_type,
      timestamp,
      webhook_id: row.destination_id,
      delivery_id: row.id,
      data,
    }),
    attempt_list: attempts.map((attempt) => ({
      attempt: attempt.attempt,
      outcome: attempt.outcome as DeliveryDetailView['attempt_list'][number]['outcome'],
      reason: attempt.reason,
      started_at: attempt.started_at.toISOString(),
      ended_at: attempt.ended_at.toISOString(),
      request: attempt.request as DeliveryDetailView['attempt_list'][number]['request'],
      response: responseOf(attempt.response),
    })),
  };
}

export function presentEvents(): z.input<typeof webhookEventSchema>[] {
  return eventNames.map((name) => {
    const { sentence, fields }: PublishedEvent = publishedEvents[name];
    return {
      event: name,
      sentence,
      subscribable: name !== 'ping',
      fields: Object.entries(fields).map(([field, description]) => ({ name: field, description })),
    };
  });
}

function responseOf(stored: AttemptView['response']): DeliveryDetailView['attempt_list'][number]['response'] {
  if (stored == null) return null;
  const { status, headers, body, durationMs } = stored;
  return { status, headers, body, duration_ms: durationMs };
}

function shownStatus(status: string): DeliveryView['status'] {
  if (status === 'sent') return 'success';
  return status === 'failed' || status === 'suppressed' ? status : 'pending';
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
