import { z } from 'zod';
import { severities } from '../../../core/severity.ts';

export const alertTypes = ['security', 'compliance', 'performance', 'cost'] as const;
export const alertStatuses = ['open', 'acknowledged', 'resolved'] as const;
const alertChanges = [
  'raised',
  'occurred',
  'reopened',
  'worsened',
  'acknowledged',
  'resolved',
  'mapped',
  'unmapped',
  'muted',
  'unmuted',
  'assigned',
] as const;

/** Something that can be looked at: `{kind: 'execution', id: 77}`. */
const evidenceSchema = z.object({ kind: z.string(), id: z.number().int() });

export const alertSchema = z.object({
  id: z.number().int(),
  title: z.string(),
  description: z.string(),
  type: z.enum(alertTypes),
  severity: z.enum(severities),
  status: z.enum(alertStatuses),
  /** What it is about: `job` 12. `key` is the id of a source that has no number, such as a control. */
  source: z.object({ kind: z.string(), id: z.number().int(), key: z.string().nullable(), name: z.string() }),
  /** The newest thing that shows it: the execution that failed, the drift. */
  evidence: evidenceSchema.nullable(),
  /** The id is null when the record of the resource was deleted. */
  resource: z
    .object({ id: z.number().int().nullable(), name: z.string(), type: z.string().nullable() })
    .nullable(),
  /** The top-level attribute, of an alert about one attribute of one resource. */
  attribute: z.string().nullable(),
  provider: z.object({ id: z.number().int(), name: z.string(), type: z.string() }).nullable(),
  /** Controls that fail because of it now, or the control that it is about. */
  control_ids: z.array(z.string()),
  occurrences: z.number().int(),
  created_at: z.iso.datetime(),
  /** When it opened; later than `created_at` when it came back. */
  opened_at: z.iso.datetime(),
  last_occurred_at: z.iso.datetime(),
  acknowledged_by: z.string().nullable(),
  acknowledged_at: z.iso.datetime().nullable(),
  /** Counted and listed, and nobody is notified. */
  muted: z.boolean(),
  muted_until: z.iso.datetime().nullable(),
  muted_by: z.string().nullable(),
  mute_note: z.string().nullable(),
  assignee: z.object({ id: z.number().int(), email: z.string(), name: z.string() }).nullable(),
  assigned_at: z.iso.datetime().nullable(),
  /** It opened four times within 24 hours: openings and ends are announced once an hour. */
  flapping: z.boolean(),
  /** Its control failed already when it was checked for the first time, so nothing changed; until it comes back. */
  first_check: z.boolean(),
  /** When it was last told of as worse than before. */
  worsened_at: z.iso.datetime().nullable(),
  resolved_by: z.string().nullable(),
  resolved_at: z.iso.datetime().nullable(),
  /** `cleared`: the condition was seen to be over. */
  resolution: z.enum(['person', 'cleared']).nullable(),
  resolution_note: z.string().nullable(),
});

const resourceSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  type: z.string(),
  region: z.string(),
  status: z.string(),
});

export const alertDetailSchema = alertSchema.extend({
  /** Controls that fail, or failed, because of it, with the requirements of enabled frameworks that ask for them. */
  mappings: z.array(
    z.object({
      control_id: z.string(),
      control_title: z.string(),
      severity: z.enum(severities),
      since: z.iso.datetime(),
      ended_at: z.iso.datetime().nullable(),
      requirements: z.array(
        z.object({
          framework_id: z.string(),
          framework_version: z.string(),
          requirement_id: z.string(),
          title: z.string(),
        }),
      ),
    }),
  ),
  /** At most 100 that are concerned. */
  resources: z.array(resourceSchema),
  related: z.object({
    /** The newest drift behind it. */
    drift_id: z.number().int().nullable(),
    /** Drifts of its attribute that are not resolved: whoever resolves the alert may want to resolve them too. */
    open_drifts: z.array(
      z.object({
        id: z.number().int(),
        summary: z.string(),
        severity: z.enum(severities),
        status: z.string(),
      }),
    ),
    /** Controls of which the finding lasts. */
    failing_control_ids: z.array(z.string()),
    execution_id: z.number().int().nullable(),
  }),
  /** Newest first, at most 200. */
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      change: z.enum(alertChanges),
      actor: z.string(),
      note: z.string().nullable(),
      evidence: evidenceSchema.nullable(),
    }),
  ),
});

