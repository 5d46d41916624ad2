import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamRoleType } from '../../../../providers/aws/resources/iam_role/schema.ts';
import { hasAwsPolicy } from '../../identity/attached-policies.ts';

export const control = defineControl({
  id: 'aws-iam-role-no-administrator-access',
  version: 1,
  title: 'AdministratorAccess is not attached to the role',
  severity: 'high',
  category: 'identity',
  risk: 'Whoever may assume this role may do everything in the account. A program or a partner that needs only a part has far more to lose than it uses.',
  advice: {
    console:
      'IAM → Roles → the role → Permissions: detach AdministratorAccess and attach policies with what is needed.',
    cli: 'aws iam detach-role-policy --role-name NAME --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
    terraform:
      'resource "aws_iam_role_policy_attachment" "this" {\n  role       = aws_iam_role.this.name\n  policy_arn = aws_iam_policy.narrower.arn\n}',
    cloudformation: 'ManagedPolicyArns:\n  - !Ref NarrowerPolicy',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  resource: iamRoleType,
  equivalents: [
    'prowler:iam_role_administratoraccess_policy',
    'prowler:iam_aws_attached_policy_no_administrative_privileges',
  ],
  evaluate(it) {
    if (hasAwsPolicy(it.ManagedPolicyArns, 'AdministratorAccess'))
      return fail('AdministratorAccess is attached to the role.', 'ManagedPolicyArns');
    return pass('AdministratorAccess is not attached to the role.', 'ManagedPolicyArns');
  },
});
