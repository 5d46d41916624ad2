import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a current policy',
      configuration: {
        Type: 'application',
        Listeners: [{ Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }],
      },
    },
  ],
  fail: [
    {
      title: 'with an old policy',
      configuration: {
        Type: 'network',
        Listeners: [{ Port: 443, Protocol: 'TLS', SslPolicy: 'ELBSecurityPolicy-TLS-1-1-2017-01' }],
      },
      says: 'TLS 1.1',
    },
    {
      title: 'with the policy of the API',
      configuration: { Type: 'application', Listeners: [{ Port: 443, Protocol: 'HTTPS' }] },
      says: '2016-08',
    },
  ],
  unknown: [
    {
      title: 'with a policy of the future',
      configuration: {
        Type: 'application',
        Listeners: [{ Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-Quantum-2031-01' }],
      },
    },
    {
      title: 'whose listeners were denied',
      configuration: { Type: 'application' },
      unreadable: [
        { path: 'Listeners', reason: 'denied', permission: 'elasticloadbalancing:DescribeListeners' },
      ],
    },
  ],
  not_applicable: [
    {
      title: 'of another kind',
      configuration: { Type: 'application', Listeners: [{ Port: 80, Protocol: 'HTTP' }] },
    },
  ],
});
