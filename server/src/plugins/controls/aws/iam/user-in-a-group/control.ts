import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';

export const control = defineControl({
  id: 'aws-iam-user-in-a-group',
  version: 1,
  title: 'Every user is in a group',
  severity: 'low',
  category: 'identity',
  risk: 'A user without a group has rights that were given by hand or none at all: either nobody reviews them together with those of others, or the user is left over.',
  advice: {
    console: 'IAM → Users → the user → Groups → Add user to groups. Delete the user if it is not needed.',
    cli: 'aws iam add-user-to-group --user-name NAME --group-name GROUP',
    terraform:
      'resource "aws_iam_user_group_membership" "this" {\n  user   = aws_iam_user.this.name\n  groups = [aws_iam_group.this.name]\n}',
    cloudformation:
      'Type: AWS::IAM::UserToGroupAddition\nProperties:\n  GroupName: !Ref Group\n  Users:\n    - !Ref User',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html'],
  resource: iamUserType,
  equivalents: [],
  withoutFramework: 'AWS Config has such a rule; the mappings that we carry do not use it.',
  evaluate(it) {
    const groups = it.Groups ?? [];
    if (groups.length === 0) return fail('The user is in no group.', 'Groups');
    return pass(
      `The user is in ${groups.length === 1 ? `the group ${groups[0]}` : `${groups.length} groups`}.`,
      'Groups',
    );
  },
});
