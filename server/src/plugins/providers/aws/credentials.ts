import { z } from 'zod';
import type { AuthMethod } from '../../../plugin-kit/define-provider.ts';

const accessKeyId = z
  .string()
  .trim()
  .regex(
    /^[A-Z0-9]{16,128}$/,
    'an access key id has 16 to 128 capital letters and digits, such as AKIAIOSFODNN7EXAMPLE',
  );
const secretAccessKey = z
  .string()
  .trim()
  .min(16, 'the secret access key is shorter than any that AWS issues')
  .max(128, 'the secret access key is longer than any that AWS issues');
const sessionToken = z
  .string()
  .trim()
  .min(16, 'the session token is incomplete')
  .max(8192, 'the session token is too long');

const accessKeys = z.strictObject({
  method: z.literal('access_keys'),
  accessKeyId,
  secretAccessKey,
  sessionToken: sessionToken.optional(),
});
const assumeRole = z
  .strictObject({
    method: z.literal('assume_role'),
    roleArn: z
      .string()
      .trim()
      .max(2048)
      .regex(
        /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
        'a role ARN looks like arn:aws:iam::123456789012:role/InfraAudit',
      ),
    externalId: z
      .string()
      .trim()
      .min(2, 'an external id has at least 2 characters')
      .max(1224)
      .regex(/^[\w+=,.@:/-]+$/, 'an external id has only letters, digits and _+=,.@:/-')
      .optional(),
    sourceAccessKeyId: accessKeyId.optional(),
    sourceSecretAccessKey: secretAccessKey.optional(),
    sourceSessionToken: sessionToken.optional(),
  })
  .refine(
    (value) => (value.sourceAccessKeyId === undefined) === (value.sourceSecretAccessKey === undefined),
    {
      path: ['sourceSecretAccessKey'],
      message: 'give the source access key id and its secret together, or neither',
    },
  );
const profile = z.strictObject({
  method: z.literal('profile'),
  profile: z
    .string()
    .trim()
    .regex(/^[\w+=,.@:/ -]{1,128}$/, 'a profile name has 1 to 128 letters, digits, spaces and _+=,.@:/-'),
});
const defaultChain = z.strictObject({ method: z.literal('default_chain') });

export const awsCredentials = z.discriminatedUnion('method', [accessKeys, assumeRole, profile, defaultChain]);
export type AwsCredentials = z.infer<typeof awsCredentials>;

export const awsSettings = z.strictObject({
  /** Where the account is asked first; every enabled region is scanned. */
  region: z
    .string()
    .trim()
    .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, 'a region looks like eu-central-1')
    .default('us-east-1'),
  endpointUrl: z
    .url({ protocol: /^https?$/, message: 'an endpoint is an http or https URL' })
    .max(2048)
    .optional(),
});
export type AwsSettings = z.infer<typeof awsSettings>;

export const awsAuthMethods: AuthMethod[] = [
  {
    id: 'assume_role',
    title: 'IAM role',
    description:
      'InfraAudit assumes a read-only role in the account. Recommended: no long-lived key is stored.',
    ambient: false,
    fields: [
      {
        name: 'roleArn',
        label: 'Role ARN',
        secret: false,
        optional: false,
        example: 'arn:aws:iam::123456789012:role/InfraAudit',
      },
      {
        name: 'externalId',
        label: 'External id',
        secret: false,
        optional: true,
        help: 'The external id in the trust policy of the role. It keeps others from using the role through us.',
      },
      {
        name: 'sourceAccessKeyId',
        label: 'Access key id that may assume the role',
        secret: false,
        optional: true,
        help: "Without it the server's own AWS identity assumes the role.",
      },
      { name: 'sourceSecretAccessKey', label: 'Its secret access key', secret: true, optional: true },
      { name: 'sourceSessionToken', label: 'Its session token', secret: true, optional: true },
    ],
  },
  {
    id: 'access_keys',
    title: 'Access keys',
    description: 'The keys of an IAM user, or temporary keys with their session token.',
    ambient: false,
    fields: [
      {
        name: 'accessKeyId',
        label: 'Access key id',
        secret: false,
        optional: false,
        example: 'AKIAIOSFODNN7EXAMPLE',
      },
      { name: 'secretAccessKey', label: 'Secret access key', secret: true, optional: false },
      {
        name: 'sessionToken',
        label: 'Session token',
        secret: true,
        optional: true,
        help: 'Only for temporary keys, whose access key id begins with ASIA.',
      },
    ],
  },
  {
    id: 'profile',
    title: 'Named profile',
    description: "A profile of the server's AWS configuration files.",
    ambient: true,
    fields: [{ name: 'profile', label: 'Profile', secret: false, optional: false, example: 'audit' }],
  },
  {
    id: 'default_chain',
    title: "Server's own identity",
    description: 'Whatever the AWS SDK finds on the server: environment, instance or pod role.',
    ambient: true,
    fields: [],
  },
];
