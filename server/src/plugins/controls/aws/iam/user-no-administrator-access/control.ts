import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import { hasAwsPolicy } from '../../identity/attached-policies.ts';

export const control = defineControl({
  id: 'aws-iam-user-no-administrator-access',
  version: 1,
  title: 'AdministratorAccess is not attached to the user',
  severity: 'high',
  category: 'identity',
  risk: 'A user with AdministratorAccess has full rights all day, by credentials that never end by themselves. One phished password or leaked key is the whole account.',
  advice: {
    console:
      'IAM → Users → the user → Permissions: detach AdministratorAccess and attach policies with what is needed.',
    cli: 'aws iam detach-user-policy --user-name NAME --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
    terraform:
      'resource "aws_iam_user_policy_attachment" "this" {\n  user       = aws_iam_user.this.name\n  policy_arn = aws_iam_policy.narrower.arn\n}',
    cloudformation: 'ManagedPolicyArns:\n  - !Ref NarrowerPolicy',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  resource: iamUserType,
  equivalents: [
    'prowler:iam_user_administrator_access_policy',
    'prowler:iam_aws_attached_policy_no_administrative_privileges',
  ],
  evaluate(it) {
    if (hasAwsPolicy(it.ManagedPolicyArns, 'AdministratorAccess'))
      return fail('AdministratorAccess is attached to the user.', 'ManagedPolicyArns');
    return pass('AdministratorAccess is not attached to the user.', 'ManagedPolicyArns');
  },
});
