import { z } from 'zod';

/** What the API says of a provider. Credentials are never part of it. */
const gapSchema = z.object({
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

const providerStatusSchema = z.enum(['syncing', 'synced', 'partial', 'error', 'disconnected']);

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
  /** Credentials for changing something, apart from those for reading; without them approved plans cannot be applied. */
  write_access: z.object({ configured: z.boolean(), principal: z.string().nullable() }),
  /** The execution that syncs it now, if any. */
  running_execution_id: z.number().int().nullable(),
});

const secret = z.string().max(8192).optional();

/**
 * How to reach an AWS account. The provider's own schema says what each method needs and names the field that
 * is wrong; here the strings are only bounded. Without `method` a key pair is meant, as published.
 */
export const awsCredentialsSchema = z.strictObject({
  method: z.enum(['access_keys', 'assume_role', 'profile', 'default_chain']).default('access_keys'),
  accessKeyId: z.string().max(200).optional(),
  secretAccessKey: secret,
  sessionToken: secret,
  roleArn: z.string().max(2048).optional(),
  externalId: z.string().max(1224).optional(),
  sourceAccessKeyId: z.string().max(200).optional(),
  sourceSecretAccessKey: secret,
  sourceSessionToken: secret,
  profile: z.string().max(200).optional(),
  region: z.string().max(64).optional(),
  endpointUrl: z.string().max(2048).optional(),
});

export const connectAwsSchema = awsCredentialsSchema.extend({ name: z.string().trim().min(1).max(100) });

const sourceOutcomeSchema = z.object({
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
