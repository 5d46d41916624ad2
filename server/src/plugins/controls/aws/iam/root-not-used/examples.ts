import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'never used', configuration: { RootUser: {} } },
    { title: 'last used long ago', configuration: { RootUser: { PasswordLastUsedDate: '2025-10-17' } } },
  ],
  fail: [
    {
      title: 'used yesterday',
      configuration: { RootUser: { PasswordLastUsedDate: '2026-01-14' } },
      says: '1 day ago',
    },
    {
      title: 'whose key was used since',
      configuration: {
        RootUser: { PasswordLastUsedDate: '2020-01-14', AccessKeyLastUsedDate: '2025-10-18' },
      },
      says: 'access key',
    },
  ],
  unknown: [
    {
      title: 'whose credential report was denied',
      configuration: {},
      unreadable: [{ path: 'RootUser', reason: 'denied', permission: 'iam:GenerateCredentialReport' }],
      says: 'iam:GenerateCredentialReport',
    },
    { title: 'of whom the report says nothing', configuration: {} },
  ],
});
