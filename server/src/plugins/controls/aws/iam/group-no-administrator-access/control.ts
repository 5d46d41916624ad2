import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamGroupType } from '../../../../providers/aws/resources/iam_group/schema.ts';
import { hasAwsPolicy } from '../../identity/attached-policies.ts';

export const control = defineControl({
  id: 'aws-iam-group-no-administrator-access',
  version: 1,
  title: 'AdministratorAccess is not attached to the group',
  severity: 'high',
  category: 'identity',
  risk: 'Everybody who is put into this group may do everything, and joining a group is one small right. Full rights belong into roles that people take for a task and give back.',
  advice: {
    console:
      'IAM → User groups → the group → Permissions: detach AdministratorAccess and attach policies with what is needed.',
    cli: 'aws iam detach-group-policy --group-name NAME --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
    terraform:
      'resource "aws_iam_group_policy_attachment" "this" {\n  group       = aws_iam_group.this.name\n  policy_arn = aws_iam_policy.narrower.arn\n}',
    cloudformation: 'ManagedPolicyArns:\n  - !Ref NarrowerPolicy',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  resource: iamGroupType,
  equivalents: [
    'prowler:iam_group_administrator_access_policy',
    'prowler:iam_aws_attached_policy_no_administrative_privileges',
  ],
  evaluate(it) {
    if (hasAwsPolicy(it.ManagedPolicyArns, 'AdministratorAccess'))
      return fail('AdministratorAccess is attached to the group.', 'ManagedPolicyArns');
    return pass('AdministratorAccess is not attached to the group.', 'ManagedPolicyArns');
  },
});
