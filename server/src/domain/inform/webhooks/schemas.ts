import { z } from 'zod';
import { everyEvent, subscribableEvents } from './payloads.ts';

export const webhookId = z.string().regex(/^wh_[0-9a-f]{20}$/, 'must look like wh_4f0c…');

const name = z.string().trim().min(1).max(100);
const url = z.string().trim().min(8).max(2000).describe('https, unless private addresses are allowed.');
const events = z
  .array(z.enum([everyEvent, ...subscribableEvents]))
  .min(1)
  .max(50)
  .describe('Names of GET /webhooks/events; * is every event, also of later versions.');
const secret = z.string().max(200);

export const createWebhookSchema = z.strictObject({
  name,
  url,
  events,
  enabled: z.boolean().default(true),
  secret: secret
    .optional()
    .describe('One of your own: whsec_ and base64 of 24 to 64 bytes. Made when absent.'),
});

export const changeWebhookSchema = z.strictObject({
  name: name.optional(),
  url: url.optional(),
  events: events.optional(),
  enabled: z.boolean().optional(),
});

export const rotateSecretSchema = z.strictObject({
  overlap_hours: z
    .number()
    .int()
    .min(0)
    .max(168)
    .default(24)
    .describe('How long the former secret signs too; 0 ends it at once.'),
  secret: secret.optional(),
});

const instant = z.iso.datetime();

export const webhookSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Without its path for those who may not manage settings: the path is often a secret. */
  url: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  /** `paused`: it answered 410 Gone, or nothing arrived for a day. */
  status: z.enum(['active', 'disabled', 'paused']),
  paused_reason: z.string().nullable(),
  paused_at: instant.nullable(),
  secret_set_at: instant,
  /** Until then the former secret signs too. */
  former_secret_until: instant.nullable(),
  failures_in_a_row: z.number().int(),
  failing_since: instant.nullable(),
  last_delivery_status: z.enum(['success', 'failed']).nullable(),
  last_delivery_at: instant.nullable(),
  created_at: instant,
  created_by: z.string(),
  updated_at: instant,
});

export const createdWebhookSchema = webhookSchema.extend({
  /** Shown here and never again. */
  secret: z.string(),
});

export const rotatedSecretSchema = z.object({
  id: z.string(),
  /** Shown here and never again. */
  secret: z.string(),
  former_secret_until: instant.nullable(),
});

export const testedWebhookSchema = z.object({ delivery_id: z.string(), status: z.literal('pending') });

/** `success` arrived; `suppressed` was not sent because the webhook was disabled, paused or deleted. */
export const shownDeliveryStatuses = ['pending', 'success', 'failed', 'suppressed'] as const;

export const webhookDeliverySchema = z.object({
  id: z.string(),
  webhook_id: z.string(),
  event: z.string(),
  status: z.enum(shownDeliveryStatuses),
  /** Attempts that were begun. */
  attempts: z.number().int(),
  /** Why it failed or was not sent. */
  reason: z.string().nullable(),
  /** What the newest attempt that got an answer was answered. */
  status_code: z.number().int().nullable(),
  duration_ms: z.number().int().nullable(),
  created_at: instant,
  next_retry_at: instant.nullable(),
  ended_at: instant.nullable(),
});

const headers = z.record(z.string(), z.string());

export const webhookDeliveryDetailSchema = webhookDeliverySchema.extend({
  /** What is sent, byte for byte the same in every attempt. */
  payload: z.string(),
  /** Newest first, at most 50. */
  attempt_list: z.array(
    z.object({
      attempt: z.number().int(),
      /** `interrupted`: the process ended, and nobody knows whether it arrived. */
      outcome: z.enum(['sent', 'retry', 'give_up', 'suppressed', 'interrupted']),
      reason: z.string().nullable(),
      started_at: instant,
      ended_at: instant,
      /** Signatures are shortened. */
      request: z.object({ method: z.string(), host: z.string(), headers }).nullable(),
      /** `body` is its first 4 kB. */
      response: z
        .object({ status: z.number().int(), headers, body: z.string(), duration_ms: z.number().int() })
        .nullable(),
    }),
  ),
});

export const webhookEventSchema = z.object({
  event: z.string(),
  sentence: z.string(),
  /** False for the ping, which comes without being asked for. */
  subscribable: z.boolean(),
  /** The fields of `data`, with what they say. */
  fields: z.array(z.object({ name: z.string(), description: z.string() })),
});
