import type { ColumnType, Generated } from 'kysely';
import type { Json, JsonObject } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Notice } from '../../../plugin-kit/define-channel.ts';
import type { At, AtOrNull, Id, Jsonb, JsonbWithDefault } from './columns.ts';

type JsonbOrNull<T = Json> = ColumnType<T | null, string | null | undefined, string | null>;

type RuleMatch = {
  events: string[];
  alertTypes: string[];
  severity: Severity | null;
  providerId: number | null;
  tags: Record<string, string>;
  control: string | null;
};

type QuietHours = {
  from: string;
  to: string;
  timeZone: string;
  days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
  urgent: Severity | null;
};

type RoutedEvent = {
  type: string;
  change: 'opened' | 'acknowledged' | 'resolved' | 'recurred' | 'changed' | 'said';
  subject: string | null;
  alertType: string | null;
  severity: Severity | null;
  providerId: number | null;
  tags: Record<string, string>;
  controls: string[];
  muted: boolean;
  onlyToOthers: boolean;
  people: number[];
};

type NotificationChannelsTable = {
  id: Id;
  organization_id: number;
  name: string;
  kind: string;
  origin: Generated<string>;
  settings: JsonbWithDefault<JsonObject>;
  address: Generated<string>;
  secret: Buffer | null;
  secret_key_id: string | null;
  secret_fields: JsonbWithDefault<string[]>;
  enabled: Generated<boolean>;
  is_default: Generated<boolean>;
  failures_in_a_row: Generated<number>;
  failing_since: AtOrNull;
  last_error: string | null;
  last_sent_at: AtOrNull;
  created_at: At;
  created_by: Jsonb;
  updated_at: At;
};

type NotificationRulesTable = {
  id: Id;
  organization_id: number;
  channel_id: number;
  name: string;
  enabled: Generated<boolean>;
  match: Jsonb<RuleMatch>;
  quiet_hours: JsonbOrNull<QuietHours>;
  digest: JsonbOrNull<{ time: string; timeZone: string }>;
  created_at: At;
  created_by: Jsonb;
  updated_at: At;
};

type NotificationPreferencesTable = {
  organization_id: number;
  user_id: number;
  preferences: Jsonb;
  updated_at: At;
};

type NotificationEventsTable = {
  id: Id;
  organization_id: number;
  outbox_event_id: number;
  at: At;
  title: string;
  routed: Jsonb<RoutedEvent>;
};

type NotificationsTable = {
  id: Id;
  organization_id: number;
  event_id: number | null;
  event_type: string;
  subject: string | null;
  state: string;
  channel_id: number | null;
  user_id: number | null;
  destination: string;
  channel_kind: string | null;
  rule_id: number | null;
  rule_name: string | null;
  status: string;
  reason: string | null;
  hold: string | null;
  due_at: AtOrNull;
  summary_id: number | null;
  delivery_id: string | null;
  attempts: Generated<number>;
  severity: string | null;
  alert_type: string | null;
  title: string;
  notice: Jsonb<Notice>;
  thread: JsonbOrNull<JsonObject>;
  created_at: At;
  ended_at: AtOrNull;
};

export type NotificationTables = {
  notification_channels: NotificationChannelsTable;
  notification_rules: NotificationRulesTable;
  notification_preferences: NotificationPreferencesTable;
  notification_events: NotificationEventsTable;
  notifications: NotificationsTable;
};
