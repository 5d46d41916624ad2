import { parsePolicy, trustedAccounts } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamRoleType } from '../../../../providers/aws/resources/iam_role/schema.ts';
import { hasAwsPolicy } from '../../identity/attached-policies.ts';
import { isServiceLinked } from '../../identity/service-linked.ts';

export const control = defineControl({
  id: 'aws-iam-role-no-reading-from-outside',
  version: 1,
  title: 'No other account may read everything by the role',
  severity: 'high',
  category: 'identity',
  risk: 'ReadOnlyAccess reads nearly everything, also the contents of buckets, queues and tables. A partner with such a role has a copy of the company, and so has whoever breaks into the partner.',
  advice: {
    console:
      'IAM → Roles → the role → Permissions: replace ReadOnlyAccess by what the partner needs; for audits SecurityAudit or ViewOnlyAccess, which read settings and no contents.',
    cli: 'aws iam update-assume-role-policy --role-name NAME --policy-document file://trust.json',
    terraform:
      'resource "aws_iam_role" "this" {\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n# Replace ReadOnlyAccess, or trust no other account.',
    cloudformation:
      "AssumeRolePolicyDocument:\n  # Replace ReadOnlyAccess, or trust no other account.\n  Version: '2012-10-17'\n  Statement: []",
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html'],
  resource: iamRoleType,
  equivalents: ['prowler:iam_role_cross_account_readonlyaccess_policy'],
  evaluate(it, subject) {
    if (isServiceLinked(it.Path))
      return notApplicable('The role belongs to a service of AWS and cannot be changed.', 'Path');
    if (it.AssumeRolePolicyDocument === undefined) return unknown('Whom the role trusts is not known.');
    const answer = trustedAccounts(parsePolicy(it.AssumeRolePolicyDocument), subject.accountId);
    if (answer.answer === 'unreadable')
      return unknown(`The trust policy cannot be read: ${answer.why}.`, 'AssumeRolePolicyDocument');
    if (answer.answer === 'no')
      return notApplicable('The role trusts no other account.', 'AssumeRolePolicyDocument');
    if (hasAwsPolicy(it.ManagedPolicyArns, 'ReadOnlyAccess'))
      return fail(
        `The account ${answer.findings[0]?.accountId ?? ''} may assume the role, which has ReadOnlyAccess.`,
        'ManagedPolicyArns',
        'AssumeRolePolicyDocument',
      );
    return pass('The role does not have ReadOnlyAccess.', 'ManagedPolicyArns');
  },
});
