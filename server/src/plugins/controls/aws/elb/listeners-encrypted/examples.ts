import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with HTTPS',
      configuration: { Type: 'classic', Listeners: [{ LoadBalancerPort: '443', Protocol: 'HTTPS' }] },
    },
  ],
  fail: [
    {
      title: 'with HTTP besides',
      configuration: {
        Type: 'classic',
        Listeners: [
          { LoadBalancerPort: '443', Protocol: 'HTTPS' },
          { LoadBalancerPort: '80', Protocol: 'HTTP' },
        ],
      },
      says: 'HTTP 80',
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
