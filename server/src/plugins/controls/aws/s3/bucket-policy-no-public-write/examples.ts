import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (Action: string | string[]) => ({
  BucketPolicy: {
    Statement: [{ Sid: 'Open', Effect: 'Allow', Principal: '*', Action, Resource: 'arn:aws:s3:::data/*' }],
  },
});
const noBlock = { account: [{ configuration: {} }] };

export const examples = defineExamples({
  pass: [
    { title: 'without a policy', configuration: {} },
    { title: 'that everybody may read', configuration: allowing('s3:GetObject') },
    {
      title: 'with a block',
      configuration: {
        ...allowing('s3:PutObject'),
        PublicAccessBlockConfiguration: { RestrictPublicBuckets: true },
      },
    },
    {
      title: 'in an account with a block',
      configuration: allowing('s3:*'),
      surroundings: {
        account: [{ configuration: { PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } } }],
      },
    },
  ],
  fail: [
    {
      title: 'into which everybody may put',
      configuration: allowing(['s3:GetObject', 's3:PutObject']),
      surroundings: noBlock,
      says: '"Open"',
    },
    {
      title: 'with which everybody may do everything',
      configuration: allowing('s3:*'),
      surroundings: noBlock,
    },
    { title: 'with an abbreviated action', configuration: allowing('s3:P*'), surroundings: noBlock },
  ],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: {},
      unreadable: [{ path: 'BucketPolicy', reason: 'denied', permission: 's3:GetBucketPolicy' }],
    },
    {
      title: 'in an account whose block is not known',
      configuration: allowing('s3:PutObject'),
      unlisted: ['account'],
    },
  ],
});
