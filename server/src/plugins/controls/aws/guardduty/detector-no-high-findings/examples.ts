import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'without findings', configuration: { ActiveHighSeverityFindings: 0 } }],
  fail: [{ title: 'with three', configuration: { ActiveHighSeverityFindings: 3 }, says: '3 severe' }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        {
          path: 'ActiveHighSeverityFindings',
          reason: 'denied',
          permission: 'guardduty:GetFindingsStatistics',
        },
      ],
      says: 'guardduty:GetFindingsStatistics',
    },
    { title: 'that was read before findings were counted', configuration: {} },
  ],
});
