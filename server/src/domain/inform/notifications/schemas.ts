import { z } from 'zod';
import { severities } from '../../../core/severity.ts';
import { noticeStates } from '../../../plugin-kit/define-channel.ts';
import { notificationStatuses } from './notification-store.ts';
import { heardEvents } from './read-event.ts';
import { weekdays } from './times.ts';

const name = z.string().trim().min(1).max(100);
const instant = z.iso.datetime();
const json = z.record(z.string(), z.unknown());
const alertTypes = ['security', 'compliance', 'performance', 'cost'] as const;

export const channelKindSchema = z.object({
  kind: z.string(),
  title: z.string(),
  sentence: z.string(),
  /** JSON schemas: what everybody may read, and what is sealed. */
  settings: json,
  secrets: json,
  states: z.array(z.enum(noticeStates)),
  /** Beyond so many single messages in a minute the rest becomes one summary. */
  per_minute: z.number().int().nullable(),
});

export const channelSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  kind: z.string(),
  /** `environment`: its settings come from variables of the installation. */
  origin: z.enum(['person', 'environment']),
  /** Where it goes, without anything secret. */
  address: z.string(),
  settings: json,
  /** Names of the secrets that are set; their values are never shown. */
  secret_fields: z.array(z.string()),
  enabled: z.boolean(),
  is_default: z.boolean(),
  /** False where the variables of an environment channel are gone. */
  configured: z.boolean(),
  health: z.enum(['unknown', 'working', 'failing']),
  failing_since: instant.nullable(),
  last_error: z.string().nullable(),
  last_sent_at: instant.nullable(),
  rules: z.number().int(),
  created_at: instant,
  created_by: z.string().nullable(),
  updated_at: instant,
});

const settingsGiven = z
  .record(z.string().max(60), z.unknown())
  .refine((given) => Object.keys(given).length <= 40);
const secretValue = z.string().max(20_000);

export const newChannelSchema = z.strictObject({
  name,
  kind: z.string().max(40).describe('From `GET /notifications/channels/kinds`: slack, email, teams, …'),
  settings: settingsGiven.default({}),
  secrets: z
    .record(z.string().max(60), secretValue)
    .default({})
    .describe('Sealed at once and never shown again.'),
  enabled: z.boolean().default(true),
  is_default: z.boolean().optional().describe('Gets what no rule is about; true for the first channel.'),
});
export type NewChannel = z.output<typeof newChannelSchema>;

export const channelChangeSchema = z.strictObject({
  name: name.optional(),
  settings: settingsGiven.optional().describe('Replaces all settings.'),
  secrets: z
    .record(z.string().max(60), secretValue.nullable())
    .optional()
    .describe('Replaces those that are named; null removes one.'),
  enabled: z.boolean().optional(),
  is_default: z.boolean().optional(),
});
export type ChannelChange = z.output<typeof channelChangeSchema>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00');
const zone = z.string().min(1).max(60);

const quietHoursSchema = z.strictObject({
  from: time,
  to: time.describe('On the next day when it is not after `from`.'),
  time_zone: zone.default('UTC'),
  days: z
    .array(z.enum(weekdays))
    .max(7)
    .default([])
    .describe('Days on which they begin; empty is every day.'),
  urgent: z
    .enum(severities)
    .nullable()
    .default('critical')
    .describe('This severity and worse is told all the same; null holds everything back.'),
});
const digestSchema = z.strictObject({
  time: time.optional().describe('EMAIL_DIGEST_TIME when absent, 07:00.'),
  time_zone: zone.default('UTC'),
});
const digestGiven = z.union([digestSchema, z.enum(['daily', 'off']), z.boolean()]);

const eventName = z.enum([...heardEvents, 'alert.*', 'job.*', 'approval.*', 'remediation.*']);
const alertType = z.enum(alertTypes);
const oneOrMore = <T extends z.ZodType>(of: T, most: number) => z.union([of, z.array(of).max(most)]);
const address = z.string().max(2000);

const channelWords = {
  channel_id: z.number().int().positive().optional(),
  channelId: z.number().int().positive().optional().describe('The same as channel_id.'),
  channel: z
    .string()
    .max(100)
    .optional()
    .describe(
      'Name or kind of a channel. A kind with webhook_url or email makes the channel where there is none.',
    ),
  webhook_url: address.optional(),
  webhookUrl: address.optional().describe('The same as webhook_url.'),
  email: oneOrMore(z.email().max(320), 50).optional(),
};

const conditions = {
  event: oneOrMore(eventName, 20)
    .optional()
    .describe('Empty is everything that is told without being named.'),
  events: z.array(eventName).max(20).optional().describe('The same as event.'),
  alert_type: oneOrMore(alertType, 4).optional(),
  alertType: oneOrMore(alertType, 4).optional().describe('The same as alert_type.'),
  severity: z.enum(severities).nullable().optional().describe('This severity and worse.'),
  provider_id: z.number().int().positive().nullable().optional(),
  providerId: z.number().int().positive().nullable().optional().describe('The same as provider_id.'),
  tags: z
    .record(z.string().min(1).max(128), z.string().max(256))
    .refine((tags) => Object.keys(tags).length <= 20, 'at most 20 tags')
    .optional()
    .describe('Every one must be on the resource; an empty value is any.'),
  control: z
    .string()
    .max(120)
    .regex(/^[a-z0-9-]+\*?$/, 'must be the id of a control; * at its end stands for the rest')
    .nullable()
    .optional(),
  quiet_hours: quietHoursSchema.nullable().optional(),
  quietHours: quietHoursSchema.nullable().optional().describe('The same as quiet_hours.'),
  digest: digestGiven.nullable().optional().describe('One summary a day instead of single messages.'),
};

