import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { number, struct, tags, text } from '../../shapes/schema-parts.ts';

export const accessAnalyzerType = defineResourceType({
  type: 'access_analyzer',
  vendorType: 'AWS::AccessAnalyzer::Analyzer',
  provider: 'aws',
  title: 'IAM Access Analyzer',
  service: 'access-analyzer',
  aliases: ['analyzer'],
  schema: z.looseObject({
    Arn: text,
    AnalyzerName: text,
    /** ACCOUNT and ORGANIZATION look for access from outside, the others for access that nobody uses. */
    Type: text,
    /** ACTIVE, CREATING, DISABLED or FAILED. */
    Status: text,
    CreatedAt: text,
    AnalyzerConfiguration: struct({}),
    /** GetFindingsStatistics: how many findings are open. */
    Findings: struct({ TotalActive: number, TotalArchived: number }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'CreatedAt', 'Findings', 'Status'],
    createOnlyPaths: ['AnalyzerName', 'Type'],
    identityKeys: { Tags: 'Key' },
  },
});
