import { z } from 'zod';
import type { Json } from '../../../core/json.ts';
import type { AnyChannel } from '../../../plugin-kit/define-channel.ts';
import type { ChannelRow } from './channel-store.ts';
import type { HistoryRow } from './history-store.ts';
import type { PersonalPreferences, Rule } from './route.ts';
import type { RuleRow } from './rule-store.ts';
import { ruleOf } from './rules.ts';
import type {
  channelKindSchema,
  channelSchema,
  notificationSchema,
  preferencesSchema,
  ruleSchema,
} from './schemas.ts';
import type { QuietHours } from './times.ts';

/** Rows as the API shows them. Pure. */

const labelOf = (actor: Json): string | null => (actor as { label?: string }).label ?? null;

export function presentKind(kind: AnyChannel): z.input<typeof channelKindSchema> {
  const schema = (of: z.ZodType) => z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' });
  return {
    kind: kind.kind,
    title: kind.title,
    sentence: kind.sentence,
    settings: schema(kind.settings),
    secrets: schema(kind.secrets),
    states: [...kind.states],
    per_minute: kind.perMinute,
  };
}

export function presentChannel(
  row: ChannelRow,
  more: { rules: number; configured: boolean },
): z.input<typeof channelSchema> {
  const failing = row.failing_since !== null;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    origin: row.origin === 'environment' ? 'environment' : 'person',
    address: row.address,
    settings: row.settings,
    secret_fields: row.secret_fields,
    enabled: row.enabled,
    is_default: row.is_default,
    configured: more.configured,
    health: failing ? 'failing' : row.last_sent_at === null ? 'unknown' : 'working',
    failing_since: row.failing_since?.toISOString() ?? null,
    last_error: row.last_error,
    last_sent_at: row.last_sent_at?.toISOString() ?? null,
    rules: more.rules,
    created_at: row.created_at.toISOString(),
    created_by: labelOf(row.created_by),
    updated_at: row.updated_at.toISOString(),
  };
}

const presentQuietHours = (quiet: QuietHours | null) =>
  quiet === null
    ? null
    : {
        from: quiet.from,
        to: quiet.to,
        time_zone: quiet.timeZone,
        days: [...quiet.days],
        urgent: quiet.urgent,
      };
const presentDigest = (digest: Rule['digest']) =>
  digest === null ? null : { time: digest.time, time_zone: digest.timeZone };

export function presentRule(row: RuleRow, channel: ChannelRow | undefined): z.input<typeof ruleSchema> {
  const { match, quietHours, digest, ...rule } = ruleOf(row);
  const only = (list: readonly string[]) => (list.length === 1 ? (list[0] ?? null) : null);
  return {
    id: rule.id,
    name: rule.name,
    channel_id: rule.channelId,
    channel: channel?.kind ?? '',
    channel_name: channel?.name ?? '',
    events: [...match.events],
    alert_types: [...match.alertTypes],
    event: only(match.events),
    alert_type: only(match.alertTypes),
    severity: match.severity,
    provider_id: match.providerId,
    tags: { ...match.tags },
    control: match.control,
    quiet_hours: presentQuietHours(quietHours),
    digest: presentDigest(digest),
    enabled: rule.enabled,
    created_at: row.created_at.toISOString(),
    created_by: labelOf(row.created_by),
    updated_at: row.updated_at.toISOString(),
  };
}

export function presentPreferences(given: PersonalPreferences): z.input<typeof preferencesSchema> {
  return {
    assigned: given.assigned,
    alerts: given.alerts,
    quiet_hours: presentQuietHours(given.quietHours),
    digest: presentDigest(given.digest),
  };
}

type NotificationView = z.input<typeof notificationSchema>;

export function presentNotification(row: HistoryRow): NotificationView {
  return {
    id: row.id,
    event: row.event_type,
    subject: row.subject,
    state: row.state as NotificationView['state'],
    title: row.title,
    severity: row.severity as NotificationView['severity'],
    alert_type: row.alert_type,
    channel_id: row.channel_id,
    channel: row.channel_kind,
    destination: row.destination,
    rule_id: row.rule_id,
    rule: row.rule_name,
    status: row.status as NotificationView['status'],
    reason: row.reason,
    waits_for: row.status === 'pending' ? (row.hold as NotificationView['waits_for']) : null,
    due_at: row.due_at?.toISOString() ?? null,
    summary_id: row.summary_id,
    delivery_id: row.delivery_id,
    attempts: row.attempts,
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}
