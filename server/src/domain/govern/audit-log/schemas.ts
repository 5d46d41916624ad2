import { z } from 'zod';

export const auditEventSchema = z.object({
  sequence: z.number().int(),
  at: z.iso.datetime(),
  action: z.string(),
  actor: z.object({
    kind: z.enum(['user', 'api_key', 'system']),
    id: z.number().int().nullable(),
    label: z.string(),
  }),
  target: z.object({ type: z.string(), id: z.string() }),
  outcome: z.enum(['succeeded', 'failed', 'skipped', 'denied']),
  detail: z.record(z.string(), z.json()),
  request_id: z.string().nullable(),
  previous_hash: z.string(),
  hash: z.string(),
});

export const auditFilterSchema = z.object({
  action: z.string().max(200).optional(),
  actor: z.string().max(200).optional(),
  target_type: z.string().max(100).optional(),
  target_id: z.string().max(200).optional(),
  outcome: z.string().max(50).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  q: z.string().max(200).optional(),
});

export const auditVerificationSchema = z.object({
  verified: z.boolean(),
  events: z.number().int(),
  head: z.object({ sequence: z.number().int(), hash: z.string() }).nullable(),
  /** The first event that does not fit, and what is wrong with it. */
  problem: z.object({ sequence: z.number().int(), message: z.string() }).nullable(),
});