const yesOrNo = z.enum(['true', 'false']).optional();

const commonFilters = {
  severity: z.string().max(100).optional(),
  type: z.string().max(100).optional(),
  /** A kind (`job`) or one thing (`job:12`). */
  source: z
    .string()
    .regex(
      /^[a-z_]{1,40}(:[1-9]\d{0,14})?$/,
      'must be a kind such as job, or a kind and an id such as job:12',
    )
    .optional(),
  provider_id: z.string().max(200).optional().describe('One id, or several with commas.'),
  resource_id: z.coerce.number().int().positive().optional(),
  control: z.string().max(200).optional().describe('About this control, or mapped to it.'),
  assignee: z
    .string()
    .regex(/^(me|none|[1-9]\d{0,14})$/, 'must be me, none, or the id of a member')
    .optional()
    .describe('me, none, or the id of a member.'),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  q: z.string().max(200).optional(),
};

export const alertFilterSchema = z.object({
  /** Without a status the open and the acknowledged ones are listed; `all` lists every one. */
  status: z.string().max(100).optional(),
  muted: yesOrNo,
  flapping: yesOrNo,
  first_check: yesOrNo.describe('Of a control that failed already when it was checked for the first time.'),
  ...commonFilters,
});

export const alertHistoryFilterSchema = z.object(commonFilters);

export const alertSummarySchema = z.object({
  open: z.number().int(),
  acknowledged: z.number().int(),
  /** Open, critical or high: somebody must act. */
  urgent: z.number().int(),
  /** Open and acknowledged together, also below. */
  by_severity: z.record(z.enum(severities), z.number().int()),
  by_type: z.record(z.enum(alertTypes), z.number().int()),
  muted: z.number().int(),
  flapping: z.number().int(),
  /** Of controls that failed already when they were checked for the first time. */
  first_check: z.number().int(),
  unassigned: z.number().int(),
  assigned_to_me: z.number().int(),
});

const note = z.string().trim().max(2000);

export const createAlertSchema = z.strictObject({
  title: z.string().trim().min(1).max(300),
  description: z.string().trim().max(2000).default(''),
  type: z.enum(alertTypes),
  severity: z.enum(severities),
  resource_id: z.number().int().positive().nullish(),
});

export const resolveAlertSchema = z.strictObject({
  note: note.optional(),
  /** The same as `note`. */
  resolution_note: note.optional(),
});

const until = z.iso.datetime({ offset: true }).optional().describe('At most 90 days from now.');
const days = z
  .number()
  .int()
  .min(1)
  .max(90)
  .optional()
  .describe('Instead of `until`; 7 when neither is given.');
const assignee = z
  .union([z.literal('me'), z.number().int().positive(), z.null()])
  .describe('me, the id of a member, or null for nobody.');

export const muteAlertSchema = z.strictObject({ until, days, note: note.optional() });
export const unmuteAlertSchema = z.strictObject({ note: note.optional() });
export const assignAlertSchema = z.strictObject({ assignee });

export const bulkAlertsSchema = z.strictObject({
  ids: z.array(z.number().int().positive()).min(1).max(500),
  action: z.enum(['acknowledge', 'resolve', 'mute', 'unmute', 'assign']),
  note: note.optional(),
  until,
  days,
  assignee: assignee.optional(),
});

export const bulkAnswerSchema = z.object({
  changed: z.array(z.number().int()),
  /** They were in that state already, or resolved before. */
  unchanged: z.array(z.number().int()),
  not_found: z.array(z.number().int()),
});
