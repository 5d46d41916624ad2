import type { Tables } from '../src/platform/db/tables.ts';

type Insert = (table: keyof Tables, values: Record<string, unknown>) => Promise<number>;

/** A channel, a rule, an event and what was told of it. */
export async function fillNotifications(
  insert: Insert,
  { marker, provider, alert }: { marker: string; provider: number; alert: number },
): Promise<{ notificationChannel: number; notificationRule: number }> {
  const now = new Date();
  const told = { title: `${marker} failed`, destination: `${marker} channel` };
  const by = JSON.stringify({ kind: 'system', label: marker });
  const notificationChannel = await insert('notification_channels', {
    name: `${marker} channel`,
    kind: 'webhook',
    address: `${marker.toLowerCase()}.example`,
    created_at: now,
    created_by: by,
    updated_at: now,
  });
  const notificationRule = await insert('notification_rules', {
    channel_id: notificationChannel,
    name: `${marker} rule`,
    match: JSON.stringify({
      events: [],
      alertTypes: [],
      severity: null,
      providerId: provider,
      tags: { marker },
      control: null,
    }),
    created_at: now,
    created_by: by,
    updated_at: now,
  });
  const notificationEvent = await insert('notification_events', {
    outbox_event_id: 1,
    at: now,
    title: told.title,
    routed: JSON.stringify({
      type: 'alert.created',
      change: 'opened',
      subject: `alert:${alert}`,
      alertType: 'performance',
      severity: 'high',
      providerId: provider,
      tags: {},
      controls: [],
      muted: false,
      onlyToOthers: false,
      people: [],
    }),
  });
  await insert('notifications', {
    ...told,
    event_id: notificationEvent,
    event_type: 'alert.created',
    subject: `alert:${alert}`,
    state: 'open',
    channel_id: notificationChannel,
    status: 'failed',
    reason: marker,
    notice: JSON.stringify({ title: told.title }),
    created_at: now,
    ended_at: now,
  });
  return { notificationChannel, notificationRule };
}
