import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a web ACL',
      configuration: {
        DistributionConfig: {
          Enabled: true,
          WebACLId: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b',
        },
      },
    },
  ],
  fail: [
    { title: 'without', configuration: { DistributionConfig: { Enabled: true, WebACLId: '' } } },
    { title: 'that names none', configuration: { DistributionConfig: { Enabled: true, Comment: 'x' } } },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'DistributionConfig', reason: 'denied', permission: 'cloudfront:GetDistributionConfig' },
      ],
      says: 'cloudfront:GetDistributionConfig',
    },
  ],
});
