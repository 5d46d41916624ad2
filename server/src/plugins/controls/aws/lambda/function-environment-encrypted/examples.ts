import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a key',
      configuration: {
        Environment: { VariableNames: ['STAGE'] },
        KmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/a',
      },
    },
  ],
  fail: [{ title: 'without', configuration: { Environment: { VariableNames: ['STAGE'] } } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Environment', reason: 'denied', permission: 'lambda:ListFunctions' }],
      says: 'lambda:ListFunctions',
    },
  ],
  not_applicable: [{ title: 'without variables', configuration: {} }],
});
