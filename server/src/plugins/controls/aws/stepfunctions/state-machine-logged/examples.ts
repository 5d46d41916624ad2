import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that logs errors', configuration: { LoggingConfiguration: { Level: 'ERROR' } } }],
  fail: [
    { title: 'that is silent', configuration: { LoggingConfiguration: { Level: 'OFF' } } },
    { title: 'that says nothing of it, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'LoggingConfiguration', reason: 'denied', permission: 'states:DescribeStateMachine' },
      ],
      says: 'states:DescribeStateMachine',
    },
  ],
});
