import { z } from 'zod';
import { fileEndings, largestFileBytes } from './file.ts';

/** Base64 takes four characters for three bytes. */
const longestBase64 = Math.ceil(largestFileBytes / 3) * 4 + 4;
/** The body with a file as large as it may be. */
export const bodyLimitBytes = longestBase64 + 64 * 1024;

export const attestSchema = z.strictObject({
  framework_id: z.string().min(1).max(64),
  version: z.string().min(1).max(40).optional().describe('The newest version when absent.'),
  requirement_id: z.string().min(1).max(64),
  statement: z.string().trim().min(20).max(5000).describe('What was looked at, and what was found.'),
  valid_until: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Within two years; a year from now when absent.'),
  file: z
    .strictObject({
      name: z
        .string()
        .trim()
        .min(3)
        .max(200)
        .regex(/^[^/\\\p{C}]+$/u, 'must be a name without slashes'),
      content_base64: z.base64().min(4).max(longestBase64),
    })
    .optional()
    .describe(`At most 2 MB; one of ${fileEndings.join(', ')}.`),
});

export const withdrawSchema = z.strictObject({
  reason: z.string().trim().max(2000).optional(),
});

export const attestationStates = ['valid', 'expired', 'withdrawn'] as const;

export const attestationSchema = z.object({
  id: z.number().int(),
  framework_id: z.string(),
  framework_version: z.string(),
  requirement_id: z.string(),
  statement: z.string(),
  state: z.enum(attestationStates),
  attested_by: z.string(),
  attested_at: z.iso.datetime(),
  valid_until: z.iso.datetime(),
  withdrawn_by: z.string().nullable(),
  withdrawn_at: z.iso.datetime().nullable(),
  withdraw_reason: z.string().nullable(),
  file: z
    .object({
      name: z.string(),
      media_type: z.string(),
      bytes: z.number().int(),
      sha256: z.string(),
    })
    .nullable(),
});
