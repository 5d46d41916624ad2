import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'whose rules count',
      configuration: { Rules: [{ Name: 'rate', VisibilityConfig: { CloudWatchMetricsEnabled: true } }] },
    },
  ],
  fail: [
    {
      title: 'with a silent rule',
      configuration: {
        Rules: [
          { Name: 'rate', VisibilityConfig: { CloudWatchMetricsEnabled: true } },
          { Name: 'geo', VisibilityConfig: { CloudWatchMetricsEnabled: false } },
        ],
      },
      says: 'geo',
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Rules', reason: 'denied', permission: 'wafv2:GetWebACL' }],
      says: 'wafv2:GetWebACL',
    },
  ],
  not_applicable: [{ title: 'without rules', configuration: {} }],
});