export const ruleGivenSchema = z.strictObject({
  name: name.optional(),
  ...channelWords,
  ...conditions,
  enabled: z.boolean().optional(),
});
export type RuleGiven = z.output<typeof ruleGivenSchema>;

export const ruleSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  channel_id: z.number().int(),
  /** Kind of the channel. */
  channel: z.string(),
  channel_name: z.string(),
  events: z.array(z.string()),
  alert_types: z.array(z.string()),
  /** The only one; null when there are several or none. */
  event: z.string().nullable(),
  alert_type: z.string().nullable(),
  severity: z.enum(severities).nullable(),
  provider_id: z.number().int().nullable(),
  tags: z.record(z.string(), z.string()),
  control: z.string().nullable(),
  quiet_hours: quietHoursSchema.nullable(),
  digest: z.object({ time: z.string(), time_zone: z.string() }).nullable(),
  enabled: z.boolean(),
  created_at: instant,
  created_by: z.string().nullable(),
  updated_at: instant,
});

export const previewGivenSchema = z.strictObject({
  rule: z.strictObject({ name: name.optional(), ...conditions }),
  days: z.number().int().min(1).max(90).default(30),
});

export const previewSchema = z.object({
  days: z.number().int(),
  /** Events of that time that were looked at; the newest 5,000. */
  events: z.number().int(),
  /** When the oldest of them was. */
  since: instant.nullable(),
  matches: z.number().int(),
  messages: z.number().int(),
  held_for_quiet_hours: z.number().int(),
  summaries: z.number().int(),
  not_told: z.number().int(),
  by_severity: z.record(z.enum(severities), z.number().int()),
  /** Newest first, at most 50. */
  examples: z.array(
    z.object({
      at: instant,
      event: z.string(),
      title: z.string(),
      severity: z.enum(severities).nullable(),
      outcome: z.enum(['send', 'hold', 'suppress']),
      told_at: instant.nullable(),
      reason: z.string().nullable(),
    }),
  ),
});

export const preferencesSchema = z.strictObject({
  assigned: z.boolean().describe('Plans that wait for you, and alerts that you look after.'),
  alerts: z.enum(severities).nullable().describe('Alerts of this severity and worse; null is none.'),
  quiet_hours: quietHoursSchema.nullable(),
  digest: z.object({ time: time, time_zone: zone }).nullable(),
});
export const myPreferencesSchema = preferencesSchema.extend({
  email: z.string(),
  /** False where the operator has configured no mail server: nothing of this is sent then. */
  mail_possible: z.boolean(),
});
export const preferencesGivenSchema = z.strictObject({
  assigned: z.boolean().optional(),
  alerts: z.enum(severities).nullable().optional(),
  quiet_hours: quietHoursSchema.nullable().optional(),
  digest: digestGiven.nullable().optional(),
});

export const testGivenSchema = z.strictObject({
  channel: z.union([z.string().min(1).max(100), z.number().int().positive()]).describe('Id, name or kind.'),
  webhook_url: address.optional().describe('Tries this address instead of a stored channel.'),
  webhookUrl: address.optional().describe('The same as webhook_url.'),
  to: oneOrMore(z.email().max(320), 50).optional().describe('Tries these recipients; channel is email.'),
});
export const messageGivenSchema = z.strictObject({
  channel: z.union([z.string().min(1).max(100), z.number().int().positive()]).describe('Id, name or kind.'),
  message: z.string().trim().min(1).max(4000),
  title: z.string().trim().min(1).max(200).optional(),
});
export const sentSchema = z.object({
  status: z.enum(['sent', 'failed']),
  channel: z.string(),
  address: z.string(),
  /** Why it failed, or what is worth knowing although it went out. */
  reason: z.string().nullable(),
  /** Whether another attempt could do better. */
  may_pass: z.boolean(),
  duration_ms: z.number().int(),
});

export const notificationSchema = z.object({
  id: z.number().int(),
  event: z.string(),
  subject: z.string().nullable(),
  state: z.enum(noticeStates),
  title: z.string(),
  severity: z.enum(severities).nullable(),
  alert_type: z.string().nullable(),
  channel_id: z.number().int().nullable(),
  channel: z.string().nullable(),
  destination: z.string(),
  rule_id: z.number().int().nullable(),
  rule: z.string().nullable(),
  status: z.enum(notificationStatuses),
  /** Why it waits, failed or was not sent. */
  reason: z.string().nullable(),
  waits_for: z.enum(['quiet', 'digest', 'burst']).nullable(),
  due_at: instant.nullable(),
  summary_id: z.number().int().nullable(),
  delivery_id: z.string().nullable(),
  attempts: z.number().int(),
  created_at: instant,
  ended_at: instant.nullable(),
});
