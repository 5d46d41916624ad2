import { z } from 'zod';
import { severities } from '../../../core/severity.ts';
import { controlCategories } from '../../../plugin-kit/define-control.ts';
import { controlStatusSchema, countsSchema, unseenSchema } from './schemas.ts';

const head = {
  id: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  category: z.enum(controlCategories),
  service: z.string(),
  resource_type: z.string(),
  /** Written by the organisation itself. */
  custom: z.boolean(),
};

export const controlRowSchema = z.object({
  ...head,
  counts: countsSchema,
  /** Over the connected accounts; null when none is of its vendor. */
  status: controlStatusSchema.nullable(),
});

const advice = z.object({
  console: z.string(),
  cli: z.string(),
  terraform: z.string(),
  cloudformation: z.string(),
});

export const controlDetailSchema = controlRowSchema.extend({
  version: z.number().int(),
  risk: z.string(),
  advice,
  references: z.array(z.string()),
  equivalents: z.array(z.string()),
  resource_types: z.array(z.string()),
  /** Other types that it looks at. */
  reads: z.array(z.string()),
  depends_on_time: z.boolean(),
  without_framework: z.string().nullable(),
  frameworks: z.array(
    z.object({ framework_id: z.string(), version: z.string(), requirement_id: z.string() }),
  ),
  /** Cases with their answers, from the tests of the control. */
  examples: z.record(
    z.enum(['pass', 'fail', 'unknown', 'not_applicable']),
    z.array(z.object({ title: z.string(), configuration: z.json() })),
  ),
  /** Lists that were not read to their end. */
  unlisted: z.array(unseenSchema),
  judged_at: z.iso.datetime().nullable(),
});

const exceptionSchema = z.object({ id: z.number().int(), expires_at: z.iso.datetime() }).nullable();

const verdict = {
  status: controlStatusSchema,
  message: z.string().nullable(),
  /** Dotted path of the configuration → the value that decided. */
  evidence: z.json(),
  unseen: z.array(unseenSchema),
  first_seen_at: z.iso.datetime().nullable(),
  exception: exceptionSchema,
};

export const controlResourceSchema = z.object({
  resource_id: z.number().int(),
  resource_name: z.string(),
  type: z.string(),
  region: z.string(),
  provider_id: z.number().int(),
  provider_name: z.string(),
  version_id: z.number().int(),
  judged_at: z.iso.datetime(),
  ...verdict,
});

export const resourceComplianceSchema = z.object({
  resource_id: z.number().int(),
  version_id: z.number().int(),
  /** When the account was last judged; null before the first time. */
  judged_at: z.iso.datetime().nullable(),
  counts: countsSchema,
  controls: z.array(
    z.object({
      control_id: z.string(),
      title: z.string(),
      severity: z.enum(severities),
      category: z.enum(controlCategories),
      frameworks: z.array(
        z.object({ framework_id: z.string(), version: z.string(), requirement_id: z.string() }),
      ),
      ...verdict,
    }),
  ),
});
