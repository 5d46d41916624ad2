import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a limit', configuration: { ReservedConcurrentExecutions: 20 } }],
  fail: [{ title: 'without', configuration: {} }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        {
          path: 'ReservedConcurrentExecutions',
          reason: 'denied',
          permission: 'lambda:GetFunctionConcurrency',
        },
      ],
      says: 'lambda:GetFunctionConcurrency',
    },
  ],
});
