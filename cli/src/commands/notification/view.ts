import type { Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { severityTag } from '../../output/paint.ts';
import type { ListView, RecordView } from '../../output/printer.ts';
import { oneLine } from '../../output/text.ts';
import { exactly, since } from '../../output/when.ts';
import { plain } from '../provider/view.ts';

export type Channel = Item<'listNotificationChannels'>;
export type Rule = Item<'listNotificationRules'>;
export type Notification = Item<'listNotifications'>;

export const notificationStatuses = ['pending', 'sent', 'failed', 'suppressed'] as const;

const channelKeys = [
  'id',
  'name',
  'kind',
  'origin',
  'address',
  'settings',
  'secret_fields',
  'enabled',
  'is_default',
  'configured',
  'health',
  'failing_since',
  'last_error',
  'last_sent_at',
  'rules',
  'created_at',
  'created_by',
  'updated_at',
] as const satisfies readonly (keyof Channel)[];

const stateOf = ({ enabled, configured, health }: Channel): string => {
  if (!enabled) return 'off';
  return configured ? health : 'not configured';
};

export function channelList(context: Context): ListView<Channel> {
  const now = context.terminal.now();
  return {
    keys: channelKeys,
    empty: 'No channel: nobody is told of anything. infraudit notification channels create makes one.',
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      { title: 'NAME', value: ({ name }) => name, shrink: 'end' },
      { title: 'KIND', value: ({ kind }) => kind },
      { title: 'STATE', value: stateOf },
      { title: 'DEFAULT', value: ({ is_default }) => (is_default ? 'yes' : '') },
      { title: 'RULES', value: ({ rules }) => String(rules), align: 'right' },
      { title: 'LAST', value: ({ last_sent_at }) => (last_sent_at === null ? '' : since(last_sent_at, now)) },
      { title: 'ADDRESS', value: ({ address }) => address, shrink: 'end' },
    ],
  };
}

export function channelRecord(context: Context, channel: Channel): RecordView<Channel> {
  const now = context.terminal.now();
  return {
    keys: channelKeys,
    text: () =>
      context.print.fields([
        ['Channel', `${channel.id} ${oneLine(channel.name)}`],
        ['Kind', channel.kind],
        ['Address', channel.address],
        ['State', stateOf(channel)],
        ['Default', channel.is_default ? 'yes, for what no rule is about' : 'no'],
        ['Secrets set', channel.secret_fields.join(', ') || 'none'],
        ['Last error', channel.last_error],
        ['Failing since', channel.failing_since === null ? null : exactly(channel.failing_since, now)],
      ]),
  };
}

const ruleKeys = [
  'id',
  'name',
  'channel_id',
  'channel',
  'channel_name',
  'events',
  'alert_types',
  'event',
  'alert_type',
  'severity',
  'provider_id',
  'tags',
  'control',
  'quiet_hours',
  'digest',
  'enabled',
  'created_at',
  'created_by',
  'updated_at',
] as const satisfies readonly (keyof Rule)[];

/** `high and worse, security, account 3`. */
function aboutText(rule: Rule): string {
  const parts = [
    rule.severity === null ? null : rule.severity === 'critical' ? 'critical' : `${rule.severity} and worse`,
    rule.alert_types.join('/') || null,
    rule.events.join('/') || null,
    rule.provider_id === null ? null : `account ${rule.provider_id}`,
    Object.entries(rule.tags)
      .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
      .join(' ') || null,
    rule.control,
  ].filter((part) => part !== null);
  return parts.join(', ') || 'everything';
}

function whenText({ quiet_hours: quiet, digest }: Rule): string {
  if (digest !== null) return `daily at ${digest.time} ${digest.time_zone}`;
  return quiet === null ? 'at once' : `not ${quiet.from}–${quiet.to} ${quiet.time_zone}`;
}

export function ruleList(): ListView<Rule> {
  return {
    keys: ruleKeys,
    empty: 'No rules: everything goes to the default channels.',
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      { title: 'NAME', value: ({ name }) => name, shrink: 'end' },
      { title: 'ABOUT', value: aboutText, shrink: 'end' },
      { title: 'CHANNEL', value: ({ channel_name }) => channel_name, shrink: 'end' },
      { title: 'WHEN', value: whenText },
      { title: 'STATE', value: ({ enabled }) => (enabled ? 'on' : 'off') },
    ],
  };
}

export function ruleRecord(context: Context, rule: Rule): RecordView<Rule> {
  return {
    keys: ruleKeys,
    text: () =>
      context.print.fields([
        ['Rule', `${rule.id} ${oneLine(rule.name)}`],
        ['About', aboutText(rule)],
        ['Channel', `${rule.channel_name} (${rule.channel})`],
        ['When', whenText(rule)],
        ['State', rule.enabled ? 'on' : 'off'],
      ]),
  };
}

const notificationKeys = [
  'id',
  'event',
  'subject',
  'state',
  'title',
  'severity',
  'alert_type',
  'channel_id',
  'channel',
  'destination',
  'rule_id',
  'rule',
  'status',
  'reason',
  'waits_for',
  'due_at',
  'summary_id',
  'delivery_id',
  'attempts',
  'created_at',
  'ended_at',
] as const satisfies readonly (keyof Notification)[];

export function notificationList(context: Context, empty: string): ListView<Notification> {
  const now = context.terminal.now();
  return {
    keys: notificationKeys,
    empty,
    columns: [
      { title: 'WHEN', value: ({ created_at }) => since(created_at, now) },
      { title: 'STATUS', value: ({ status }) => status },
      { title: 'SEVERITY', value: ({ severity }) => (severity === null ? '' : severityTag(severity, plain)) },
      {
        title: 'MESSAGE',
        value: ({ state, title }) => (state === 'resolved' ? `resolved: ${title}` : title),
        shrink: 'end',
      },
      { title: 'TO', value: ({ destination }) => destination || 'nobody', shrink: 'end' },
      { title: 'WHY', value: ({ reason }) => oneLine(reason ?? ''), shrink: 'end' },
    ],
  };
}

/** What came of a message that somebody waited for. */
export async function printSent(
  context: Context,
  sent: {
    status: string;
    channel: string;
    address: string;
    reason: string | null;
    may_pass: boolean;
    duration_ms: number;
  },
): Promise<number> {
  await context.print.record(sent, {
    keys: ['status', 'channel', 'address', 'reason', 'may_pass', 'duration_ms'],
    text: () =>
      context.print.fields([
        ['Status', sent.status],
        ['Channel', `${sent.channel} (${sent.address})`],
        ['Took', `${sent.duration_ms} ms`],
        [sent.status === 'sent' ? 'Note' : 'Why', sent.reason],
        [
          'Next',
          sent.status === 'sent'
            ? null
            : sent.may_pass
              ? 'It may work later.'
              : 'It fails until that is changed.',
        ],
      ]),
  });
  return sent.status === 'sent' ? 0 : 1;
}
