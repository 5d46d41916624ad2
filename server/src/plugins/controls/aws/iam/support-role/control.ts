import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { iamRoles } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-iam-support-role',
  version: 1,
  title: 'A role can work with AWS Support',
  severity: 'low',
  category: 'governance',
  risk: 'When something breaks or somebody has broken in, nobody wants to look for a way to open a case, nor use the root user for it.',
  advice: {
    console:
      'IAM → Roles → Create role: trust the people or the provider who need it, and attach AWSSupportAccess.',
    cli: 'aws iam attach-role-policy --role-name NAME --policy-arn arn:aws:iam::aws:policy/AWSSupportAccess',
    terraform:
      'resource "aws_iam_role_policy_attachment" "this" {\n  role       = aws_iam_role.this.name\n  policy_arn = "arn:aws:iam::aws:policy/AWSSupportAccess"\n}',
    cloudformation:
      'Type: AWS::IAM::Role\nProperties:\n  ManagedPolicyArns:\n    - arn:aws:iam::aws:policy/AWSSupportAccess',
  },
  references: ['https://docs.aws.amazon.com/awssupport/latest/user/accessing-support.html'],
  resource: iamAccountType,
  reads: { roles: iamRoles },
  equivalents: ['prowler:iam_support_role_created'],
  evaluate(_account, _subject, around) {
    const role = around.roles.first('policies of AWS', 'AWSSupportAccess');
    if (role !== undefined) return pass(`The role ${role.name} has AWSSupportAccess.`);
    return fail('No role has AWSSupportAccess.');
  },
});
