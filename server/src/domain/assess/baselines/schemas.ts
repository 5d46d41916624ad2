import { z } from 'zod';

export const baselineSchema = z.object({
  id: z.number().int(),
  resource_id: z.number().int(),
  version_id: z.number().int(),
  captured_at: z.iso.datetime(),
  created_by: z.object({ id: z.number().int(), label: z.string() }).nullable(),
  source: z.enum(['initial_sync', 'manual', 'post_resolve', 'scheduled', 'promotion']),
  description: z.string(),
  /** The newest baseline of a resource is what a scan compares with. */
  is_active: z.boolean(),
});

export const baselineDetailSchema = baselineSchema.extend({
  resource_name: z.string(),
  resource_type: z.string(),
  configuration: z.record(z.string(), z.json()),
  unreadable: z.array(z.object({ path: z.string(), reason: z.string(), permission: z.string().optional() })),
});

/** `promote` also resolves the open drifts of the resource as `baseline_updated`. */
export const createBaselineSchema = z.strictObject({
  resource_id: z.number().int().positive(),
  promote: z.boolean().default(false),
  description: z.string().max(500).default(''),
});

export const baselineComparisonSchema = z.object({
  baseline_a: baselineSchema,
  baseline_b: baselineSchema,
  diff: z.array(
    z.object({
      path: z.string(),
      change: z.string(),
      baseline_a_value: z.json(),
      baseline_b_value: z.json(),
    }),
  ),
  folded: z.array(z.object({ path: z.string(), rule: z.string() })),
});
