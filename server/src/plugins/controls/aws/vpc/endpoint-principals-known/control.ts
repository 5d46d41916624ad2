import { grantsOutside, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcEndpointType } from '../../../../providers/aws/resources/vpc_endpoint/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-endpoint-principals-known',
  version: 1,
  title: 'Policy of the VPC endpoint lets in known principals only',
  severity: 'high',
  category: 'networking',
  risk: 'An endpoint that serves principals of any account is a way out: with credentials of an account of their own an intruder carries data through it, past the internet and its logs.',
  advice: {
    console:
      'VPC → Endpoints → the endpoint → Policy → Edit: name the principals, or add a condition on aws:PrincipalAccount or aws:PrincipalOrgID.',
    cli: 'aws ec2 modify-vpc-endpoint --vpc-endpoint-id VPCE_ID --policy-document file://policy.json',
    terraform:
      'data "aws_iam_policy_document" "endpoint" {\n  statement {\n    actions   = ["*"]\n    resources = ["*"]\n    principals {\n      type        = "*"\n      identifiers = ["*"]\n    }\n    condition {\n      test     = "StringEquals"\n      variable = "aws:PrincipalAccount"\n      values   = [data.aws_caller_identity.this.account_id]\n    }\n  }\n}',
    cloudformation: 'Condition:\n  StringEquals:\n    aws:PrincipalAccount: !Ref AWS::AccountId',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html'],
  resource: vpcEndpointType,
  equivalents: ['prowler:vpc_endpoint_connections_trust_boundaries'],
  evaluate({ VpcEndpointType, PolicyDocument }, { accountId }) {
    if (VpcEndpointType === 'GatewayLoadBalancer')
      return notApplicable('An endpoint of a gateway load balancer has no policy.', 'VpcEndpointType');
    if (PolicyDocument === undefined)
      return fail(
        'The endpoint has no policy of its own; the default one serves everybody.',
        'PolicyDocument',
      );
    const outside = grantsOutside(parsePolicy(PolicyDocument), { accountId });
    if (outside.answer === 'unreadable')
      return unknown(`The policy cannot be read: ${outside.why}.`, 'PolicyDocument');
    if (outside.answer === 'no')
      return pass('The policy serves principals of this account only.', 'PolicyDocument');
    const [first] = outside.findings;
    // A condition on an organisation or a network limits to somebody known.
    const bad = outside.findings.find(({ narrowedBy }) => narrowedBy === undefined);
    if (bad === undefined)
      return pass(`The policy limits principals by ${first?.narrowedBy}.`, 'PolicyDocument');
    return fail(
      bad.isAnyone
        ? `By ${bad.statement} principals of any account are served.`
        : `By ${bad.statement} ${bad.principal} of another account is served.`,
      'PolicyDocument',
    );
  },
});
