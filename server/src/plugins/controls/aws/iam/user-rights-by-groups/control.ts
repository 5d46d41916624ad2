import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import { firstFound } from '../../identity/first-found.ts';

export const control = defineControl({
  id: 'aws-iam-user-rights-by-groups',
  version: 1,
  title: 'A user has rights only through groups',
  severity: 'low',
  category: 'identity',
  risk: 'Rights that are given to people one by one pile up and are forgotten when they change their work. Groups say what a job needs, and leaving the group takes all of it away.',
  advice: {
    console:
      'IAM → Users → the user → Permissions: detach each policy, delete inline policies, and add the user to a group that has what is needed.',
    cli: 'aws iam detach-user-policy --user-name NAME --policy-arn POLICY_ARN && aws iam add-user-to-group --user-name NAME --group-name GROUP',
    terraform:
      'resource "aws_iam_user_group_membership" "this" {\n  user   = aws_iam_user.this.name\n  groups = [aws_iam_group.this.name]\n}',
    cloudformation:
      'Type: AWS::IAM::UserToGroupAddition\nProperties:\n  GroupName: !Ref Group\n  Users:\n    - !Ref User',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  resource: iamUserType,
  equivalents: ['prowler:iam_policy_attached_only_to_group_or_roles'],
  evaluate(it) {
    const attached = firstFound(
      () =>
        it.ManagedPolicyArns?.length
          ? `The policy ${it.ManagedPolicyArns[0]} is attached to the user.`
          : undefined,
      () =>
        it.Policies?.length
          ? `The user has the inline policy ${it.Policies[0]?.PolicyName ?? ''}.`
          : undefined,
    );
    if (attached !== undefined) return fail(attached, 'ManagedPolicyArns', 'Policies');
    return pass('The user has no policies of its own.', 'ManagedPolicyArns', 'Policies');
  },
});
