import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const LoginProfile = { PasswordResetRequired: false };

export const examples = defineExamples({
  pass: [
    {
      title: 'with a device',
      configuration: { LoginProfile, MFADevices: [{ SerialNumber: 'arn:aws:iam::111122223333:mfa/a' }] },
    },
  ],
  fail: [{ title: 'with a password and no device', configuration: { LoginProfile } }],
  unknown: [
    {
      title: 'whose MFADevices was denied',
      configuration: { LoginProfile },
      unreadable: [{ path: 'MFADevices', reason: 'denied', permission: 'iam:ListMFADevices' }],
      says: 'iam:ListMFADevices',
    },
    {
      title: 'whose LoginProfile was denied',
      configuration: {},
      unreadable: [{ path: 'LoginProfile', reason: 'denied', permission: 'iam:GetLoginProfile' }],
      says: 'iam:GetLoginProfile',
    },
  ],
  not_applicable: [{ title: 'without a password', configuration: {} }],
});
