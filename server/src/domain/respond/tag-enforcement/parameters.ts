import { z } from 'zod';

export const tagParameters = z.strictObject({
  provider_id: z.number().int().positive().describe('The connected account.'),
  tags: z
    .record(z.string().min(1).max(128), z.string().max(256))
    .refine((tags) => Object.keys(tags).length >= 1 && Object.keys(tags).length <= 20, {
      message: 'needs 1 to 20 tags, each with the value that it gets where it is missing',
    })
    .describe('Required keys with their default values. A key that is present keeps its value.'),
  resource_types: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(100)
    .optional()
    .describe('Only these types; all when absent.'),
  regions: z
    .array(z.string().min(1).max(64))
    .min(1)
    .max(50)
    .optional()
    .describe('Only these regions; all when absent.'),
  limit: z.number().int().min(1).max(100).default(100).describe('Resources that one run changes at most.'),
});

export type TagParameters = z.output<typeof tagParameters>;
