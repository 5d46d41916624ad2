import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const https = { LoadBalancerPort: '443', Protocol: 'HTTPS', PolicyNames: ['tls'] };
const policy = (attributes: Record<string, string>) => ({
  PolicyName: 'tls',
  PolicyType: 'SSLNegotiationPolicyType',
  Attributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
});

export const examples = defineExamples({
  pass: [
    {
      title: 'with a current policy',
      configuration: {
        Type: 'classic',
        Listeners: [https],
        Policies: [policy({ 'Protocol-TLSv1': 'false', 'Protocol-TLSv1.2': 'true' })],
      },
    },
  ],
  fail: [
    {
      title: 'that accepts TLS 1.0',
      configuration: {
        Type: 'classic',
        Listeners: [https],
        Policies: [policy({ 'Protocol-TLSv1': 'true' })],
      },
      says: 'TLSv1',
    },
    {
      title: 'without a policy',
      configuration: { Type: 'classic', Listeners: [{ LoadBalancerPort: '443', Protocol: 'HTTPS' }] },
    },
  ],
  unknown: [
    {
      title: 'where Policies could not be read',
      configuration: { Type: 'classic', Listeners: [https] },
      unreadable: [
        {
          path: 'Policies',
          reason: 'denied',
          permission: 'elasticloadbalancing:DescribeLoadBalancerPolicies',
        },
      ],
      says: 'elasticloadbalancing:DescribeLoadBalancerPolicies',
    },
  ],
  not_applicable: [{ title: 'of the second generation', configuration: { Type: 'application' } }],
});
