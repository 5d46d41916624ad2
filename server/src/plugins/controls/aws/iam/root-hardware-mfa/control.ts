import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { rootCannotSignIn } from '../../identity/root-account.ts';

export const control = defineControl({
  id: 'aws-iam-root-hardware-mfa',
  version: 1,
  title: 'The root user signs in with a hardware device',
  severity: 'high',
  category: 'identity',
  risk: 'A virtual device is a secret on a phone that can be copied, phished or lost with the phone. A hardware key or token for the account that may do everything cannot be copied.',
  advice: {
    console:
      'Sign in as the root user → Security credentials → Multi-factor authentication → Assign MFA device: choose a security key or a hardware token, then remove the virtual device.',
    cli: 'aws iam deactivate-mfa-device   # works for users only: exchange the device of the root user in the console',
    terraform: '# Not managed by Terraform: assign the device in the console, signed in as root.',
    cloudformation:
      'The root user is no resource of CloudFormation: assign the device in the console, signed in as root.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-hw-mfa-for-root.html'],
  resource: iamAccountType,
  equivalents: ['prowler:iam_root_hardware_mfa_enabled'],
  evaluate(it) {
    const enabled = it.SummaryMap?.AccountMFAEnabled;
    if (enabled === undefined)
      return unknown('The account summary does not say whether the root user has MFA.');
    if (rootCannotSignIn(it.SummaryMap))
      return notApplicable('The root user has no password to sign in with.');
    if (enabled !== 1) return fail('The root user has no MFA device at all.', 'SummaryMap.AccountMFAEnabled');
    const virtual = it.VirtualMFADevices?.[0]?.SerialNumber;
    if (virtual !== undefined)
      return fail(`The root user has a virtual device (${virtual}).`, 'VirtualMFADevices');
    return pass(
      'The root user has a device, and none that is virtual.',
      'SummaryMap.AccountMFAEnabled',
      'VirtualMFADevices',
    );
  },
});
