import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with insights', configuration: { InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] } },
  ],
  fail: [{ title: 'without', configuration: {} }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'InsightSelectors', reason: 'denied', permission: 'cloudtrail:GetInsightSelectors' },
      ],
      says: 'cloudtrail:GetInsightSelectors',
    },
  ],
});
