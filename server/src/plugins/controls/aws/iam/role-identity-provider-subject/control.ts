import { federationWithoutSubject, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamRoleType } from '../../../../providers/aws/resources/iam_role/schema.ts';
import { isServiceLinked } from '../../identity/service-linked.ts';

export const control = defineControl({
  id: 'aws-iam-role-identity-provider-subject',
  version: 1,
  title: 'A role for an identity provider says for whom',
  severity: 'high',
  category: 'identity',
  risk: 'Providers such as GitHub give tokens to everybody who has an account there. A role that checks only the provider can be assumed by every workflow in the world.',
  advice: {
    console:
      'IAM → Roles → the role → Trust relationships → Edit: add a condition on the subject, such as token.actions.githubusercontent.com:sub with repo:OWNER/NAME:*.',
    cli: 'aws iam update-assume-role-policy --role-name NAME --policy-document file://trust.json',
    terraform:
      'resource "aws_iam_role" "this" {\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n# Add the condition StringLike <issuer>:sub with the owner and the repository.',
    cloudformation:
      "AssumeRolePolicyDocument:\n  # Add the condition StringLike <issuer>:sub with the owner and the repository.\n  Version: '2012-10-17'\n  Statement: []",
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html'],
  resource: iamRoleType,
  equivalents: [],
  withoutFramework: 'Younger than the mappings that we carry; AWS refuses new GitHub roles without it.',
  evaluate(it) {
    if (isServiceLinked(it.Path))
      return notApplicable('The role belongs to a service of AWS and cannot be changed.', 'Path');
    if (it.AssumeRolePolicyDocument === undefined) return unknown('Whom the role trusts is not known.');
    const policy = parsePolicy(it.AssumeRolePolicyDocument);
    const answer = federationWithoutSubject(policy);
    if (answer.answer === 'unreadable')
      return unknown(`The trust policy cannot be read: ${answer.why}.`, 'AssumeRolePolicyDocument');
    if (answer.answer === 'yes') {
      const [open] = answer.findings;
      const whom = open?.isShared ? 'everybody who has an account there' : 'all that it knows';
      return fail(
        `${open?.provider ?? ''} may give the role to ${whom}: no condition fixes ${open?.claims[0] ?? ''} (${open?.statement ?? ''}).`,
        'AssumeRolePolicyDocument',
      );
    }
    const isFederated =
      policy.readable &&
      policy.statements.some(({ principals }) => principals.some(({ kind }) => kind === 'federated'));
    if (!isFederated)
      return notApplicable('The role is for no identity provider.', 'AssumeRolePolicyDocument');
    return pass('The trust says whom of the identity provider it means.', 'AssumeRolePolicyDocument');
  },
});
