import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { rootCannotSignIn } from '../../identity/root-account.ts';

export const control = defineControl({
  id: 'aws-iam-root-mfa',
  version: 1,
  title: 'The root user signs in with a second factor',
  severity: 'critical',
  category: 'identity',
  risk: 'The password of the root user alone opens everything, also what no policy can forbid: closing the account, changing its owner. A second factor makes a stolen password worthless.',
  advice: {
    console:
      'Sign in as the root user → account name → Security credentials → Multi-factor authentication → Assign MFA device.',
    cli: 'aws iam enable-mfa-device   # works for users only: assign the device of the root user in the console',
    terraform: '# Not managed by Terraform: assign the device in the console, signed in as root.',
    cloudformation:
      'The root user is no resource of CloudFormation: assign the device in the console, signed in as root.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html'],
  resource: iamAccountType,
  equivalents: ['prowler:iam_root_mfa_enabled'],
  evaluate(it) {
    const enabled = it.SummaryMap?.AccountMFAEnabled;
    if (enabled === undefined)
      return unknown('The account summary does not say whether the root user has MFA.');
    if (rootCannotSignIn(it.SummaryMap))
      return notApplicable('The root user has no password to sign in with.');
    if (enabled === 1) return pass('The root user has an MFA device.', 'SummaryMap.AccountMFAEnabled');
    return fail('The root user has no MFA device.', 'SummaryMap.AccountMFAEnabled');
  },
});
