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
    { title: 'that never decided', configuration: {}, says: 'BlockPublicAcls' },
    {
      title: 'with one setting off',
      configuration: { PublicAccessBlockConfiguration: { ...all, BlockPublicPolicy: false } },
      says: 'BlockPublicPolicy',
    },
  ],
  unknown: [
    {
      title: 'whose settings were denied',
      configuration: {},
      unreadable: [
        {
          path: 'PublicAccessBlockConfiguration',
          reason: 'denied',
          permission: 's3:GetAccountPublicAccessBlock',
        },
      ],
      says: 's3:GetAccountPublicAccessBlock',
    },
  ],
});
