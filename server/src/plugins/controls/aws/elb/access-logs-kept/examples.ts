import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that keeps them',
      configuration: { Type: 'classic', AccessLoggingPolicy: { Enabled: true, S3BucketName: 'logs' } },
      says: 'logs',
    },
  ],
  fail: [
    { title: 'that does not', configuration: { Type: 'classic', AccessLoggingPolicy: { Enabled: false } } },
  ],
  unknown: [
    {
      title: 'where AccessLoggingPolicy could not be read',
      configuration: { Type: 'classic' },
      unreadable: [
        {
          path: 'AccessLoggingPolicy',
          reason: 'denied',
          permission: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
        },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
    },
  ],
  not_applicable: [{ title: 'of the second generation', configuration: { Type: 'application' } }],
});
