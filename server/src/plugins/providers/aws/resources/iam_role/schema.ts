import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const iamRoleType = defineResourceType({
  type: 'iam_role',
  vendorType: 'AWS::IAM::Role',
  provider: 'aws',
  title: 'IAM role',
  service: 'iam',
  aliases: ['role'],
  schema: z.looseObject({
    RoleName: text,
    Arn: text,
    RoleId: text,
    Path: text,
    CreateDate: text,
    Description: text,
    AssumeRolePolicyDocument: document,
    MaxSessionDuration: number,
    ManagedPolicyArns: texts,
    PermissionsBoundary: text,
    /** `LastUsedDate` is a UTC day; absent: not used in the 400 days that AWS looks back. */
    RoleLastUsed: struct({ LastUsedDate: text }),
    Policies: listOf(z.looseObject({ PolicyName: text, PolicyDocument: document })),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'CreateDate', 'RoleId', 'RoleLastUsed'],
    createOnlyPaths: ['RoleName'],
    defaultPaths: { Description: '', MaxSessionDuration: 3600, Path: '/' },
    unorderedScalarPaths: ['ManagedPolicyArns'],
    unorderedObjectArrayPaths: ['Policies'],
    identityKeys: { Tags: 'Key', Policies: 'PolicyName' },
  },
});
