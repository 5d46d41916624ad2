import { z } from 'zod';
import { longestRetentionDays, shortestRetentionDays } from './settings.ts';

export const evidencePackageSchema = z.object({
  id: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  record_count: z.number().int(),
  /** The root of the records, RFC 6962 with SHA-256, in hexadecimal. */
  root_hash: z.string(),
  sealed_at: z.iso.datetime(),
  sealed_by: z.object({
    kind: z.enum(['user', 'api_key', 'system']),
    id: z.number().int().nullable(),
    label: z.string(),
  }),
  /** Nobody can remove it before; afterwards the job of retention does. */
  retain_until: z.iso.datetime(),
  /** Null for the seconds between the act and the signature. */
  signature: z.object({ key_id: z.string(), signature: z.string(), signed_at: z.iso.datetime() }).nullable(),
});

export const evidenceSchema = evidencePackageSchema.extend({
  /** False when the stored records no longer give the root: somebody changed them. */
  intact: z.boolean(),
  records: z.array(
    z.object({ position: z.number().int(), kind: z.string(), sha256: z.string(), content: z.json() }),
  ),
});

export const evidenceFilterSchema = z.object({
  subject_kind: z.string().min(1).max(100).optional().describe('Only of this kind, as job_execution.'),
  subject_id: z.string().min(1).max(100).optional().describe('Only of the subject with this id.'),
});

export const evidenceSettingsSchema = z.object({
  retention_days: z.number().int().describe('So long is kept what is sealed from now on.'),
  packages: z.number().int(),
  past_retention: z.number().int().describe('Packages that the next run of retention removes.'),
  /** Null while nobody changed it. */
  updated_at: z.iso.datetime().nullable(),
  updated_by: z.string().nullable(),
});

export const changeEvidenceSettingsSchema = z.strictObject({
  retention_days: z
    .number()
    .int()
    .min(shortestRetentionDays, `must be at least ${shortestRetentionDays} days`)
    .max(longestRetentionDays, `must be at most ${longestRetentionDays} days`)
    .describe('What is sealed already keeps the time that it was promised, also when this gets shorter.'),
});

export const evidenceIdSchema = z.object({
  id: z
    .string()
    .regex(/^evp_[\w-]{24}$/, 'must be the id of a package, such as evp_ and 24 signs')
    .describe('Id of the package.'),
});
