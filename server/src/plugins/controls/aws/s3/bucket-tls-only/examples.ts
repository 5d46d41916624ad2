import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const Arn = 'arn:aws:s3:::data';
const denying = (Resource: string[], Action = 's3:*') => ({
  Arn,
  BucketPolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action,
        Resource,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  },
});

export const examples = defineExamples({
  pass: [{ title: 'that denies plain HTTP', configuration: denying([Arn, `${Arn}/*`]), says: 'TlsOnly' }],
  fail: [
    { title: 'without a policy', configuration: { Arn } },
    { title: 'that denies it for its objects only', configuration: denying([`${Arn}/*`]) },
    { title: 'that denies it for reading only', configuration: denying([Arn, `${Arn}/*`], 's3:GetObject') },
  ],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: { Arn },
      unreadable: [{ path: 'BucketPolicy', reason: 'denied', permission: 's3:GetBucketPolicy' }],
    },
    { title: 'whose policy nobody can read', configuration: { Arn, BucketPolicy: 'no JSON' } },
  ],
});
