import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const LoginProfile = { CreateDate: '2024-01-01T00:00:00.000Z' };

export const examples = defineExamples({
  pass: [
    { title: 'who signed in lately', configuration: { LoginProfile, PasswordLastUsedDate: '2025-12-01' } },
    {
      title: 'whose password is new',
      configuration: { LoginProfile: { CreateDate: '2026-01-10T00:00:00.000Z' } },
      says: 'never used',
    },
  ],
  fail: [
    {
      title: 'who has not signed in for long',
      configuration: { LoginProfile, PasswordLastUsedDate: '2025-11-30' },
      says: '46 days ago',
    },
    { title: 'who never signed in', configuration: { LoginProfile }, says: 'never used' },
  ],
  unknown: [
    {
      title: 'whose LoginProfile was denied',
      configuration: {},
      unreadable: [{ path: 'LoginProfile', reason: 'denied', permission: 'iam:GetLoginProfile' }],
      says: 'iam:GetLoginProfile',
    },
    { title: 'of whom no day is known', configuration: { LoginProfile: {} } },
  ],
  not_applicable: [{ title: 'without a password', configuration: {} }],
});
