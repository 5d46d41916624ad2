import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with one',
      configuration: { Type: 'application', Listeners: [{ Port: 443, Protocol: 'HTTPS' }] },
    },
  ],
  fail: [{ title: 'without any', configuration: { Type: 'application' } }],
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
