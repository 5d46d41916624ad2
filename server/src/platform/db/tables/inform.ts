import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../../core/json.ts';
import type { At, AtOrNull, Jsonb } from './columns.ts';

type JsonbOrNull<T = Json> = ColumnType<T | null, string | null | undefined, string | null>;

type DeliveriesTable = {
  id: string;
  organization_id: number;
  kind: string;
  destination_id: string;
  lane: string;
  event_type: string;
  dedupe_key: string;
  body: Jsonb;
  status: Generated<string>;
  reason: string | null;
  attempts: Generated<number>;
  round_attempts: Generated<number>;
  interruptions: Generated<number>;
  created_at: At;
  next_attempt_at: AtOrNull;
  claim: string | null;
  lease_until: AtOrNull;
  ended_at: AtOrNull;
};

type DeliveryAttemptsTable = {
  delivery_id: string;
  attempt: number;
  organization_id: number;
  outcome: string;
  reason: string | null;
  started_at: At;
  ended_at: At;
  request: JsonbOrNull;
  response: JsonbOrNull<{
    status: number;
    headers: Record<string, string>;
    body: string;
    durationMs: number;
  }>;
};

type WebhooksTable = {
  id: string;
  organization_id: number;
  name: string;
  url: string;
  events: string[];
  status: Generated<string>;
  paused_reason: string | null;
  paused_at: AtOrNull;
  secret: Buffer;
  secret_key_id: string;
  secret_set_at: At;
  former_secret: Buffer | null;
  former_secret_key_id: string | null;
  former_secret_until: AtOrNull;
  failures_in_a_row: Generated<number>;
  failing_since: AtOrNull;
  last_delivery_status: string | null;
  last_delivery_at: AtOrNull;
  created_at: At;
  created_by: Jsonb;
  updated_at: At;
};

export type InformTables = {
  deliveries: DeliveriesTable;
  delivery_attempts: DeliveryAttemptsTable;
  webhooks: WebhooksTable;
};
