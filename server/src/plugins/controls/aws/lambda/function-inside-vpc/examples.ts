import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'in subnets', configuration: { VpcConfig: { SubnetIds: ['subnet-1'] } } }],
  fail: [{ title: 'without', configuration: {} }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'VpcConfig', reason: 'denied', permission: 'lambda:ListFunctions' }],
      says: 'lambda:ListFunctions',
    },
  ],
});
