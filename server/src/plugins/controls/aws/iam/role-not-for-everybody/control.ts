import { parsePolicy, trustsAnyone } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamRoleType } from '../../../../providers/aws/resources/iam_role/schema.ts';
import { isServiceLinked } from '../../identity/service-linked.ts';

export const control = defineControl({
  id: 'aws-iam-role-not-for-everybody',
  version: 1,
  title: 'The role does not trust everybody',
  severity: 'critical',
  category: 'identity',
  risk: 'A role that trusts a wildcard can be assumed by anyone with an AWS account, without any password of yours, and with all the rights of the role.',
  advice: {
    console:
      'IAM → Roles → the role → Trust relationships → Edit: name the accounts, roles or providers that may assume it, or demand aws:PrincipalOrgID.',
    cli: 'aws iam update-assume-role-policy --role-name NAME --policy-document file://trust.json',
    terraform:
      'resource "aws_iam_role" "this" {\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n# Name the principals, or add the condition StringEquals aws:PrincipalOrgID.',
    cloudformation:
      "AssumeRolePolicyDocument:\n  # Name the principals, or add the condition StringEquals aws:PrincipalOrgID.\n  Version: '2012-10-17'\n  Statement: []",
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html'],
  resource: iamRoleType,
  equivalents: [],
  withoutFramework:
    'The mappings that we carry name no check of it; the risk is the same as that of a public resource.',
  evaluate(it) {
    if (isServiceLinked(it.Path))
      return notApplicable('The role belongs to a service of AWS and cannot be changed.', 'Path');
    if (it.AssumeRolePolicyDocument === undefined) return unknown('Whom the role trusts is not known.');
    const answer = trustsAnyone(parsePolicy(it.AssumeRolePolicyDocument));
    if (answer.answer === 'unreadable')
      return unknown(`The trust policy cannot be read: ${answer.why}.`, 'AssumeRolePolicyDocument');
    if (answer.answer === 'yes')
      return fail(`Anyone may assume the role (${answer.statement}).`, 'AssumeRolePolicyDocument');
    return pass('The role trusts named principals only.', 'AssumeRolePolicyDocument');
  },
});
