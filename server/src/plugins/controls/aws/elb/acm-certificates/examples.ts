import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with one of ACM',
      configuration: {
        Type: 'classic',
        Listeners: [
          {
            LoadBalancerPort: '443',
            Protocol: 'HTTPS',
            SSLCertificateId: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'with one of IAM',
      configuration: {
        Type: 'classic',
        Listeners: [
          {
            LoadBalancerPort: '443',
            Protocol: 'HTTPS',
            SSLCertificateId: 'arn:aws:iam::111122223333:server-certificate/old',
          },
        ],
      },
    },
  ],
  unknown: [
    {
      title: 'where Listeners could not be read',
      configuration: { Type: 'classic' },
      unreadable: [
        { path: 'Listeners', reason: 'denied', permission: 'elasticloadbalancing:DescribeListeners' },
      ],
      says: 'elasticloadbalancing:DescribeListeners',
    },
  ],
  not_applicable: [{ title: 'of the second generation', configuration: { Type: 'application' } }],
});
