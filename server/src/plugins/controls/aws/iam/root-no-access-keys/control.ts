import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';

export const control = defineControl({
  id: 'aws-iam-root-no-access-keys',
  version: 1,
  title: 'The root user has no access keys',
  severity: 'critical',
  category: 'identity',
  risk: 'A key of the root user may do everything, cannot be limited by any policy of the account and is often lying in an old script. Whoever finds it owns the account.',
  advice: {
    console:
      'Sign in as the root user → account name → Security credentials → Access keys: deactivate and delete each key. Use roles for programs.',
    cli: 'aws iam delete-access-key --access-key-id KEY_ID   # with the credentials of the root user itself',
    terraform: '# Root keys are not managed by Terraform: delete them in the console, signed in as root.',
    cloudformation:
      'The root user is no resource of CloudFormation: delete its keys in the console, signed in as root.',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  ],
  resource: iamAccountType,
  equivalents: ['prowler:iam_no_root_access_key'],
  evaluate(it) {
    const keys = it.SummaryMap?.AccountAccessKeysPresent;
    if (keys === undefined)
      return unknown('The account summary does not say whether the root user has keys.');
    if (keys > 0) return fail('The root user has an access key.', 'SummaryMap.AccountAccessKeysPresent');
    return pass('The root user has no access key.', 'SummaryMap.AccountAccessKeysPresent');
  },
});
