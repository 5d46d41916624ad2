import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamGroupType } from '../../../../providers/aws/resources/iam_group/schema.ts';
import { iamUsers } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-iam-group-has-users',
  version: 1,
  title: 'The group has users',
  severity: 'low',
  category: 'identity',
  risk: 'A group without users is a set of rights that waits for somebody to be put into it, and that nobody reviews.',
  advice: {
    console: 'IAM → User groups → the group: add users, or delete the group.',
    cli: 'aws iam delete-group --group-name NAME   # after detaching its policies',
    terraform: '# Remove the resource:\n# resource "aws_iam_group" "this" { ... }',
    cloudformation: 'Remove the resource of type AWS::IAM::Group from the template.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html'],
  resource: iamGroupType,
  reads: { users: iamUsers },
  equivalents: [],
  withoutFramework: 'AWS Config has such a rule; the mappings that we carry do not use it.',
  evaluate(it, _subject, around) {
    const name = it.GroupName;
    if (name === undefined) return unknown('The name of the group is not known.');
    const members = around.users.by('Groups', name);
    if (members.length > 0)
      return pass(`The group has ${members.length === 1 ? 'one user' : `${members.length} users`}.`);
    return fail('The group has no users.', 'GroupName');
  },
});
