import { z } from 'zod';

/** What the API says of a provider. Credentials are never part of it. */
export const gapSchema = z.object({
  source: z.string(),
  region: z.string(),
  reason: z.enum([
    'denied',
    'throttled',
    'unsupported',
    'failed',
    'region_disabled',
    'cancelled',
    'timeout',
    'capped',
  ]),
  permission: z.string().optional(),
  paths: z.array(z.string()),
  resources: z.number().int().nullable(),
  message: z.string(),
});

/** `percent` is null when nothing was scanned yet: no number instead of a hopeful one. */
export const coverageSchema = z.object({
  /** Sources (a collector in a region) that were seen whole. */
  evaluated: z.number().int(),
  total: z.number().int(),
  percent: z.number().nullable(),
  gaps: z.array(gapSchema),
  observed_at: z.iso.datetime().nullable(),
});

export const providerStatusSchema = z.enum(['syncing', 'synced', 'partial', 'error', 'disconnected']);

export const providerSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  type: z.enum(['aws', 'gcp', 'azure', 'kubernetes']),
  account_id: z.string(),
  auth_method: z.string(),
  /** Not secret: region, role_arn, external_id, profile, endpoint_url. */
  settings: z.record(z.string(), z.string()),
  status: providerStatusSchema,
  error_message: z.string().nullable(),
  resource_count: z.number().int(),
  coverage: coverageSchema.omit({ gaps: true }).extend({ gap_count: z.number().int() }),
  last_synced_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  disconnected_at: z.iso.datetime().nullable(),
  /** The execution that syncs it now, if any. */
  running_execution_id: z.number().int().nullable(),
});

const name = z.string().trim().min(1).max(100);
const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as us-east-1')
  .default('us-east-1');
const endpointUrl = z.url().max(500).optional();

/** Body of POST /providers/aws/connect; without `method` a key pair is meant, as published. */
export const connectAwsSchema = z.strictObject({
  name,
  method: z.enum(['access_keys', 'assume_role', 'profile', 'default_chain']).default('access_keys'),
  region,
  accessKeyId: z.string().min(16).max(128).optional(),
  secretAccessKey: z.string().min(16).max(256).optional(),
  sessionToken: z.string().min(1).max(4096).optional(),
  roleArn: z
    .string()
    .regex(/^arn:[a-z-]+:iam::\d{12}:role\/.+$/, 'must be the ARN of an IAM role')
    .max(2048)
    .optional(),
  externalId: z.string().min(2).max(1224).optional(),
  profile: z.string().min(1).max(200).optional(),
  endpointUrl,
});

export const sourceOutcomeSchema = z.object({
  source: z.string(),
  region: z.string(),
  outcome: z.enum([
    'success_with_data',
    'success_empty',
    'partial',
    'permission_denied',
    'rate_limited',
    'failed',
    'cancelled',
    'region_disabled',
  ]),
  fetched: z.number().int(),
  duration_ms: z.number().int(),
  observed_at: z.iso.datetime(),
  /** When this scope was last seen whole. */
  last_complete_at: z.iso.datetime().nullable(),
  gaps: z.array(gapSchema),
});

export const providerCoverageSchema = coverageSchema.extend({ sources: z.array(sourceOutcomeSchema) });

export const syncRunSchema = z.object({
  id: z.number().int(),
  execution_id: z.number().int().nullable(),
  status: z.enum(['running', 'succeeded', 'partial', 'failed']),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  duration_ms: z.number().int().nullable(),
  found: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  deleted: z.number().int(),
  unreadable: z.number().int(),
  error: z.string().nullable(),
});

export const preflightSchema = z.object({
  permissions: z.array(
    z.object({
      permission: z.string(),
      state: z.enum(['granted', 'denied', 'unknown']),
      message: z.string(),
      lost: z.array(z.object({ type: z.string(), paths: z.array(z.string()) })),
    }),
  ),
  checked_at: z.iso.datetime(),
});
