import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with HTTPS alone',
      configuration: { Type: 'application', Listeners: [{ Port: 443, Protocol: 'HTTPS' }] },
    },
    {
      title: 'that redirects',
      configuration: {
        Type: 'application',
        Listeners: [
          { Port: 443, Protocol: 'HTTPS' },
          {
            Port: 80,
            Protocol: 'HTTP',
            DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS' } }],
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'that answers HTTP',
      configuration: {
        Type: 'application',
        Listeners: [{ Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'forward' }] }],
      },
      says: 'HTTP 80',
    },
    {
      title: 'that redirects to HTTP',
      configuration: {
        Type: 'application',
        Listeners: [
          {
            Port: 80,
            Protocol: 'HTTP',
            DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTP' } }],
          },
        ],
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
  not_applicable: [{ title: 'of another kind', configuration: { Type: 'classic' } }],
});
