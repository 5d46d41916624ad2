import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const iamUserType = defineResourceType({
  type: 'iam_user',
  vendorType: 'AWS::IAM::User',
  provider: 'aws',
  title: 'IAM user',
  service: 'iam',
  aliases: ['user'],
  schema: z.looseObject({
    UserName: text,
    Arn: text,
    UserId: text,
    Path: text,
    CreateDate: text,
    Groups: texts,
    ManagedPolicyArns: texts,
    PermissionsBoundary: text,
    Policies: listOf(z.looseObject({ PolicyName: text, PolicyDocument: document })),
    /** Present when the user can sign in to the console. */
    LoginProfile: struct({ PasswordResetRequired: flag }),
    /** The UTC day of the last sign-in to the console: `2026-01-15`. Absent: none since October 2014. */
    PasswordLastUsedDate: text,
    /** `LastUsedDate` is a UTC day; absent: not used since April 2015, when AWS began to note it. */
    AccessKeyMetadata: listOf(
      z.looseObject({ AccessKeyId: text, Status: text, CreateDate: text, LastUsedDate: text }),
    ),
    MFADevices: listOf(z.looseObject({ SerialNumber: text, EnableDate: text })),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'AccessKeyMetadata.*.LastUsedDate',
      'Arn',
      'CreateDate',
      'LoginProfile.CreateDate',
      'PasswordLastUsedDate',
      'UserId',
    ],
    writeOnlyPaths: ['LoginProfile.Password'],
    createOnlyPaths: ['UserName'],
    defaultPaths: { Path: '/', 'LoginProfile.PasswordResetRequired': false },
    unorderedScalarPaths: ['Groups', 'ManagedPolicyArns'],
    unorderedObjectArrayPaths: ['AccessKeyMetadata', 'MFADevices', 'Policies'],
    identityKeys: {
      Tags: 'Key',
      Policies: 'PolicyName',
      AccessKeyMetadata: 'AccessKeyId',
      MFADevices: 'SerialNumber',
    },
  },
});
