import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'for one site',
      configuration: {
        FunctionUrlConfig: { AuthType: 'AWS_IAM', Cors: { AllowOrigins: ['https://a.example'] } },
      },
    },
    { title: 'without CORS', configuration: { FunctionUrlConfig: { AuthType: 'AWS_IAM' } } },
  ],
  fail: [
    {
      title: 'for every site',
      configuration: { FunctionUrlConfig: { AuthType: 'NONE', Cors: { AllowOrigins: ['*'] } } },
    },
  ],
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
