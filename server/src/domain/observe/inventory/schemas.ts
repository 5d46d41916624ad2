import { z } from 'zod';

const unreadableSchema = z.object({
  path: z.string(),
  reason: z.enum(['denied', 'throttled', 'unsupported', 'failed']),
  permission: z.string().optional(),
  message: z.string().optional(),
});

export const resourceSchema = z.object({
  id: z.number().int(),
  external_id: z.string(),
  provider_id: z.number().int(),
  provider_name: z.string(),
  name: z.string(),
  resource_type: z.string(),
  vendor_type: z.string(),
  region: z.string(),
  status: z.enum(['active', 'stopped', 'deleted']),
  tags: z.record(z.string(), z.string()),
  unreadable_count: z.number().int(),
  first_seen_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  changed_at: z.iso.datetime(),
});

export const resourceDetailSchema = resourceSchema.extend({
  configuration: z.record(z.string(), z.json()),
  unreadable: z.array(unreadableSchema),
  observed_at: z.iso.datetime(),
  version_id: z.number().int(),
  content_hash: z.string(),
  baseline_id: z.number().int().nullable(),
  open_drifts: z.number().int(),
  status_history: z.array(z.object({ from: z.string().nullable(), to: z.string(), at: z.iso.datetime() })),
});

export const resourceVersionSchema = z.object({
  id: z.number().int(),
  resource_id: z.number().int(),
  content_hash: z.string(),
  observed_at: z.iso.datetime(),
  unreadable_count: z.number().int(),
});

export const resourceConfigurationSchema = z.object({
  resource_id: z.number().int(),
  version_id: z.number().int(),
  observed_at: z.iso.datetime(),
  configuration: z.record(z.string(), z.json()),
  unreadable: z.array(unreadableSchema),
});

const resourceSorts = ['name', 'type', 'region', 'changed_at'] as const;

/** Filters of the list; several values are separated by commas. `tag` is `key` or `key=value`. */
export const resourceFilterSchema = z.object({
  provider_id: z.string().max(200).optional(),
  type: z.string().max(500).optional(),
  region: z.string().max(500).optional(),
  status: z.string().max(100).optional(),
  tag: z.string().max(400).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(resourceSorts).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
});

/** Values that a filter can take, with how many resources each would leave. */
export const resourceFacetsSchema = z.object({
  total: z.number().int(),
  types: z.array(z.object({ value: z.string(), title: z.string(), count: z.number().int() })),
  regions: z.array(z.object({ value: z.string(), count: z.number().int() })),
  statuses: z.array(z.object({ value: z.string(), count: z.number().int() })),
  providers: z.array(z.object({ value: z.number().int(), title: z.string(), count: z.number().int() })),
});
