import { type Principal, parsePolicy, servicesWithoutSource } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamRoleType } from '../../../../providers/aws/resources/iam_role/schema.ts';
import { isServiceLinked } from '../../identity/service-linked.ts';

/** They take a role only from somebody of its own account (iam:PassRole), and send no source to ask for. */
const handedOver: ReadonlySet<string> = new Set(['ec2.amazonaws.com', 'lambda.amazonaws.com']);
const isBoundable = ({ kind, text }: Principal) => kind === 'service' && !handedOver.has(text);

export const control = defineControl({
  id: 'aws-iam-role-services-act-for-this-account',
  version: 1,
  title: 'Services that assume the role act for this account only',
  severity: 'medium',
  category: 'identity',
  risk: 'A service of AWS works for everybody. Where the trust does not say for whose resources, another customer may get the service to use this role ("confused deputy").',
  advice: {
    console:
      'IAM → Roles → the role → Trust relationships → Edit: add the condition aws:SourceAccount with your account, or aws:SourceArn with the resource.',
    cli: 'aws iam update-assume-role-policy --role-name NAME --policy-document file://trust.json',
    terraform:
      'resource "aws_iam_role" "this" {\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n# Add the condition StringEquals aws:SourceAccount with the account id.',
    cloudformation:
      "AssumeRolePolicyDocument:\n  # Add the condition StringEquals aws:SourceAccount with the account id.\n  Version: '2012-10-17'\n  Statement: []",
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html'],
  resource: iamRoleType,
  equivalents: ['prowler:iam_role_cross_service_confused_deputy_prevention'],
  evaluate(it) {
    if (isServiceLinked(it.Path))
      return notApplicable('The role belongs to a service of AWS and cannot be changed.', 'Path');
    if (it.AssumeRolePolicyDocument === undefined) return unknown('Whom the role trusts is not known.');
    const policy = parsePolicy(it.AssumeRolePolicyDocument);
    const answer = servicesWithoutSource(policy);
    if (answer.answer === 'unreadable')
      return unknown(`The trust policy cannot be read: ${answer.why}.`, 'AssumeRolePolicyDocument');
    if (!policy.readable || !policy.statements.some(({ principals }) => principals.some(isBoundable)))
      return notApplicable(
        'The role is for no service that says for whom it acts.',
        'AssumeRolePolicyDocument',
      );
    const open = answer.answer === 'yes' && answer.findings.find(({ service }) => !handedOver.has(service));
    if (open)
      return fail(
        `${open.service} may assume the role, for whomever it acts (${open.statement}).`,
        'AssumeRolePolicyDocument',
      );
    return pass(
      'Each service may assume the role only for a named account or resource.',
      'AssumeRolePolicyDocument',
    );
  },
});
