import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with harmless names',
      configuration: { Environment: { VariableNames: ['LOG_LEVEL', 'STAGE'] } },
    },
    {
      title: 'that points to a secret',
      configuration: { Environment: { VariableNames: ['DB_PASSWORD_ARN', 'SECRET_NAME'] } },
    },
  ],
  fail: [
    {
      title: 'with a password',
      configuration: { Environment: { VariableNames: ['DB_PASSWORD', 'STAGE'] } },
      says: 'DB_PASSWORD',
    },
    { title: 'with a key', configuration: { Environment: { VariableNames: ['stripeApiKey'] } } },
  ],
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
