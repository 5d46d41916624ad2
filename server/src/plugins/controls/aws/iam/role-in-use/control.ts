import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamRoleType } from '../../../../providers/aws/resources/iam_role/schema.ts';
import { ago, dayOf, daysSince } from '../../identity/days.ts';
import { isServiceLinked } from '../../identity/service-linked.ts';

const mostDays = 90;

export const control = defineControl({
  id: 'aws-iam-role-in-use',
  version: 1,
  title: 'The role was used within 90 days',
  severity: 'low',
  category: 'identity',
  risk: 'A role that nobody uses can still be assumed by everybody whom it trusts, with all its rights, and nobody expects to see it in the logs.',
  advice: {
    console: 'IAM → Roles → the role → Last activity; delete it when nobody needs it any more.',
    cli: 'aws iam delete-role --role-name NAME   # after detaching its policies',
    terraform: '# Remove the resource:\n# resource "aws_iam_role" "this" { ... }',
    cloudformation: 'Remove the resource of type AWS::IAM::Role from the template.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html'],
  resource: iamRoleType,
  dependsOnTime: true,
  equivalents: [],
  withoutFramework: 'Order rather than a demand of the frameworks that we carry.',
  evaluate(it, subject) {
    if (isServiceLinked(it.Path))
      return notApplicable('The role belongs to a service of AWS and cannot be changed.', 'Path');
    const age = daysSince(it.CreateDate, subject.judgedAt);
    if (age === undefined) return unknown('When the role was made is not known.');
    if (age <= mostDays)
      return pass(`The role was made on ${dayOf(it.CreateDate)}, ${ago(age)}.`, 'CreateDate');
    const last = it.RoleLastUsed?.LastUsedDate;
    const idle = daysSince(last, subject.judgedAt);
    if (idle === undefined)
      return fail('The role was not used in the 400 days that AWS looks back.', 'RoleLastUsed', 'CreateDate');
    return (idle > mostDays ? fail : pass)(
      `The role was last used on ${last}, ${ago(idle)}.`,
      'RoleLastUsed',
    );
  },
});
