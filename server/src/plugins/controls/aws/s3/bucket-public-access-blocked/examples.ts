import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const all = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export const examples = defineExamples({
  pass: [{ title: 'with all four settings', configuration: { PublicAccessBlockConfiguration: all } }],
  fail: [
    { title: 'that was never configured', configuration: {}, says: 'BlockPublicAcls' },
    {
      title: 'with one setting off',
      configuration: { PublicAccessBlockConfiguration: { ...all, RestrictPublicBuckets: false } },
      says: 'RestrictPublicBuckets',
    },
  ],
  unknown: [
    {
      title: 'whose block settings were denied',
      configuration: {},
      unreadable: [
        {
          path: 'PublicAccessBlockConfiguration',
          reason: 'denied',
          permission: 's3:GetBucketPublicAccessBlock',
        },
      ],
      says: 's3:GetBucketPublicAccessBlock',
    },
  ],
});
