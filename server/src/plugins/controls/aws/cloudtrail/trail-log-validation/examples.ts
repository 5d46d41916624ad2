import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with digest files', configuration: { EnableLogFileValidation: true } }],
  fail: [
    { title: 'without', configuration: { EnableLogFileValidation: false } },
    { title: 'that says nothing of it, which means without', configuration: {} },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'EnableLogFileValidation', reason: 'denied', permission: 'cloudtrail:DescribeTrails' },
      ],
      says: 'cloudtrail:DescribeTrails',
    },
  ],
});
