import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';

export const control = defineControl({
  id: 'aws-iam-user-console-mfa',
  version: 1,
  title: 'A user with a password signs in with a second factor',
  severity: 'high',
  category: 'identity',
  risk: 'A password is guessed, phished or found in a leak of another site. Without a second factor that is all it takes to work in the console as this user.',
  advice: {
    console:
      'IAM → Users → the user → Security credentials → Multi-factor authentication → Assign MFA device. A policy that denies everything without MFA makes sure that it stays so.',
    cli: 'aws iam enable-mfa-device --user-name NAME --serial-number DEVICE_ARN --authentication-code1 111111 --authentication-code2 222222',
    terraform: 'resource "aws_iam_virtual_mfa_device" "this" {\n  virtual_mfa_device_name = "NAME"\n}',
    cloudformation: 'Type: AWS::IAM::VirtualMFADevice\nProperties:\n  Users:\n    - !Ref User',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html'],
  resource: iamUserType,
  equivalents: ['prowler:iam_user_mfa_enabled_console_access'],
  evaluate(it) {
    if (it.LoginProfile === undefined)
      return notApplicable('The user has no password for the console.', 'LoginProfile');
    const devices = it.MFADevices?.length ?? 0;
    if (devices === 0)
      return fail('The user has a password for the console and no MFA device.', 'LoginProfile', 'MFADevices');
    return pass(`The user has ${devices === 1 ? 'an MFA device' : `${devices} MFA devices`}.`, 'MFADevices');
  },
});
