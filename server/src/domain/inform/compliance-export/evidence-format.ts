import { z } from 'zod';
import type { UnreadableReason } from '../../../core/observation.ts';
import { severities } from '../../../core/severity.ts';

/**
 * The evidence of an assessment as a file: JSON of which each line is one thing, so that a file of any size is
 * written and read a line at a time. In this order: the schema, the header, one line per resource, how many those
 * are, the checksum over every byte before its own line, the signature over the checksum.
 */
export const evidenceSchemaName = 'infraudit.assessment-evidence/1';

export const firstLine = `{"schema":${JSON.stringify(evidenceSchemaName)},`;
export const headerStart = '"header":';
export const resourcesLine = '"resources":[';
export const resourcesEnd = '],';
export const countStart = '"resource_count":';
export const checksumStart = '"checksum":';
export const signatureStart = '"signature":';

/** What the key of the installation signs. */
export const signedText = (checksum: string): string => `infraudit assessment evidence\n${checksum}\n`;

const reasons = [
  'denied',
  'throttled',
  'unsupported',
  'failed',
  'region_disabled',
  'cancelled',
  'timeout',
  'capped',
  'never_read',
] as const;
const text = z.string().max(100_000);
const unseen = z.strictObject({
  type: text,
  path: text,
  reason: z.enum(reasons),
  permission: text.optional(),
  region: text.optional(),
});
const numbers = z.strictObject({
  passed: z.number().int(),
  evaluated: z.number().int(),
  total: z.number().int(),
});
const requirementStatus = z.enum([
  'pass',
  'fail',
  'unknown',
  'excepted',
  'not_applicable',
  'manual',
  'attested',
  'not_automated',
]);
const requirement = z.strictObject({
  id: text,
  title: text,
  category: text,
  levels: z.array(text).optional(),
  controls: z.array(text),
  manual: text.optional(),
  assessment: text.optional(),
});

export const headerSchema = z.strictObject({
  product: z.strictObject({ name: text, version: text }),
  organization_id: z.number().int(),
  exported_at: z.iso.datetime(),
  /** The assessment as it was kept. */
  assessment: z.record(z.string(), z.json()),
  /** The moment that the facts are of, and that controls took for the present. */
  judged_at: z.iso.datetime(),
  framework: z.strictObject({
    id: text,
    version: text,
    title: text,
    publisher: text,
    provider: z.enum(['aws', 'gcp', 'azure', 'kubernetes', 'all']),
    description: text,
    url: text,
    categories: z.array(z.strictObject({ id: text, title: text })),
    requirements: z.array(requirement),
  }),
  controls: z.array(
    z.strictObject({
      id: text,
      version: z.number().int(),
      title: text,
      severity: z.enum(severities),
      type: text,
    }),
  ),
  scope: z.strictObject({
    provider_ids: z.array(z.number().int()),
    regions: z.array(text),
    tags: z.record(z.string(), text),
  }),
  accounts: z.array(
    z.strictObject({
      id: z.number().int(),
      name: text,
      vendor: text,
      account_id: text,
      regions: z.array(text),
      /** By type: where its list was not read to its end. */
      unlisted: z.record(z.string(), z.array(unseen)),
      /** By type: where tags could not be read, which matters to a scope of tags. */
      untagged: z.record(z.string(), z.array(unseen)).default({}),
    }),
  ),
  /** Failures that somebody had accepted. */
  accepted: z.array(
    z.strictObject({
      resource_id: z.number().int(),
      control_id: text,
      fingerprint: text,
      exception_id: z.number().int(),
    }),
  ),
  /** Requirements that a person had attested. */
  attested: z.array(text),
  /** What follows from the resources below. */
  result: numbers.extend({
    requirements: z.array(z.strictObject({ id: text, status: requirementStatus })),
  }),
  /** Where that is not what the assessment said: something was written while it ran, or a control is newer now. */
  deviations: z.array(text),
});
export type EvidenceHeader = z.infer<typeof headerSchema>;

const unreadableReasons = [
  'denied',
  'throttled',
  'unsupported',
  'failed',
] as const satisfies UnreadableReason[];
export const resourceSchema = z.strictObject({
  id: z.number().int(),
  account: z.number().int(),
  type: text,
  external_id: text,
  name: text,
  region: text,
  tags: z.record(z.string(), text),
  version_id: z.number().int(),
  /** Of the configuration and what of it was unreadable, in canonical JSON. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  configuration: z.record(z.string(), z.json()),
  unreadable: z.array(
    z.object({
      path: text,
      reason: z.enum(unreadableReasons),
      permission: text.optional(),
      message: text.optional(),
    }),
  ),
  /** A letter per control of the type, by id: p(ass), f(ail), n(ot applicable), u(nknown). */
  verdicts: z.string().regex(/^[pfnu]*$/),
});
export type EvidenceResource = z.infer<typeof resourceSchema>;

export const signatureSchema = z.strictObject({
  algorithm: z.literal('Ed25519'),
  key_id: z.string().regex(/^[0-9a-f]{16}$/),
  public_key: z.string().max(44),
  value: z.string().max(88),
});
