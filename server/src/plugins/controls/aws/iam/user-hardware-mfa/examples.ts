import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const LoginProfile = { PasswordResetRequired: false };
const device = (SerialNumber: string) => ({ LoginProfile, MFADevices: [{ SerialNumber }] });

export const examples = defineExamples({
  pass: [
    { title: 'with a security key', configuration: device('arn:aws:iam::111122223333:u2f/user/a/key') },
    { title: 'with a token', configuration: device('GAHT12345678') },
  ],
  fail: [
    {
      title: 'with a virtual device',
      configuration: device('arn:aws:iam::111122223333:mfa/a'),
      says: 'virtual',
    },
    { title: 'without a device', configuration: { LoginProfile } },
  ],
  unknown: [
    {
      title: 'whose MFADevices was denied',
      configuration: { LoginProfile },
      unreadable: [{ path: 'MFADevices', reason: 'denied', permission: 'iam:ListMFADevices' }],
      says: 'iam:ListMFADevices',
    },
  ],
  not_applicable: [{ title: 'without a password', configuration: {} }],
});
