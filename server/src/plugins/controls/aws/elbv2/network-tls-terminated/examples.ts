import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a TLS listener',
      configuration: { Type: 'network', Listeners: [{ Port: 443, Protocol: 'TLS' }] },
    },
  ],
  fail: [
    {
      title: 'that passes TCP through',
      configuration: { Type: 'network', Listeners: [{ Port: 443, Protocol: 'TCP' }] },
      says: 'TCP 443',
    },
  ],
  unknown: [
    {
      title: 'where Listeners could not be read',
      configuration: { Type: 'network' },
      unreadable: [
        { path: 'Listeners', reason: 'denied', permission: 'elasticloadbalancing:DescribeListeners' },
      ],
      says: 'elasticloadbalancing:DescribeListeners',
    },
  ],
  not_applicable: [{ title: 'of another kind', configuration: { Type: 'application' } }],
});
