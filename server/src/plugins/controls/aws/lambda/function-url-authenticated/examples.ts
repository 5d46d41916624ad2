import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that asks', configuration: { FunctionUrlConfig: { AuthType: 'AWS_IAM' } } }],
  fail: [{ title: 'that does not', configuration: { FunctionUrlConfig: { AuthType: 'NONE' } } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'FunctionUrlConfig', reason: 'denied', permission: 'lambda:GetFunctionUrlConfig' },
      ],
      says: 'lambda:GetFunctionUrlConfig',
    },
  ],
  not_applicable: [{ title: 'without an address', configuration: {} }],
});
