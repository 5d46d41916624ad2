import { z } from 'zod';
import { severities } from '../../../../core/severity.ts';
import { verdictStatuses } from '../../../../core/verdict.ts';
import { controlCategories } from '../../../../plugin-kit/define-control.ts';
import { definitionSchema } from './definition.ts';
import { longestExpression } from './parse-expression.ts';

export const saveControlSchema = definitionSchema.extend({
  /** A disabled control stays and is not judged. */
  enabled: z.boolean().default(true),
});

const testView = z.object({
  title: z.string().optional(),
  resource_type: z.string().optional(),
  configuration: z.record(z.string(), z.unknown()),
  name: z.string(),
  region: z.string(),
  tags: z.record(z.string(), z.string()),
  unreadable: z.array(z.string()),
  expect: z.enum(['pass', 'fail', 'unknown']),
});

const definitionView = z.object({
  id: z.string(),
  title: z.string(),
  resource_types: z.array(z.string()),
  check: z.string(),
  severity: z.enum(severities),
  category: z.enum(controlCategories),
  risk: z.string(),
  advice: z.union([
    z.string(),
    z.object({
      console: z.string().optional(),
      cli: z.string().optional(),
      terraform: z.string().optional(),
      cloudformation: z.string().optional(),
    }),
  ]),
  references: z.array(z.string()),
  tests: z.array(testView),
});

export const customControlSchema = definitionView.extend({
  version: z.number().int(),
  enabled: z.boolean(),
  /** Why the control answers unknown for everything, when this version of the product cannot read it any more. */
  problem: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  updated_by: z.string(),
});

export const savedControlSchema = customControlSchema.extend({
  /** `unchanged`: what was sent is what is stored, so there is no new version. */
  outcome: z.enum(['created', 'updated', 'unchanged']),
});

export const versionSchema = definitionView.extend({
  version: z.number().int(),
  created_at: z.iso.datetime(),
  created_by: z.string(),
});

const mostTried = 200;

export const tryControlSchema = z
  .strictObject({
    check: z.string().min(1).max(longestExpression),
    resource_type: z.string().min(1).max(64).optional(),
    provider_id: z.number().int().positive().optional(),
    resource_ids: z.array(z.number().int().positive()).min(1).max(mostTried).optional(),
    limit: z.number().int().min(1).max(mostTried).default(50),
  })
  .refine(
    ({ resource_type, resource_ids }) => (resource_type === undefined) !== (resource_ids === undefined),
    {
      path: ['resource_type'],
      message: 'give either resource_type or resource_ids',
    },
  );

export const triedSchema = z.object({
  /** False when the expression cannot be saved as it is; nothing was judged then. */
  valid: z.boolean(),
  problems: z.array(
    z.object({
      resource_type: z.string(),
      message: z.string(),
      line: z.number().int(),
      column: z.number().int(),
      /** Offsets of characters in the expression. */
      start: z.number().int(),
      end: z.number().int(),
      excerpt: z.string(),
    }),
  ),
  /** How many resources there are to judge; `results` has the first of them. */
  matching: z.number().int(),
  counts: z.record(z.enum(verdictStatuses), z.number().int()),
  results: z.array(
    z.object({
      resource_id: z.number().int(),
      resource_name: z.string(),
      resource_type: z.string(),
      region: z.string(),
      status: z.enum(verdictStatuses),
      message: z.string(),
      evidence: z.record(z.string(), z.unknown()),
    }),
  ),
});
