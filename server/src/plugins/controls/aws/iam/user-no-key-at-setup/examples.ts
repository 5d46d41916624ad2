import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const LoginProfile = { PasswordResetRequired: false };
const key = { AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: '2024-01-01T00:00:00.000Z' };

export const examples = defineExamples({
  pass: [
    { title: 'without keys', configuration: { LoginProfile } },
    {
      title: 'whose key is used',
      configuration: { LoginProfile, AccessKeyMetadata: [{ ...key, LastUsedDate: '2025-01-01' }] },
    },
    {
      title: 'whose unused key is inactive',
      configuration: { LoginProfile, AccessKeyMetadata: [{ ...key, Status: 'Inactive' }] },
    },
  ],
  fail: [
    {
      title: 'whose key was never used',
      configuration: { LoginProfile, AccessKeyMetadata: [key] },
      says: 'AKIA1',
    },
  ],
  unknown: [
    {
      title: 'whose AccessKeyMetadata was denied',
      configuration: { LoginProfile },
      unreadable: [{ path: 'AccessKeyMetadata', reason: 'denied', permission: 'iam:ListAccessKeys' }],
      says: 'iam:ListAccessKeys',
    },
  ],
  not_applicable: [{ title: 'without a password', configuration: { AccessKeyMetadata: [key] } }],
});
