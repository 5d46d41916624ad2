import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that is traced', configuration: { TracingConfiguration: { Enabled: true } } }],
  fail: [{ title: 'that is not', configuration: { TracingConfiguration: { Enabled: false } } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'TracingConfiguration', reason: 'denied', permission: 'states:DescribeStateMachine' },
      ],
      says: 'states:DescribeStateMachine',
    },
  ],
});
