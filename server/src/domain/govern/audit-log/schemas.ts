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
  /** Signed checkpoints that agree with the events, and the newest of them. */
  checkpoints: z.object({
    verified: z.number().int(),
    last: z.object({ size: z.number().int(), signed_at: z.iso.datetime(), key_id: z.string() }).nullable(),
  }),
  /** The first event that does not fit, and what is wrong with it. */
  problem: z.object({ sequence: z.number().int(), message: z.string() }).nullable(),
});

const hexHash = z.string().describe('SHA-256 in hexadecimal.');

export const checkpointSchema = z.object({
  size: z.number().int().describe('How many events it covers: those with the numbers 1 to size.'),
  root_hash: hexHash,
  signed_at: z.iso.datetime(),
  key_id: z.string(),
  note: z.string().describe('The checkpoint as a signed note (C2SP tlog-checkpoint).'),
});

export const signingKeySchema = z.object({
  key_id: z.string().describe('The first 16 hexadecimal digits of the SHA-256 of the public key.'),
  algorithm: z.literal('ed25519'),
  public_key: z.string().describe('32 bytes in base64.'),
  verifier_key: z.string().describe('The same for verifiers of signed notes.'),
  created_at: z.iso.datetime(),
  retired_at: z.iso.datetime().nullable(),
});

export const inclusionProofSchema = z.object({
  sequence: z.number().int(),
  leaf: z.string().describe('The event as it is a leaf of the tree: canonical JSON.'),
  leaf_hash: hexHash,
  proof: z
    .array(hexHash)
    .describe('RFC 6962, nearest to the leaf first. The index of the leaf is sequence - 1.'),
  checkpoint: checkpointSchema,
  verified: z.boolean().describe('Whether the proof leads from the event as it is now to the signed root.'),
});

export const consistencyProofSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  from_root: hexHash,
  to_root: hexHash,
  proof: z.array(hexHash),
  verified: z.boolean(),
});

const size = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const consistencyQuerySchema = z.object({
  from: size.describe('Size of the smaller log.'),
  to: size.describe('Size of the larger log, at most that of the last checkpoint.'),
});
export const sequenceSchema = z.object({ sequence: size.describe('Number of the event.') });

const placeOrInstant = z
  .union([z.string().regex(/^\d{1,15}$/), z.iso.datetime()], {
    error: 'must be the number of an event, or a time such as 2026-11-21T08:00:00Z',
  })
  .optional();
export const exportQuerySchema = z.object({
  from: placeOrInstant.describe('The first event: its number, or a time.'),
  to: placeOrInstant.describe('The last event: its number, or a time.'),
});
