import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const redirecting = {
  Port: 80,
  Protocol: 'HTTP',
  DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS' } }],
};

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
      title: 'that redirects by default and answers some paths',
      configuration: {
        Type: 'application',
        Listeners: [redirecting],
        ListenerRules: [{ Priority: 10, Actions: [{ Type: 'forward' }] }],
      },
      says: 'Rule 10',
    },
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
      title: 'whose rules of a plain listener were denied',
      configuration: { Type: 'application', Listeners: [redirecting] },
      unreadable: [
        { path: 'ListenerRules', reason: 'denied', permission: 'elasticloadbalancing:DescribeRules' },
      ],
      says: 'elasticloadbalancing:DescribeRules',
    },
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
