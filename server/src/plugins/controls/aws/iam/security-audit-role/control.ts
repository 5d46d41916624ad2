import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { iamRoles } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-iam-security-audit-role',
  version: 1,
  title: 'A role can audit the security of the account',
  severity: 'low',
  category: 'governance',
  risk: 'Auditors who have no role of their own are given the rights of administrators, or nothing; both end in a worse audit.',
  advice: {
    console:
      'IAM → Roles → Create role: trust the people or the provider who need it, and attach SecurityAudit.',
    cli: 'aws iam attach-role-policy --role-name NAME --policy-arn arn:aws:iam::aws:policy/SecurityAudit',
    terraform:
      'resource "aws_iam_role_policy_attachment" "this" {\n  role       = aws_iam_role.this.name\n  policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"\n}',
    cloudformation:
      'Type: AWS::IAM::Role\nProperties:\n  ManagedPolicyArns:\n    - arn:aws:iam::aws:policy/SecurityAudit',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html'],
  resource: iamAccountType,
  reads: { roles: iamRoles },
  equivalents: ['prowler:iam_securityaudit_role_created'],
  evaluate(_account, _subject, around) {
    const role = around.roles.first('policies of AWS', 'SecurityAudit');
    if (role !== undefined) return pass(`The role ${role.name} has SecurityAudit.`);
    return fail('No role has SecurityAudit.');
  },
});
