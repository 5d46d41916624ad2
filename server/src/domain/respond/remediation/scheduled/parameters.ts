import { z } from 'zod';
import { severities } from '../../../../core/severity.ts';

const findingKinds = ['drift', 'control'] as const;

export const scheduledParameters = z.strictObject({
  findings: z
    .array(z.enum(findingKinds))
    .min(1)
    .max(2)
    .default([...findingKinds])
    .describe('Open drifts, controls that fail, or both.'),
  minimum_severity: z.enum(severities).default('high').describe('Findings of this severity and worse.'),
  remediations: z
    .array(z.string().min(1).max(100))
    .max(100)
    .default([])
    .describe(
      'Only these kinds of change, such as aws-s3-block-public-access. Empty: all of low or medium risk that can be taken back.',
    ),
  provider_ids: z
    .array(z.number().int().positive())
    .max(50)
    .default([])
    .describe('Only these connected accounts; all when empty.'),
  tags: z
    .record(z.string().min(1).max(128), z.string().max(256))
    .refine((tags) => Object.keys(tags).length <= 20, { message: 'has more than 20 tags' })
    .default({})
    .describe('Only resources that carry all of these tags.'),
  maximum_resources: z
    .number()
    .int()
    .min(1)
    .max(50)
    .default(10)
    .describe('Resources that one run changes at most; the worst findings come first.'),
});

export type ScheduledParameters = z.output<typeof scheduledParameters>;
