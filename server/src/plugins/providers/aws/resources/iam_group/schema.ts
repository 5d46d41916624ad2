import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, listOf, text, texts } from '../../shapes/schema-parts.ts';

/** Who is in a group is said by each user's `Groups`, as in CloudFormation. IAM groups have no tags. */
export const iamGroupType = defineResourceType({
  type: 'iam_group',
  vendorType: 'AWS::IAM::Group',
  provider: 'aws',
  title: 'IAM group',
  service: 'iam',
  aliases: ['group'],
  schema: z.looseObject({
    GroupName: text,
    Arn: text,
    GroupId: text,
    Path: text,
    CreateDate: text,
    ManagedPolicyArns: texts,
    Policies: listOf(z.looseObject({ PolicyName: text, PolicyDocument: document })),
  }),
  facts: {
    readOnlyPaths: ['Arn', 'CreateDate', 'GroupId'],
    createOnlyPaths: ['GroupName'],
    defaultPaths: { Path: '/' },
    unorderedScalarPaths: ['ManagedPolicyArns'],
    unorderedObjectArrayPaths: ['Policies'],
    identityKeys: { Policies: 'PolicyName' },
  },
});
