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
    { title: 'without a block', configuration: {} },
    {
      title: 'that may have a public policy',
      configuration: { PublicAccessBlockConfiguration: { ...all, BlockPublicPolicy: false } },
      says: 'BlockPublicPolicy',
    },
  ],
  unknown: [
    {
      title: 'that nobody may read',
      configuration: {},
      unreadable: [
        { path: 'PublicAccessBlockConfiguration', reason: 'denied', permission: 's3:GetAccessPoint' },
      ],
    },
  ],
});
