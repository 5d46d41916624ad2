import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, number, tags, text, texts } from '../../shapes/schema-parts.ts';

export const iamPolicyType = defineResourceType({
  type: 'iam_policy',
  vendorType: 'AWS::IAM::ManagedPolicy',
  provider: 'aws',
  title: 'IAM policy (customer managed)',
  service: 'iam',
  aliases: ['managed_policy'],
  schema: z.looseObject({
    ManagedPolicyName: text,
    PolicyArn: text,
    PolicyId: text,
    Path: text,
    Description: text,
    DefaultVersionId: text,
    /** The document of the default version: what is in force. */
    PolicyDocument: document,
    IsAttachable: flag,
    AttachmentCount: number,
    PermissionsBoundaryUsageCount: number,
    Groups: texts,
    Roles: texts,
    Users: texts,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'AttachmentCount',
      'CreateDate',
      'DefaultVersionId',
      'IsAttachable',
      'PermissionsBoundaryUsageCount',
      'PolicyArn',
      'PolicyId',
      'UpdateDate',
    ],
    createOnlyPaths: ['Description', 'ManagedPolicyName', 'Path'],
    defaultPaths: { Description: '', Path: '/' },
    unorderedScalarPaths: ['Groups', 'Roles', 'Users'],
    identityKeys: { Tags: 'Key' },
  },
});
