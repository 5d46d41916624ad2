import { z } from 'zod';

export const exceptionStates = ['requested', 'active', 'rejected', 'expired', 'revoked', 'reopened'] as const;

const tagsSchema = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .refine((tags) => Object.keys(tags).length <= 20, 'has more than 20 tags');

export const requestExceptionSchema = z
  .strictObject({
    control_id: z.string().min(3).max(80),
    /** One resource, or a pattern: everything that is given must fit. */
    resource_id: z.number().int().positive().optional(),
    name_pattern: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('`*` is any text, `?` one character.'),
    tags: tagsSchema.optional(),
    region: z.string().min(1).max(40).optional(),
    reason: z.string().trim().min(10).max(2000),
    owner: z.string().trim().min(2).max(200).describe('Who answers for it: a person or a team.'),
    expires_at: z.iso.datetime({ offset: true }).describe('Within a year.'),
  })
  .refine(
    ({ resource_id, name_pattern, tags, region }) =>
      resource_id !== undefined ||
      name_pattern !== undefined ||
      region !== undefined ||
      Object.keys(tags ?? {}).length > 0,
    {
      path: ['resource_id'],
      message: 'say what is accepted: a resource_id, a name_pattern, tags or a region',
    },
  );

export const decideExceptionSchema = z.strictObject({ note: z.string().trim().max(2000).optional() });
export const rejectExceptionSchema = z.strictObject({ note: z.string().trim().min(3).max(2000) });
export const revokeExceptionSchema = z.strictObject({ reason: z.string().trim().max(2000).optional() });

export const exceptionSchema = z.object({
  id: z.number().int(),
  control_id: z.string(),
  control_title: z.string().describe('Its id, when the control does not exist any more.'),
  resource_id: z.number().int().nullable(),
  resource_name: z.string().nullable(),
  name_pattern: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
  region: z.string().nullable(),
  reason: z.string(),
  owner: z.string(),
  state: z.enum(exceptionStates),
  requested_by: z.string(),
  requested_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  decided_by: z.string().nullable(),
  decided_at: z.iso.datetime().nullable(),
  decision_note: z.string().nullable(),
  ended_by: z.string().nullable(),
  ended_at: z.iso.datetime().nullable(),
  end_reason: z.string().nullable(),
  /** Findings that it is about. */
  finding_count: z.number().int(),
  /** Of these, open again because their evidence changed. */
  reopened_count: z.number().int(),
});

export const exceptionDetailSchema = exceptionSchema.extend({
  /** Why the caller cannot decide; null when they can. */
  decision_problem: z.string().nullable(),
  findings: z.array(
    z.object({
      resource_id: z.number().int(),
      resource_name: z.string(),
      resource_type: z.string(),
      region: z.string(),
      /** As it was when the exception was asked for. */
      message: z.string(),
      evidence: z.record(z.string(), z.unknown()),
      fingerprint: z.string(),
      /** `changed`: it fails now with other evidence, which is not accepted. `gone`: it does not fail any more. */
      now: z.enum(['same', 'changed', 'unknown', 'gone']),
      reopened_at: z.iso.datetime().nullable(),
    }),
  ),
});
