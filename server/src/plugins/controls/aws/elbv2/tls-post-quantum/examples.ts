import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with such a policy',
      configuration: {
        Type: 'application',
        Listeners: [
          { Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09' },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'without it',
      configuration: {
        Type: 'application',
        Listeners: [{ Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }],
      },
    },
  ],
  unknown: [
    {
      title: 'where Listeners could not be read',
      configuration: { Type: 'application' },
      unreadable: [
        { path: 'Listeners', reason: 'denied', permission: 'elasticloadbalancing:DescribeListeners' },
      ],
      says: 'elasticloadbalancing:DescribeListeners',
    },
  ],
  not_applicable: [
    {
      title: 'of another kind',
      configuration: { Type: 'application', Listeners: [{ Port: 80, Protocol: 'HTTP' }] },
    },
  ],
});
