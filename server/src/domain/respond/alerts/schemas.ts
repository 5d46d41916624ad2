import { z } from 'zod';
import { severities } from '../../../core/severity.ts';

export const alertTypes = ['security', 'compliance', 'performance', 'cost'] as const;
export const alertStatuses = ['open', 'acknowledged', 'resolved'] as const;
const alertChanges = ['raised', 'occurred', 'reopened', 'acknowledged', 'resolved'] as const;

/** Something that can be looked at: `{kind: 'execution', id: 77}`. */
const evidenceSchema = z.object({ kind: z.string(), id: z.number().int() });

export const alertSchema = z.object({
  id: z.number().int(),
  title: z.string(),
  description: z.string(),
  type: z.enum(alertTypes),
  severity: z.enum(severities),
  status: z.enum(alertStatuses),
  /** What it is about: `job` 12. */
  source: z.object({ kind: z.string(), id: z.number().int(), name: z.string() }),
  /** The newest thing that shows it: the execution that failed. */
  evidence: evidenceSchema.nullable(),
  occurrences: z.number().int(),
  created_at: z.iso.datetime(),
  /** When it opened; later than `created_at` when it came back. */
  opened_at: z.iso.datetime(),
  last_occurred_at: z.iso.datetime(),
  acknowledged_by: z.string().nullable(),
  acknowledged_at: z.iso.datetime().nullable(),
  resolved_by: z.string().nullable(),
  resolved_at: z.iso.datetime().nullable(),
  /** `cleared`: the condition was seen to be over. */
  resolution: z.enum(['person', 'cleared']).nullable(),
  resolution_note: z.string().nullable(),
});

export const alertDetailSchema = alertSchema.extend({
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

export const alertFilterSchema = z.object({
  /** Without a status the open and the acknowledged ones are listed; `all` lists every one. */
  status: z.string().max(100).optional(),
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
  q: z.string().max(200).optional(),
});

export const alertSummarySchema = z.object({
  open: z.number().int(),
  acknowledged: z.number().int(),
  /** Open, critical or high: somebody must act. */
  urgent: z.number().int(),
  /** Open and acknowledged together. */
  by_severity: z.record(z.enum(severities), z.number().int()),
  by_type: z.record(z.enum(alertTypes), z.number().int()),
});

const note = z.string().trim().max(2000);

export const resolveAlertSchema = z.strictObject({
  note: note.optional(),
  /** The same as `note`. */
  resolution_note: note.optional(),
});

export const bulkAlertsSchema = z.strictObject({
  ids: z.array(z.number().int().positive()).min(1).max(500),
  action: z.enum(['acknowledge', 'resolve']),
  note: note.optional(),
});

export const bulkAnswerSchema = z.object({
  changed: z.array(z.number().int()),
  /** They were in that state already, or resolved before. */
  unchanged: z.array(z.number().int()),
  not_found: z.array(z.number().int()),
});
