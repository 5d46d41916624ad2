import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with one',
      configuration: { SecurityContact: { EmailAddress: 'security@example.com' } },
      says: 'security@example.com',
    },
  ],
  fail: [
    { title: 'without one', configuration: {} },
    { title: 'whose contact cannot be reached', configuration: { SecurityContact: { Name: 'Ada' } } },
  ],
  unknown: [
    {
      title: 'whose SecurityContact was denied',
      configuration: {},
      unreadable: [{ path: 'SecurityContact', reason: 'denied', permission: 'account:GetAlternateContact' }],
      says: 'account:GetAlternateContact',
    },
  ],
});
