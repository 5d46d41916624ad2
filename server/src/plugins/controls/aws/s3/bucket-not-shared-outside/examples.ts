import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (AWS: string) => ({
  BucketPolicy: {
    Statement: [
      {
        Sid: 'Share',
        Effect: 'Allow',
        Principal: { AWS },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::data/*',
      },
    ],
  },
});

export const examples = defineExamples({
  pass: [
    { title: 'without a policy', configuration: {} },
    { title: 'that its own account uses', configuration: allowing('arn:aws:iam::111122223333:role/app') },
  ],
  fail: [
    {
      title: 'that another account may read',
      configuration: allowing('arn:aws:iam::999988887777:root'),
      says: '999988887777',
    },
    { title: 'that everybody may read', configuration: allowing('*'), says: 'everybody' },
  ],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: {},
      unreadable: [{ path: 'BucketPolicy', reason: 'denied', permission: 's3:GetBucketPolicy' }],
    },
  ],
});
