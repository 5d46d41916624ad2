import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';

export const control = defineControl({
  id: 'aws-iam-user-hardware-mfa',
  version: 1,
  title: 'A user with a password signs in with a hardware device',
  severity: 'low',
  category: 'identity',
  risk: 'A virtual device is a secret that can be copied to another phone, and its codes can be phished. A security key answers only to the real site and cannot be copied.',
  advice: {
    console:
      'IAM → Users → the user → Security credentials → Assign MFA device: choose a security key or a hardware token; remove the virtual device afterwards.',
    cli: 'aws iam deactivate-mfa-device --user-name NAME --serial-number arn:aws:iam::ACCOUNT:mfa/NAME   # after the security key is assigned in the console',
    terraform: '# Security keys are assigned by the person who holds them, in the console.',
    cloudformation: 'Security keys are assigned by the person who holds them, in the console.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_fido.html'],
  resource: iamUserType,
  equivalents: ['prowler:iam_user_hardware_mfa_enabled'],
  evaluate(it) {
    if (it.LoginProfile === undefined)
      return notApplicable('The user has no password for the console.', 'LoginProfile');
    const devices = it.MFADevices ?? [];
    if (devices.length === 0) return fail('The user has no MFA device.', 'MFADevices');
    const virtual = devices.find(({ SerialNumber }) => /:(sms-)?mfa\//.test(SerialNumber ?? ''));
    if (virtual !== undefined)
      return fail(`${virtual.SerialNumber ?? 'A device'} is a virtual device.`, 'MFADevices');
    return pass('All devices of the user are hardware.', 'MFADevices');
  },
});
