import { z } from 'zod';
import { severities } from '../../../core/severity.ts';
import { type ReportKind, reportFormats, reportKinds } from './report.ts';

const longestPeriodDays = 400;
const mostRecipients = 50;

/** Filters and the kinds that they make sense for; elsewhere a filter would be a silent lie. */
const filtersOf = {
  provider_id: ['inventory', 'drift'],
  resource_type: ['inventory', 'drift'],
  region: ['inventory'],
  severity: ['drift'],
  job_type: ['job_activity'],
  framework_id: ['compliance_assessment'],
  framework_version: ['compliance_assessment'],
} satisfies Record<string, ReportKind[]>;

const word = z.string().trim().min(1).max(200);

/** The parameters of the job type, and the body of a request for a report. */
export const reportParameters = z
  .strictObject({
    kind: z.enum(reportKinds).describe('What it tells about.'),
    format: z.enum(reportFormats).default('pdf'),
    recipients: z
      .array(z.email().max(320))
      .max(mostRecipients)
      .default([])
      .describe('E-mail addresses of members, who find it under their deliveries.'),
    period_days: z
      .number()
      .int()
      .min(1)
      .max(longestPeriodDays)
      .default(30)
      .describe(
        'Days before the moment of the report that changes and runs are told of; an assessment is of one moment.',
      ),
    provider_id: z.number().int().positive().optional().describe('Only this account.'),
    resource_type: word.optional().describe('Only resources of this type.'),
    region: word.optional().describe('Only resources of this region; inventory only.'),
    severity: z.enum(severities).optional().describe('Only drifts of this severity; drift only.'),
    job_type: word.optional().describe('Only runs of this type of job; job_activity only.'),
    framework_id: word
      .optional()
      .describe('The framework whose newest assessment it is; compliance_assessment needs it.'),
    framework_version: word
      .optional()
      .describe('The version of the framework, where several are enabled; compliance_assessment only.'),
  })
  .superRefine((given, context) => {
    if (given.kind === 'compliance_assessment' && given.framework_id === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['framework_id'],
        message: 'a report of kind compliance_assessment is of one framework; name it, such as cis-aws',
      });
    }
    for (const [name, kinds] of Object.entries<ReportKind[]>(filtersOf)) {
      if (given[name as keyof typeof filtersOf] === undefined || kinds.includes(given.kind)) continue;
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `does not filter a report of kind ${given.kind}; leave it out, or choose ${kinds.join(' or ')}`,
      });
    }
  });
export type ReportParameters = z.output<typeof reportParameters>;

const count = z.number().int().min(0);
const instant = z.iso.datetime();

export const reportSchema = z.object({
  id: z.string(),
  kind: z.enum(reportKinds),
  format: z.enum(reportFormats),
  title: z.string(),
  /** The instant of which it tells; the period ends there. */
  as_of: instant,
  period: z.object({ from: instant, to: instant }),
  time_zone: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  rows: count,
  /** What was seen of the connected accounts when it was made; `percent` is null when nothing was scanned. */
  coverage: z.object({ evaluated: count, total: count, percent: z.number().nullable(), gap_count: count }),
  bytes: count,
  /** Of the document, in hex. */
  sha256: z.string(),
  file_name: z.string(),
  media_type: z.string(),
  execution_id: z.number().int(),
  created_at: instant,
  deliveries: z.object({ delivered: count, failed: count, opened: count }),
});

export const deliverySchema = z.object({
  report_id: z.string(),
  recipient: z.string(),
  status: z.enum(['delivered', 'failed']),
  error: z.string().nullable(),
  at: instant,
  /** When the recipient opened it first. */
  opened_at: instant.nullable(),
});

export const reportDetailSchema = reportSchema.extend({ recipients: z.array(deliverySchema) });

export const myDeliverySchema = deliverySchema.extend({
  title: z.string(),
  kind: z.enum(reportKinds),
  format: z.enum(reportFormats),
  as_of: instant,
  /** The page of the report; it asks for a sign-in. */
  url: z.string(),
});
