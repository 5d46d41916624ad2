import { parsePolicy, trustedAccounts } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamRoleType } from '../../../../providers/aws/resources/iam_role/schema.ts';
import { isServiceLinked } from '../../identity/service-linked.ts';

export const control = defineControl({
  id: 'aws-iam-role-outsiders-bound',
  version: 1,
  title: 'A role for another account asks for an external id',
  severity: 'medium',
  category: 'identity',
  risk: 'A provider that works for many customers holds one role for each. Without an external id another customer can give it the name of your role, and the provider works for them in your account.',
  advice: {
    console:
      'IAM → Roles → the role → Trust relationships → Edit: add the condition sts:ExternalId with a value that the provider gives you; within your organisation aws:PrincipalOrgID.',
    cli: 'aws iam update-assume-role-policy --role-name NAME --policy-document file://trust.json',
    terraform:
      'resource "aws_iam_role" "this" {\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n# Add the condition StringEquals sts:ExternalId, or aws:PrincipalOrgID within the organisation.',
    cloudformation:
      "AssumeRolePolicyDocument:\n  # Add the condition StringEquals sts:ExternalId, or aws:PrincipalOrgID within the organisation.\n  Version: '2012-10-17'\n  Statement: []",
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html'],
  resource: iamRoleType,
  equivalents: [],
  withoutFramework:
    'The mappings that we carry name no check of it; AWS asks for it of everybody who lets a third party in.',
  evaluate(it, subject) {
    if (isServiceLinked(it.Path))
      return notApplicable('The role belongs to a service of AWS and cannot be changed.', 'Path');
    if (it.AssumeRolePolicyDocument === undefined) return unknown('Whom the role trusts is not known.');
    const answer = trustedAccounts(parsePolicy(it.AssumeRolePolicyDocument), subject.accountId);
    if (answer.answer === 'unreadable')
      return unknown(`The trust policy cannot be read: ${answer.why}.`, 'AssumeRolePolicyDocument');
    if (answer.answer === 'no')
      return notApplicable('The role trusts no other account.', 'AssumeRolePolicyDocument');
    const open = answer.findings.find(({ isBound }) => !isBound);
    if (open !== undefined)
      return fail(
        `The account ${open.accountId} may assume the role without an external id, an organisation or MFA (${open.statement}).`,
        'AssumeRolePolicyDocument',
      );
    return pass(
      `Trust in other accounts is bound (${answer.findings[0]?.statement ?? ''}).`,
      'AssumeRolePolicyDocument',
    );
  },
});
