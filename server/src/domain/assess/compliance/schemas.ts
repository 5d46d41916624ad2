import { z } from 'zod';
import { severities } from '../../../core/severity.ts';
import { requirementStatuses } from './assess.ts';

const count = z.number().int().min(0);

/** The three numbers, and their quotient of passed and evaluated; null when nothing could be evaluated. */
export const scoreShape = { passed: count, evaluated: count, total: count, score: z.number().nullable() };
export const requirementStatusSchema = z.enum(requirementStatuses);
export const controlStatusSchema = z.enum(['pass', 'fail', 'unknown', 'not_applicable', 'excepted']);
export const countsSchema = z.object({
  pass: count,
  fail: count,
  unknown: count,
  not_applicable: count,
  /** Failures that were accepted for a time; not among `fail`. */
  excepted: count,
});
export const unseenSchema = z.object({
  type: z.string(),
  path: z.string(),
  reason: z.string(),
  permission: z.string().optional(),
  region: z.string().optional(),
});
const scopeSchema = z.object({
  provider_ids: z.array(z.number().int()),
  regions: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
});

export const assessmentSchema = z.object({
  id: z.number().int(),
  framework_id: z.string(),
  framework_version: z.string(),
  framework_title: z.string(),
  status: z.literal('completed'),
  trigger: z.string(),
  /** The past moment that it tells of; null for the present. */
  as_of: z.iso.datetime().nullable(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime(),
  scope: scopeSchema,
  ...scoreShape,
  /** The average over the accounts, each by the number of its evaluated requirements. */
  weighted_score: z.number().nullable(),
  failed: count,
  unknown: count,
  excepted: count,
  not_applicable: count,
  manual: count,
  attested: count,
  not_automated: count,
  categories: z.array(z.object({ id: z.string(), title: z.string(), ...scoreShape })),
  providers: z.array(z.object({ provider_id: z.number().int(), name: z.string(), ...scoreShape })),
  newly_failing: z.array(z.string()),
  newly_passing: z.array(z.string()),
  execution_id: z.number().int(),
  previous_id: z.number().int().nullable(),
});

export const assessmentDetailSchema = assessmentSchema.extend({
  still_failing: z.array(z.object({ control_id: z.string(), since: z.iso.datetime() })),
});

export const assessedControlSchema = z.object({
  control_id: z.string(),
  control_version: z.number().int(),
  title: z.string(),
  severity: z.enum(severities),
  status: controlStatusSchema,
  counts: countsSchema,
  failing_since: z.iso.datetime().nullable(),
  /** Lists that were not read to their end. */
  unlisted: z.array(unseenSchema),
  /** The first hundred that fail or cannot be judged. */
  resources: z.array(
    z.object({
      resource_id: z.number().int(),
      resource_name: z.string(),
      external_id: z.string(),
      type: z.string(),
      region: z.string(),
      provider_id: z.number().int(),
      status: z.enum(['fail', 'unknown', 'excepted']),
      message: z.string(),
      version_id: z.number().int(),
      first_seen_at: z.iso.datetime().nullable(),
    }),
  ),
});

export const resultSchema = z.object({
  requirement_id: z.string(),
  title: z.string(),
  category: z.string(),
  levels: z.array(z.string()),
  status: requirementStatusSchema,
  /** By the id of the account. */
  provider_statuses: z.record(z.string(), requirementStatusSchema),
  /** Why a person must look, where one must. */
  manual: z.string().nullable(),
  controls: z.array(assessedControlSchema),
});

const enablementSchema = z.object({ ...scopeSchema.shape, enabled_at: z.iso.datetime() });

export const frameworkSchema = z.object({
  id: z.string(),
  version: z.string(),
  /** The same as `title`. */
  name: z.string(),
  title: z.string(),
  publisher: z.string(),
  provider: z.string(),
  description: z.string(),
  url: z.string(),
  newest: z.boolean(),
  /** How many requirements, and how many of them controls judge. */
  requirements: count,
  automated: count,
  enabled: z.boolean(),
  /** Null when it is not enabled. */
  enablement: enablementSchema.nullable(),
  /** The newest assessment of the present; null before the first. */
  latest: z.object({ assessment_id: z.number().int(), at: z.iso.datetime(), ...scoreShape }).nullable(),
});

export const frameworkDetailSchema = frameworkSchema.extend({
  versions: z.array(z.string()),
  categories: z.array(z.object({ id: z.string(), title: z.string() })),
  requirement_list: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      category: z.string(),
      levels: z.array(z.string()),
      controls: z.array(z.string()),
      manual: z.string().nullable(),
      /** In the newest assessment; null before the first. */
      status: requirementStatusSchema.nullable(),
    }),
  ),
});

const name = z.string().trim().min(1);

export const enableSchema = z.strictObject({
  version: name.max(40).optional(),
  /** Absent or empty: every account, also those that are connected later. */
  provider_ids: z.array(z.number().int().positive()).max(1000).optional(),
  /** Absent or empty: every region. What is global belongs to every scope. */
  regions: z.array(name.max(60)).max(100).optional(),
  /** Only resources that carry all of these. */
  tags: z.record(name.max(128), z.string().max(256)).optional(),
});

export const enabledSchema = z.object({
  framework_id: z.string(),
  version: z.string(),
  job_id: z.number().int(),
  status: z.string(),
  execution_id: z.number().int(),
});

export const overviewSchema = z.object({
  /** Over the newest assessments of all enabled frameworks, each requirement once. */
  ...scoreShape,
  unknown: count,
  failing_controls: z.record(z.enum(severities), count),
  frameworks: z.array(
    z.object({
      framework_id: z.string(),
      version: z.string(),
      title: z.string(),
      assessment_id: z.number().int().nullable(),
      at: z.iso.datetime().nullable(),
      ...scoreShape,
      failed: count,
      unknown: count,
      excepted: count,
      manual: count,
    }),
  ),
});

export const failingControlSchema = z.object({
  control_id: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  counts: countsSchema,
  failing_since: z.iso.datetime().nullable(),
  frameworks: z.array(
    z.object({
      framework_id: z.string(),
      version: z.string(),
      assessment_id: z.number().int(),
      requirement_ids: z.array(z.string()),
    }),
  ),
});

export const trendSchema = z.object({
  framework_id: z.string(),
  version: z.string(),
  /** Oldest first. */
  data: z.array(
    z.object({
      assessment_id: z.number().int(),
      at: z.iso.datetime(),
      ...scoreShape,
      failed: count,
      unknown: count,
    }),
  ),
});
