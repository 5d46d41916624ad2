import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text } from '../../shapes/schema-parts.ts';

const feature = { Name: text, Status: text };

export const guarddutyDetectorType = defineResourceType({
  type: 'guardduty_detector',
  vendorType: 'AWS::GuardDuty::Detector',
  provider: 'aws',
  title: 'GuardDuty detector',
  service: 'guardduty',
  aliases: ['guardduty'],
  schema: z.looseObject({
    DetectorId: text,
    Arn: text,
    Enable: flag,
    FindingPublishingFrequency: text,
    Features: listOf(z.looseObject({ ...feature, AdditionalConfiguration: listOf(z.looseObject(feature)) })),
    /** The account that manages this one; absent when it stands alone. */
    Administrator: struct({ AccountId: text, RelationshipStatus: text }),
    /** How many member accounts this one manages. */
    EnabledMemberCount: number,
    /** Findings of high or critical severity that nobody has archived. */
    ActiveHighSeverityFindings: number,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['DetectorId', 'Arn', 'Administrator', 'EnabledMemberCount', 'ActiveHighSeverityFindings'],
    unorderedObjectArrayPaths: ['Features', 'Features.*.AdditionalConfiguration'],
    identityKeys: { Tags: 'Key', Features: 'Name', 'Features.*.AdditionalConfiguration': 'Name' },
  },
});
